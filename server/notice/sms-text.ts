import en from '../../assets/locales/en/sms.json' with { type: 'json' };
import kk from '../../assets/locales/kk/sms.json' with { type: 'json' };
import ru from '../../assets/locales/ru/sms.json' with { type: 'json' };
import type { Locale } from '../../core/domain/wording.ts';
import type { DistrictTable } from '../reference/districts.ts';

const TEXTS: Readonly<Record<Locale, typeof kk>> = { kk, ru, en };

/** What the SMS with a code says: what the code is for, and in which office, so that nobody is talked out of it. */
export function smsText(
  services: { readonly districts: DistrictTable },
  desk: { readonly district: string },
  order: {
    readonly purpose: 'sign-in' | 'consent' | 'merge';
    readonly locale: Locale;
    readonly merge: { readonly number: string; readonly second: string } | null;
  },
  code: string,
): string {
  const district = services.districts.nameOf(desk.district)?.[order.locale] ?? '';
  const words = { district, code, number: order.merge?.number ?? '', second: order.merge?.second ?? '' };
  return Object.entries(words).reduce(
    (text, [name, word]) => text.replace(`{{${name}}}`, () => word),
    TEXTS[order.locale][order.purpose],
  );
}
