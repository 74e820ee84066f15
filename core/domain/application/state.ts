/**
 * An application of the queue: one child (twins have one each). A discriminated union by status, so that a referral without a
 * place or a stop-list without an end cannot be written down. Names, addresses and contacts are not part of it: no rule of the
 * queue looks at them.
 */
import type { BenefitCode, QueueKind } from '../application-form.ts';
import { birthday, monthsOldOn } from '../birth-date.ts';
import { type CellKey, cellKey, NO_CATEGORY, type Standing } from '../cell.ts';
import type { Instant } from '../instant.ts';
import { type PlainDate, partsOf } from '../plain-date.ts';
import type { Policy } from '../policy.ts';
import type { Referral } from '../referral.ts';
import { ACTIVE, type ClaimState, type QueueClass, type Status, WAITING } from '../status.ts';
import type { WorkingCalendar } from '../working-calendar.ts';

/** The rules in force: the numbers and the calendar. */
export type Rules = { readonly policy: Policy; readonly calendar: WorkingCalendar };

/** What every application has, whatever its status. */
export type ApplicationFacts = {
  readonly id: string;
  /** `ОДО.YYYY.NNNNNN`. */
  readonly number: string;
  /** The form it was filed with: twins share it. */
  readonly form: string;
  readonly district: string;
  readonly kind: QueueKind;
  readonly child: { readonly iin: string; readonly birthDate: PlainDate };
  /** The applicant first, then a merged second parent. */
  readonly parents: readonly string[];
  /** Who typed the application in: the applicant or an operator. */
  readonly enteredBy: string;
  /** The filing time, to the millisecond; it orders the queue and is never changed. */
  readonly filedAt: Instant;
  /** The order the child stands in by what has been confirmed. */
  readonly queueClass: QueueClass;
  /** The benefit claimed last, and what became of the claim. */
  readonly benefit: BenefitCode | null;
  readonly benefitClaim: ClaimState;
  /** A non-resident's papers. */
  readonly papersClaim: ClaimState;
  /** Number of the voucher category, where one was assigned (voucher2025 only). */
  readonly category: number | null;
  /** Expired referrals so far; nothing resets it (domain.md §1.10.11). */
  readonly expiries: number;
  /** Which due date of interest comes next: filing day + 12 × round months; and how many of its reminders are past. */
  readonly interest: { readonly round: number; readonly reminders: number };
  /** The cell's count of publications when its offer lapsed; it is passed over until the count has moved (§1.10.7). */
  readonly lapseMark: number | null;
  /** The latest referral, in force or ended. */
  readonly referral: Referral | null;
};

/** An offer: its last day, and when it was made. */
export type Offer = { readonly at: Instant; readonly chooseBy: PlainDate };

export type QueuedApplication = ApplicationFacts & { readonly status: 'pending' | 'queued' };
export type NotifiedApplication = ApplicationFacts & { readonly status: 'notified'; readonly offer: Offer };
export type ReferredApplication = ApplicationFacts & {
  readonly status: 'referred' | 'extended';
  readonly referral: Referral;
};
export type StopListedApplication = ApplicationFacts & {
  readonly status: 'stopListed';
  /** Last day on the stop-list. */
  readonly stopListUntil: PlainDate;
};
export type EnrolledApplication = ApplicationFacts & {
  readonly status: 'enrolled';
  readonly referral: Referral;
};
export type EndedApplication = ApplicationFacts & {
  readonly status: 'left' | 'removed' | 'withdrawn' | 'rejected';
};

export type Application =
  | QueuedApplication
  | NotifiedApplication
  | ReferredApplication
  | StopListedApplication
  | EnrolledApplication
  | EndedApplication;

/** An application that holds a position (domain.md §1.10.2). */
export type WaitingApplication = QueuedApplication | NotifiedApplication;

/** Whether the application holds a position in its cell. */
export function isWaiting(application: Application): application is WaitingApplication {
  return isWaitingStatus(application.status);
}

/** Whether a status holds a position. */
export function isWaitingStatus(status: Status): boolean {
  return WAITING.some((each) => each === status);
}

/** Whether the application blocks another one for the same child (domain.md §1.10.14; `enrolled` blocks as well). */
export function blocksAnother(status: Status): boolean {
  return ACTIVE.some((each) => each === status);
}

/** Whether a referral of the application is in force. */
export function isReferred(application: Application): application is ReferredApplication {
  return application.status === 'referred' || application.status === 'extended';
}

/** The group year of the child: its year of birth. */
export function birthYearOf(application: ApplicationFacts): number {
  return partsOf(application.child.birthDate).year;
}

/** The cell the application belongs to. */
export function cellOf(application: ApplicationFacts): CellKey {
  return cellKey(application.district, application.kind, birthYearOf(application));
}

/** What orders the application within its class under a policy. */
export function standingOf(application: ApplicationFacts, policy: Policy): Standing {
  const byCategory = policy.order === 'category-table';
  return {
    line: byCategory ? 'G' : application.queueClass,
    category: byCategory ? (application.category ?? NO_CATEGORY) : 0,
    filedAt: application.filedAt,
    number: application.number,
  };
}

/** The first day on which the child may be offered a place or choose one (R1: two full years, by the month rule). */
export function placeFrom(application: ApplicationFacts, policy: Policy): PlainDate {
  return policy.placeFromMonths % 12 === 0
    ? birthday(application.child.birthDate, policy.placeFromMonths / 12)
    : monthsOldOn(application.child.birthDate, policy.placeFromMonths);
}

/** Whether a claim or papers wait for a decision, so that "queued" is called "pending" (domain.md §1.10.4). */
function isUndecided(application: ApplicationFacts): boolean {
  return application.benefitClaim === 'claimed' || application.papersClaim === 'claimed';
}

/** The facts alone, without what belongs to the present status. */
export function factsOf(application: Application): ApplicationFacts {
  const { id, number, form, district, kind, child, parents, enteredBy, filedAt } = application;
  const { queueClass, benefit, benefitClaim, papersClaim, category } = application;
  const { expiries, interest, lapseMark, referral } = application;
  return {
    ...{ id, number, form, district, kind, child, parents, enteredBy, filedAt },
    ...{ queueClass, benefit, benefitClaim, papersClaim, category },
    ...{ expiries, interest, lapseMark, referral },
  };
}

/**
 * The application back in the queue at its old filing time: `queued`, or `pending` as long as its claim or its papers are
 * undecided (domain.md, "States").
 */
export function backInQueue(facts: ApplicationFacts): QueuedApplication {
  return { ...facts, status: isUndecided(facts) ? 'pending' : 'queued' };
}

/** The application in the same status with some facts changed. A referral belongs to the status and is not changed so. */
export function withFacts(
  application: Application,
  changed: Partial<Omit<ApplicationFacts, 'referral'>>,
): Application {
  return { ...application, ...changed };
}
