import { type Actor, mayAct } from '../actor.ts';
import type { BenefitCode } from '../application-form.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, backInQueue, factsOf, withFacts } from './state.ts';
import { isAllowed } from './transitions.ts';

/**
 * A benefit is claimed after filing (domain.md §1.11): the filing time stays, a queued child becomes `pending`, the decision
 * follows §1.10.4. A right that was confirmed before holds meanwhile. While another claim is undecided: `wrong-status`.
 */
export function claimBenefit(
  application: Application,
  { benefit, by }: { readonly benefit: BenefitCode; readonly by: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    [
      'wrong-status',
      !isAllowed('claimBenefit', application.status) || application.benefitClaim === 'claimed',
    ],
    ['not-permitted', !mayAct('claimBenefit', by, application)],
  ]);
  if (refusal !== null) return fail(refusal);
  const claim = { benefit, benefitClaim: 'claimed' } as const;
  const state =
    application.status === 'queued'
      ? backInQueue({ ...factsOf(application), ...claim })
      : withFacts(application, claim);
  return ok(moved(state, 'benefit-claimed', now, by, { benefit }));
}
