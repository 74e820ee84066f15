import type { Instant } from './instant.ts';
import type { PlainDate } from './plain-date.ts';

/** How a referral came about («Вид направления», domain.md §1.11). */
export const REFERRAL_KINDS = ['turn', 'free-choice', 'transfer'] as const;
export type ReferralKind = (typeof REFERRAL_KINDS)[number];

/** How a referral ended. */
export type ReferralEnd = 'returned' | 'expired' | 'refused' | 'arrived' | 'removed';

/** A referral (жолдама) to a place of a group. An application keeps its latest one, also after it has ended. */
export type Referral = {
  readonly number: string;
  readonly kind: ReferralKind;
  readonly place: string;
  readonly group: string;
  readonly issuedAt: Instant;
  /** Last valid day, until its end. */
  readonly validUntil: PlainDate;
  readonly extended: boolean;
  /** Null while it is in force. */
  readonly end: ReferralEnd | null;
};
