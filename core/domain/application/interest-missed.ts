import type { Instant } from '../instant.ts';
import { type Moved, moved } from './event.ts';
import { interestDue, nextRound } from './interest.ts';
import {
  type Application,
  type EndedApplication,
  factsOf,
  isReferred,
  isWaiting,
  type Rules,
  withFacts,
} from './state.ts';

/**
 * The due date has ended without a confirmation (R9, domain.md §1.10.12): a waiting or stop-listed child is `removed`; a due date
 * that ends while the child has a referral is skipped, the next is 12 months later. Null where nothing is due.
 */
export function interestMissed(application: Application, now: Instant, { policy }: Rules): Moved | null {
  const due = interestDue(application, policy);
  if (isReferred(application)) {
    const state = withFacts(application, { interest: nextRound(application) });
    return moved(state, 'interest-skipped', now, null, { confirmInterestBy: due });
  }
  if (!isWaiting(application) && application.status !== 'stopListed') return null;
  const state: EndedApplication = { ...factsOf(application), status: 'removed' };
  return moved(state, 'removed-by-interest', now, null, { confirmInterestBy: due });
}
