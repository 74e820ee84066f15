import { type Actor, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, type Rules, withFacts } from './state.ts';
import { isAllowed } from './transitions.ts';

/**
 * The number of a voucher category is assigned (domain.md §1.7; inside a category strictly by filing time). Only the policy that
 * orders by the table of categories knows it: elsewhere `wrong-status`.
 */
export function assignCategory(
  application: Application,
  { category, by }: { readonly category: number | null; readonly by: Actor },
  now: Instant,
  { policy }: Rules,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['wrong-status', !isAllowed('assignCategory', application.status) || policy.order !== 'category-table'],
    ['not-permitted', !mayAct('assignCategory', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  const state = withFacts(application, { category });
  return ok(moved(state, 'category-assigned', now, by, category === null ? {} : { category }));
}
