import table from '../../../assets/reference/refusal-reasons.json' with { type: 'json' };
import type { Locale } from '../../../core/domain/wording.ts';

/** The words of a ground of refusal (RJ1–RJ3). */
export function groundText(code: string, locale: Locale): string {
  return table.grounds.find((ground) => ground.code === code)?.name[locale] ?? code;
}

/** The words of a practical reason. */
export function detailText(code: string, locale: Locale): string {
  return table.details.find((detail) => detail.code === code)?.name[locale] ?? code;
}

/** The practical reasons under a ground. */
export function detailsOf(ground: string | null): readonly (typeof table.details)[number][] {
  return table.details.filter((detail) => detail.ground === ground);
}
