import { BENEFIT_CODES, type BenefitCode } from './application-form.ts';
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

/** Whether a text is the code of a benefit that can be claimed. */
export function isBenefitCode(text: string): text is BenefitCode {
  return BENEFIT_CODES.some((code) => code === text);
}

/** The order a confirmed benefit puts a child in: extraordinary or first-priority (domain.md §1.5). */
export function classOfBenefit(code: BenefitCode): QueueClass {
  return code.startsWith('E') ? 'E' : 'P';
}

/** The last day on which a certificate of this date proves the benefit; null where it has no term. */
export function certificateValidUntil(category: BenefitCategory, issued: PlainDate): PlainDate | null {
  return category.certificateMonths === null ? null : addMonths(issued, category.certificateMonths);
}

/** Whether a certificate of `issued` still proves the benefit on `day`; a date in the future proves nothing. */
export function certificateHolds(category: BenefitCategory, issued: PlainDate, day: PlainDate): boolean {
  const until = certificateValidUntil(category, issued);
  return issued <= day && (until === null || day <= until);
}
