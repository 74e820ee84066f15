import { BENEFIT_CODES, type BenefitCode } from './application-form.ts';
import { isBirthDate } from './birth-date.ts';
import type { FieldFailure } from './failure.ts';
import { addMonths, type PlainDate } from './plain-date.ts';
import type { QueueClass } from './status.ts';
import type { Wording } from './wording.ts';

/** Every row of the table of benefits (domain.md §1.5); `NONE` is «Жеңілдік жоқ», the absence of a claim. */
export const BENEFIT_CATEGORY_CODES = ['NONE', ...BENEFIT_CODES] as const;
export type BenefitCategoryCode = (typeof BENEFIT_CATEGORY_CODES)[number];

/** What a category gives: a place at the head, the 1 : 3 share, or nothing. */
export type BenefitRight = 'extraordinary' | 'first-priority' | 'none';

/** A benefit category; `assets/reference/benefit-categories.json`. */
export type BenefitCategory = {
  readonly code: BenefitCategoryCode;
  readonly right: BenefitRight;
  readonly name: Wording;
  /** What has to be shown for it. */
  readonly proof: Wording | null;
  /** Months for which the certificate is valid from its date; null where it has no term (E1, E2, P7: one month). */
  readonly certificateMonths: number | null;
};

/** The order a confirmed benefit puts a child in: extraordinary or first-priority (domain.md §1.5). */
export function classOfBenefit(code: BenefitCode): QueueClass {
  return code.startsWith('E') ? 'E' : 'P';
}

/** Months for which the certificate of a benefit proves it; the others have no term (domain.md §1.5, §1.11). */
const CERTIFICATE_MONTHS: Readonly<Partial<Record<BenefitCode, number>>> = { E1: 1, E2: 1, P7: 1 };

/** Months for which the certificate of a benefit proves it; null where it has no term, and its date is not asked for. */
export function certificateMonths(code: BenefitCode): number | null {
  return CERTIFICATE_MONTHS[code] ?? null;
}

/** The last day on which a certificate of this date proves the benefit; null where it has no term. */
export function certificateUntil(code: BenefitCode, issued: PlainDate): PlainDate | null {
  const months = certificateMonths(code);
  return months === null ? null : addMonths(issued, months);
}

/**
 * What is wrong with the date of a benefit's certificate on a day; null where it proves the benefit or none is asked for.
 * @param issued a plain date, what was typed instead, or nothing
 */
export function certificateFault(
  code: BenefitCode,
  issued: string | null,
  today: PlainDate,
): FieldFailure | null {
  if (certificateMonths(code) === null) return null;
  if (issued === null || !isBirthDate(issued)) return 'certificate-date-required';
  if (issued > today) return 'certificate-in-future';
  const until = certificateUntil(code, issued);
  return until !== null && today > until ? 'certificate-too-old' : null;
}
