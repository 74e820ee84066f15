import { type Actor, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, type EnrolledApplication, factsOf, isReferred } from './state.ts';
import { hasExpired } from './terms.ts';
import { isAllowed } from './transitions.ts';

/** The child came with a valid referral and is enrolled («отметка прихода ребенка»); the director marks it. */
export function markArrival(
  application: Application,
  { by }: { readonly by: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['referral-expired', hasExpired(application.referral)],
    ['wrong-status', !isAllowed('markArrival', application.status)],
    ['not-permitted', !mayAct('markArrival', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  if (!isReferred(application)) return fail('wrong-status');
  const referral = { ...application.referral, end: 'arrived' as const };
  const state: EnrolledApplication = { ...factsOf(application), status: 'enrolled', referral };
  return ok(moved(state, 'arrival-marked', now, by, { referral: referral.number, group: referral.group }));
}
