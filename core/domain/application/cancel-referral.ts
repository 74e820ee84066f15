import { type Actor, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, backInQueue, factsOf, isReferred, type Rules } from './state.ts';
import { inForceOrExpired, returnUntil } from './terms.ts';
import { isAllowed } from './transitions.ts';

/**
 * The applicant returns the referral, up to and including 24 hours after the instant of issue (R8, domain.md §1.10.10): back in
 * the queue at the old filing time, no expiry, no stop-list. Later, and after an expiry: `cancel-window-closed`.
 */
export function cancelReferral(
  application: Application,
  { by }: { readonly by: Actor },
  now: Instant,
  { policy }: Rules,
): Result<Moved, Refusal> {
  const { referral } = application;
  const refusal = firstRefusal([
    ['cancel-window-closed', inForceOrExpired(referral) && now > returnUntil(referral, policy)],
    ['wrong-status', !isAllowed('cancelReferral', application.status)],
    ['not-permitted', !mayAct('cancelReferral', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  if (!isReferred(application)) return fail('wrong-status');
  const ended = { ...application.referral, end: 'returned' as const };
  const state = backInQueue({ ...factsOf(application), referral: ended });
  return ok(moved(state, 'referral-cancelled', now, by, { referral: ended.number }));
}
