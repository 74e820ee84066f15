import { type Actor, mayAct } from '../actor.ts';
import { classOfBenefit } from '../benefit.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, backInQueue, factsOf, withFacts } from './state.ts';
import { isAllowed } from './transitions.ts';

/**
 * The benefit moderator, never the one who entered the application, confirms or rejects the claim (domain.md §1.10.4, .17).
 * Confirmed → benefit order, rejected → the order without it, both at the original filing time. While the child is notified,
 * referred or stop-listed only the order changes, no offer is taken back. Without an undecided claim: `wrong-status`.
 */
export function decideBenefit(
  application: Application,
  { confirmed, by }: { readonly confirmed: boolean; readonly by: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const { benefit, benefitClaim } = application;
  const undecided = benefitClaim === 'claimed' && benefit !== null;
  const refusal = firstRefusal([
    ['wrong-status', !isAllowed('decideBenefit', application.status) || !undecided],
    ['not-permitted', !mayAct('decideBenefit', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  if (benefit === null) return fail('wrong-status');
  const queueClass = confirmed ? classOfBenefit(benefit) : application.queueClass;
  const decision = { benefitClaim: confirmed ? 'confirmed' : 'rejected', queueClass } as const;
  const state =
    application.status === 'pending'
      ? backInQueue({ ...factsOf(application), ...decision })
      : withFacts(application, decision);
  return ok(moved(state, confirmed ? 'benefit-confirmed' : 'benefit-rejected', now, by, { benefit }));
}
