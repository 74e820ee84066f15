import { type Actor, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, backInQueue, factsOf, isReferred } from './state.ts';
import { hasExpired } from './terms.ts';
import { isAllowed } from './transitions.ts';

/**
 * The kindergarten does not take the child, with a reason (R12; domain.md §1.6), at any time while the referral is in force: back
 * in the queue at the old filing time, no expiry, no stop-list (§1.10 "Refused arrival").
 */
export function refuseArrival(
  application: Application,
  { reason, by }: { readonly reason: string; readonly by: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['referral-expired', hasExpired(application.referral)],
    ['wrong-status', !isAllowed('refuseArrival', application.status)],
    ['not-permitted', !mayAct('refuseArrival', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  if (!isReferred(application)) return fail('wrong-status');
  const referral = { ...application.referral, end: 'refused' as const };
  const state = backInQueue({ ...factsOf(application), referral });
  return ok(moved(state, 'arrival-refused', now, by, { referral: referral.number, reason }));
}
