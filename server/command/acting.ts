import { type ActingRole, type Person, RIGHTS } from '../../core/domain/actor.ts';
import type { Actor } from '../person/session.ts';

/** Where a command acts, and who the parents of the child are. */
export type Scope = {
  readonly district: string;
  /** The kindergarten that is concerned: of the group, or of the child's referral. */
  readonly kindergarten: string | null;
  readonly parents: readonly string[];
};

type Right = keyof typeof RIGHTS;

/**
 * In which role somebody gives a command: as a parent of the child before anything else, else in the first role that has the right
 * and is held in the scope. Whoever holds such a role elsewhere acts from outside, and is refused by the rules (`not-permitted`).
 */
export function actingAs(actor: Actor, right: Right, scope: Scope): Person {
  const { iin } = actor;
  const roles: readonly ActingRole[] = RIGHTS[right];
  if (scope.parents.includes(iin) && roles.includes('applicant')) return { iin, role: 'applicant' };
  for (const role of roles) if (role !== 'applicant' && holds(actor, role, scope)) return { iin, role };
  const elsewhere = roles.find((role) => actor.grants.some((grant) => grant.role === role));
  return elsewhere === undefined ? { iin, role: 'applicant' } : { iin, role: elsewhere, outside: true };
}

/** Whether somebody holds a role where a command acts: region-wide, in the district, or at the kindergarten itself. */
export function holds(
  actor: Actor,
  role: string,
  { district, kindergarten }: Pick<Scope, 'district' | 'kindergarten'>,
): boolean {
  return actor.grants.some((grant) => {
    if (grant.role !== role) return false;
    if (grant.kindergarten !== null) return grant.kindergarten === kindergarten;
    return grant.district === null || grant.district === district;
  });
}
