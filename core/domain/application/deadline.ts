/** Deadlines of an application (domain.md §1.10.13): when they act and in which order. */
import { endOfDay } from '../almaty.ts';
import type { Instant } from '../instant.ts';
import { compareNumbers } from '../number.ts';
import type { Policy } from '../policy.ts';
import { interestDue, nextReminder } from './interest.ts';
import { type Application, isReferred, isWaiting } from './state.ts';
import { DEADLINE_KINDS, type DeadlineKind } from './transitions.ts';

/** A deadline that has been set: it acts at `at`, its own time, however late the job runs. */
export type Deadline = {
  readonly kind: DeadlineKind;
  readonly at: Instant;
  readonly application: string;
  readonly number: string;
};

/** Every deadline the application has now; each changes or vanishes with the next transition. */
export function deadlinesOf(application: Application, policy: Policy): readonly Deadline[] {
  const deadlines: Deadline[] = [];
  const set = (kind: DeadlineKind, at: Instant) => {
    deadlines.push({ kind, at, application: application.id, number: application.number });
  };
  if (isWaiting(application) || isReferred(application) || application.status === 'stopListed') {
    set('interest-missed', endOfDay(interestDue(application, policy)));
    const reminder = nextReminder(application, policy);
    if (reminder !== null) set('interest-reminder', reminder);
  }
  if (application.status === 'stopListed') set('stop-list-ends', endOfDay(application.stopListUntil));
  if (isReferred(application)) set('referral-expires', endOfDay(application.referral.validUntil));
  if (application.status === 'notified') set('offer-lapses', endOfDay(application.offer.chooseBy));
  return deadlines;
}

/** The deadline that acts first, or null. */
export function nextDeadline(application: Application, policy: Policy): Deadline | null {
  return deadlinesOf(application, policy).toSorted(compareDeadlines)[0] ?? null;
}

/** Order of execution: time, then kind as in `DEADLINE_KINDS`, then application number. */
export function compareDeadlines(left: Deadline, right: Deadline): number {
  return (
    left.at - right.at ||
    DEADLINE_KINDS.indexOf(left.kind) - DEADLINE_KINDS.indexOf(right.kind) ||
    compareNumbers(left.number, right.number)
  );
}
