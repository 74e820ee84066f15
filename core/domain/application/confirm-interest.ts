import { type Actor, mayAct } from '../actor.ts';
import { almatyDay } from '../almaty.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { interestDue, interestWindowStart, nextRound } from './interest.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, type Rules, withFacts } from './state.ts';
import { isAllowed } from './transitions.ts';

/**
 * «Мүдделілікті растау» (R9, domain.md §1.10.12): from 30 days before the due date until its end; it moves the due date by 12
 * months. Before the window: `too-early`.
 */
export function confirmInterest(
  application: Application,
  { by }: { readonly by: Actor },
  now: Instant,
  { policy }: Rules,
): Result<Moved, Refusal> {
  const allowed = isAllowed('confirmInterest', application.status);
  const refusal = firstRefusal([
    ['too-early', allowed && almatyDay(now) < interestWindowStart(application, policy)],
    ['wrong-status', !allowed],
    ['not-permitted', !mayAct('confirmInterest', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  const state = withFacts(application, { interest: nextRound(application) });
  return ok(moved(state, 'interest-confirmed', now, by, { confirmInterestBy: interestDue(state, policy) }));
}
