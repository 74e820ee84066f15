import type { Instant } from '../instant.ts';
import type { Moved } from './event.ts';
import { moved } from './event.ts';
import { interestDue } from './interest.ts';
import { type Application, isWaiting, type Rules, withFacts } from './state.ts';

/**
 * A reminder is due 30, 7 or 1 days before the due date (domain.md §1.10.12). It is sent only if the child is waiting or
 * stop-listed at that instant, and never later: either way it is past.
 */
export function interestReminder(application: Application, now: Instant, { policy }: Rules): Moved {
  const { round, reminders } = application.interest;
  const state = withFacts(application, { interest: { round, reminders: reminders + 1 } });
  if (!isWaiting(application) && application.status !== 'stopListed') return { state, events: [] };
  return moved(state, 'interest-reminder', now, null, { confirmInterestBy: interestDue(state, policy) });
}
