import { type Actor, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import type { PlainDate } from '../plain-date.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, factsOf, isReferred, type ReferredApplication, type Rules } from './state.ts';
import { extensionLimit, hasExpired, inForceOrExpired } from './terms.ts';
import { isAllowed } from './transitions.ts';

/**
 * The referral is extended, once per referral, while it is valid, to a date after its present last day and at most 30 calendar
 * days after the day of issue (R7, domain.md §1.10.10). An earlier date is `too-early`.
 */
export function extendReferral(
  application: Application,
  { until, by }: { readonly until: PlainDate; readonly by: Actor },
  now: Instant,
  { policy }: Rules,
): Result<Moved, Refusal> {
  const { referral } = application;
  const looked = inForceOrExpired(referral) ? referral : null;
  const refusal = firstRefusal([
    ['extension-used', looked?.extended === true],
    ['extension-too-long', looked !== null && until > extensionLimit(looked, policy)],
    ['referral-expired', hasExpired(referral)],
    ['too-early', looked !== null && until <= looked.validUntil],
    ['wrong-status', !isAllowed('extendReferral', application.status)],
    ['not-permitted', !mayAct('extendReferral', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  if (!isReferred(application)) return fail('wrong-status');
  const state: ReferredApplication = {
    ...factsOf(application),
    status: 'extended',
    referral: { ...application.referral, extended: true, validUntil: until },
  };
  const { number, validUntil: from } = application.referral;
  return ok(moved(state, 'referral-extended', now, by, { referral: number, from, validUntil: until }));
}
