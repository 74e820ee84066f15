import type { Wording } from './wording.ts';

/**
 * A numbered category of the voucher "Algorithm" (domain.md §1.7). The full list is not public: the table is editable and
 * ships with the two names that are evidenced; `name` is null where only the number is known.
 */
export type VoucherCategory = {
  readonly number: number;
  readonly name: Wording | null;
  readonly evidence: string;
};
