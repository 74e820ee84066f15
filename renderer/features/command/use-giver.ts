import { fullName } from '../../../core/domain/application-form.ts';
import type { Card } from '../../../core/protocol/card.ts';
import { useIsOperator, useSession } from '../../session.ts';
import type { Giver } from './who-gives.ts';

/**
 * How whoever is signed in gives commands.
 * @param card the application that the command concerns, if it concerns one: an operator who is no parent there acts for one
 */
export function useGiver(card: Card | undefined): Giver {
  const session = useSession();
  const operator = useIsOperator();
  const parents = card?.record?.parents ?? [];
  return {
    onBehalf: operator && card !== undefined && session !== null && !parents.includes(session.iin),
    byCode: session?.means === 'code',
    mayFile: session?.mayFile ?? false,
  };
}

/** The names that a consent is read out with. */
export function useNames(card: Card): { readonly applicant: string; readonly operator: string } {
  const session = useSession();
  return { applicant: fullName(card.form.applicant.name), operator: session?.name ?? '' };
}
