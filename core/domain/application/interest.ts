/**
 * Interest in a place (R9, domain.md §1.10.12): due dates are filing day + 12, 24, … months, every one computed from the filing
 * day, so that a child filed on 29 Feb 2024 is due on 28 Feb 2025 and, the fourth time, on 29 Feb 2028.
 */
import { almatyDay, endOfDay, startOfDay } from '../almaty.ts';
import type { Instant } from '../instant.ts';
import { addDays, addMonths, type PlainDate } from '../plain-date.ts';
import type { Policy } from '../policy.ts';
import type { ApplicationFacts } from './state.ts';

type Filed = Pick<ApplicationFacts, 'filedAt' | 'interest'>;

/** The due date that comes next: the last day on which interest can be confirmed. */
export function interestDue({ filedAt, interest }: Filed, policy: Policy): PlainDate {
  return addMonths(almatyDay(filedAt), policy.interestMonths * interest.round);
}

/** The first day on which interest can be confirmed for the due date that comes next. */
export function interestWindowStart(application: Filed, policy: Policy): PlainDate {
  return addDays(interestDue(application, policy), -policy.interestWindowDays);
}

/** When the reminder that comes next is due, or null when all of this round are past. */
export function nextReminder(application: Filed, policy: Policy): Instant | null {
  const days = policy.interestReminderDays[application.interest.reminders];
  return days === undefined ? null : startOfDay(addDays(interestDue(application, policy), -days));
}

/** The round after this one, with its reminders ahead. */
export function nextRound({ interest }: Filed): ApplicationFacts['interest'] {
  return { round: interest.round + 1, reminders: 0 };
}

/**
 * The round in which an application stands at `now` if it was out of the queue meanwhile: the first due date that has not
 * ended, without the reminders whose time has passed (they are never sent later).
 */
export function presentRound(filedAt: Instant, now: Instant, policy: Policy): ApplicationFacts['interest'] {
  let round = 1;
  while (endOfDay(interestDue({ filedAt, interest: { round, reminders: 0 } }, policy)) <= now) round += 1;
  const due = interestDue({ filedAt, interest: { round, reminders: 0 } }, policy);
  const past = policy.interestReminderDays.filter((days) => startOfDay(addDays(due, -days)) <= now);
  return { round, reminders: past.length };
}
