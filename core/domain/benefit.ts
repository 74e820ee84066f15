import { addMonths, type PlainDate } from './plain-date.ts';
import type { Wording } from './wording.ts';

/** The categories of domain.md §1.5; `NONE` is «Жеңілдік жоқ». */
export const BENEFIT_CODES = ['NONE', 'E1', 'E2', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'] as const;
export type BenefitCode = (typeof BENEFIT_CODES)[number];

/** The order a child stands in: extraordinary, first-priority or general (domain.md §1.10.3). */
export type QueueClass = 'E' | 'P' | 'G';

/** What a category gives: a place at the head, the 1 : 3 share, or nothing. */
export type BenefitRight = 'extraordinary' | 'first-priority' | 'none';

/** A benefit category; `assets/reference/benefit-categories.json`. */
export type BenefitCategory = {
  readonly code: BenefitCode;
  readonly right: BenefitRight;
  readonly name: Wording;
  /** What has to be shown for it. */
  readonly proof: Wording | null;
  /** Months for which the certificate is valid from its date; null where it has no term (E1, E2, P7: one month). */
  readonly certificateMonths: number | null;
};

/** Whether a text is a benefit code. */
export function isBenefitCode(text: string): text is BenefitCode {
  return BENEFIT_CODES.some((code) => code === text);
}

/** The right that a code gives once it is confirmed. */
export function rightOf(code: BenefitCode): BenefitRight {
  if (code === 'NONE') return 'none';
  return code.startsWith('E') ? 'extraordinary' : 'first-priority';
}

/** The class a confirmed benefit puts a child in. */
export function classOf(code: BenefitCode): QueueClass {
  if (code === 'NONE') return 'G';
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
