import { type Actor, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, type EndedApplication, factsOf } from './state.ts';
import { isAllowed } from './transitions.ts';

/** The applicant withdraws the application while it waits or is stop-listed; its offer passes on (domain.md §1.10.9). */
export function withdraw(
  application: Application,
  { by }: { readonly by: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['wrong-status', !isAllowed('withdraw', application.status)],
    ['not-permitted', !mayAct('withdraw', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  const state: EndedApplication = { ...factsOf(application), status: 'withdrawn' };
  return ok(moved(state, 'application-withdrawn', now, by));
}
