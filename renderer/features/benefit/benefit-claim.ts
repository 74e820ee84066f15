import type { BenefitCode } from '../../../core/domain/application-form.ts';
import { CERTIFICATE_MONTHS } from '../../../core/domain/check-form.ts';
import type { FailureCode } from '../../../core/domain/failure.ts';
import { addMonths, isPlainDate, type PlainDate } from '../../../core/domain/plain-date.ts';

/** A benefit as it is claimed after filing. */
export type BenefitClaim = {
  readonly category: BenefitCode | null;
  /** Plain date, or what was typed instead. */
  readonly certificateDate: string;
  readonly scans: number;
};
export type BenefitFaults = {
  readonly category?: FailureCode;
  readonly certificateDate?: FailureCode;
  readonly scans?: FailureCode;
};

/** What is missing or wrong: the same as on the form (domain.md §1.11 "Required"). */
export function checkClaim(
  { category, certificateDate, scans }: BenefitClaim,
  today: PlainDate,
): BenefitFaults {
  const months = category === null ? undefined : CERTIFICATE_MONTHS[category];
  const date = months === undefined ? null : certificateFault(certificateDate, months, today);
  return {
    ...(category === null ? { category: 'required' as const } : {}),
    ...(date === null ? {} : { certificateDate: date }),
    ...(scans === 0 ? { scans: 'file-required' as const } : {}),
  };
}

function certificateFault(date: string, months: number, today: PlainDate): FailureCode | null {
  if (!isPlainDate(date)) return 'certificate-date-required';
  if (date > today) return 'certificate-in-future';
  return today > addMonths(date, months) ? 'certificate-too-old' : null;
}
