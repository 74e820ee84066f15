import { type Actor, isSecondPerson, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { presentRound } from './interest.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, backInQueue, factsOf, type Rules } from './state.ts';
import { isAllowed } from './transitions.ts';

/**
 * An officer's error is undone (domain.md §1.10.17, §1.11): the head and a second person, with a reason, put a removed, withdrawn
 * or rejected application back at its old filing time. Papers that were rejected stand as confirmed by these two; the next due
 * date of interest is the first that has not passed. `duplicate`: the child has another active application.
 */
export function restore(
  application: Application,
  {
    reason,
    by,
    second,
    duplicate,
  }: { readonly reason: string; readonly by: Actor; readonly second: Actor; readonly duplicate: boolean },
  now: Instant,
  { policy }: Rules,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['duplicate-child', duplicate],
    ['wrong-status', !isAllowed('restore', application.status)],
    ['not-permitted', !mayAct('restore', by, application) || !isSecondPerson(by, second)],
  ]);
  if (refusal !== null) return fail(refusal);
  const facts = factsOf(application);
  const state = backInQueue({
    ...facts,
    papersClaim: facts.papersClaim === 'rejected' ? 'confirmed' : facts.papersClaim,
    interest: presentRound(facts.filedAt, now, policy),
    lapseMark: null,
  });
  return ok(moved(state, 'application-restored', now, by, { reason, from: application.status }));
}
