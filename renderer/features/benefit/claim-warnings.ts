import { useTranslation } from 'react-i18next';
import { almatyDay } from '../../../core/domain/almaty.ts';
import { addDays, type PlainDate } from '../../../core/domain/plain-date.ts';
import type { PendingClaim } from '../../../core/protocol/benefit.ts';
import { useCore } from '../../link/use-core.ts';
import { dateText } from '../journal/journal-format.ts';

/** What the moderator is to look at twice. */
export type Warning =
  | { readonly kind: 'manual'; readonly who: 'applicant' | 'child' }
  | { readonly kind: 'relation' | 'noScan' | 'noDate' }
  | { readonly kind: 'expired' | 'ends'; readonly date: PlainDate };

/** Days before its end from which a certificate is pointed out. */
const SOON_DAYS = 5;

/** The warnings of a claim on a day, the gravest first; `dated` says whether its benefit has a certificate with a term. */
function warningsOf(claim: PendingClaim, dated: boolean, today: PlainDate): readonly Warning[] {
  const { attachments, certificateDate, certificateUntil, manual, relationUnproved, what } = claim;
  const purpose = what === 'benefit' ? 'benefit' : 'non-resident';
  const noScan = !attachments.some((file) => file.purpose === purpose);
  const until = certificateUntil;
  return [
    ...(noScan ? [{ kind: 'noScan' } as const] : []),
    ...(dated && certificateDate === null ? [{ kind: 'noDate' } as const] : []),
    ...(until !== null && until < today ? [{ kind: 'expired', date: until } as const] : []),
    ...(until !== null && until >= today && until <= addDays(today, SOON_DAYS)
      ? [{ kind: 'ends', date: until } as const]
      : []),
    ...(relationUnproved ? [{ kind: 'relation' } as const] : []),
    ...(manual.child ? [{ kind: 'manual', who: 'child' } as const] : []),
    ...(manual.applicant ? [{ kind: 'manual', who: 'applicant' } as const] : []),
  ];
}

/** The warnings of a claim in words. */
export function useWarnings(): (claim: PendingClaim) => readonly string[] {
  const { t } = useTranslation('benefit');
  const benefits = useCore('reference.load', {}).data?.benefits ?? [];
  return (claim) => {
    const dated = benefits.find(({ code }) => code === claim.benefit)?.certificateMonths != null;
    return warningsOf(claim, dated, almatyDay(Date.now())).map((warning) => {
      switch (warning.kind) {
        case 'manual':
          return t('warn.manual', { who: t(`warn.${warning.who}`) });
        case 'expired':
        case 'ends':
          return t(`warn.${warning.kind}`, { date: dateText(warning.date) });
        default:
          return t(`warn.${warning.kind}`);
      }
    });
  };
}
