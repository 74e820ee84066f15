/**
 * Every number of the rules as data (design.md, "Laws of the house"). `classic` is what the manuals order and domain.md
 * §1.3, §1.10 settle; `voucher2025` is the voucher pilot as far as §1.7 determines it.
 */

export const POLICY_NAMES = ['classic', 'voucher2025'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

/** One slot of the cycle in which first-priority and general children take turns. */
export type CycleSlot = 'P' | 'G';

export type Policy = {
  readonly name: PolicyName;
  /** How a cell is ordered: benefit classes with the cycle (§1.10.3), or numbered categories, then filing time (§1.7). */
  readonly order: 'benefit-cycle' | 'category-table';
  /** The cycle of P and G and the slot a new cell starts with (§1.4: first-priority to general 1 : 3). */
  readonly cycle: readonly CycleSlot[];
  readonly cycleStart: number;
  /** Months of age from which a place is offered and may be chosen (R1: 2 full years). */
  readonly placeFromMonths: number;
  /** Full years from which a child can no longer be filed (the manuals' 7). */
  readonly maxAgeYears: number;
  /** Full years below which an applicant may not file. */
  readonly applicantMinYears: number;
  /** Working days in which an offer must be used (R3). */
  readonly offerWorkingDays: number;
  /** Working days in which the child must come with the referral (R5). */
  readonly referralWorkingDays: number;
  /** Hours in which the applicant may return a referral (R8). */
  readonly returnHours: number;
  /** Calendar days after the day of issue to which a referral can be extended, once (R7). */
  readonly extensionCalendarDays: number;
  /** Working days on the stop-list after an expiry (R5). */
  readonly stopListWorkingDays: number;
  /** Expired referrals after which the child is removed (R6). */
  readonly expiriesToRemoval: number;
  /** Months between confirmations of interest (R9). */
  readonly interestMonths: number;
  /** Calendar days before the due date from which interest can be confirmed. */
  readonly interestWindowDays: number;
  /** Calendar days before the due date on which a reminder goes out, the farthest first. */
  readonly interestReminderDays: readonly number[];
  /** Whose clock gives the filing time (§1.10.5). */
  readonly filingTime: 'server' | 'desk';
  /** Limits under which the desk's time counts, in milliseconds. */
  readonly deskClockTolerance: number;
  readonly deskGapLimit: number;
  /** Whether a one-time code may stand in for a signature (§1.11). */
  readonly codeSigns: boolean;
  /** Hours of the day, Almaty time, in which notices go out (§1.11). */
  readonly noticeHours: { readonly from: number; readonly to: number };
};

const CLASSIC: Policy = {
  name: 'classic',
  order: 'benefit-cycle',
  cycle: ['P', 'G', 'G', 'G'],
  cycleStart: 0,
  placeFromMonths: 24,
  maxAgeYears: 7,
  applicantMinYears: 16,
  offerWorkingDays: 3,
  referralWorkingDays: 5,
  returnHours: 24,
  extensionCalendarDays: 30,
  stopListWorkingDays: 10,
  expiriesToRemoval: 2,
  interestMonths: 12,
  interestWindowDays: 30,
  interestReminderDays: [30, 7, 1],
  filingTime: 'server',
  deskClockTolerance: 60_000,
  deskGapLimit: 72 * 3_600_000,
  codeSigns: false,
  noticeHours: { from: 9, to: 20 },
};

/** The presets by name. */
export const POLICIES: Readonly<Record<PolicyName, Policy>> = {
  classic: CLASSIC,
  voucher2025: {
    ...CLASSIC,
    name: 'voucher2025',
    order: 'category-table',
    placeFromMonths: 18,
    offerWorkingDays: 2,
  },
};

/** Whether a text names a preset. */
export function isPolicyName(text: string): text is PolicyName {
  return POLICY_NAMES.some((name) => name === text);
}
