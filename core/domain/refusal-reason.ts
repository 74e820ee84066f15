import type { Wording } from './wording.ts';

/** Grounds of a reasoned refusal: RJ1–RJ3 of the law on state services, art. 19-1 (domain.md §1.6). */
export const REFUSAL_GROUNDS = ['RJ1', 'RJ2', 'RJ3'] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/** A ground or a practical sub-reason below it; `assets/reference/refusal-reasons.json`. */
export type RefusalReason = {
  readonly code: string;
  readonly ground: RefusalGround;
  readonly name: Wording;
};

/** Why a kindergarten does not take a child that came with a referral (domain.md §1.6). */
export type ArrivalRefusalReason = { readonly code: string; readonly name: Wording };

/** The whole table of reasons. */
export type RefusalReasons = {
  readonly grounds: readonly RefusalReason[];
  readonly details: readonly RefusalReason[];
  readonly arrival: readonly ArrivalRefusalReason[];
};
