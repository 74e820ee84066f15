import type { BenefitCode } from '../../../core/domain/application-form.ts';
import { certificateFault } from '../../../core/domain/benefit.ts';
import type { FailureCode } from '../../../core/domain/failure.ts';
import type { PlainDate } from '../../../core/domain/plain-date.ts';

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
  const date = category === null ? null : certificateFault(category, certificateDate, today);
  return {
    ...(category === null ? { category: 'required' as const } : {}),
    ...(date === null ? {} : { certificateDate: date }),
    ...(scans === 0 ? { scans: 'file-required' as const } : {}),
  };
}
