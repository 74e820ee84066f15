import { type Actor, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, type EndedApplication, factsOf } from './state.ts';
import { isAllowed } from './transitions.ts';

/** The child leaves the kindergarten («Шықты» / «Выбыл»); the place is freed, not published (domain.md §1.11). */
export function leave(
  application: Application,
  { by }: { readonly by: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['wrong-status', !isAllowed('leave', application.status)],
    ['not-permitted', !mayAct('leave', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  const state: EndedApplication = { ...factsOf(application), status: 'left' };
  return ok(moved(state, 'child-left', now, by, { group: application.referral?.group ?? '' }));
}
