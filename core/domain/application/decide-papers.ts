import { type Actor, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, backInQueue, type EndedApplication, factsOf } from './state.ts';
import { isAllowed } from './transitions.ts';

/**
 * The papers of a non-resident are confirmed or rejected, like a benefit, apart from it (domain.md §1.10.4, "States").
 * Rejected → `rejected`. Without undecided papers: `wrong-status`.
 */
export function decidePapers(
  application: Application,
  { confirmed, by }: { readonly confirmed: boolean; readonly by: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['wrong-status', !isAllowed('decidePapers', application.status) || application.papersClaim !== 'claimed'],
    ['not-permitted', !mayAct('decidePapers', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  const facts = factsOf(application);
  if (confirmed) {
    return ok(moved(backInQueue({ ...facts, papersClaim: 'confirmed' }), 'papers-confirmed', now, by));
  }
  const state: EndedApplication = { ...facts, papersClaim: 'rejected', status: 'rejected' };
  const [papers, rejected] = ['papers-rejected', 'application-rejected'] as const;
  return ok({
    state,
    events: [...moved(state, papers, now, by).events, ...moved(state, rejected, now, by).events],
  });
}
