/**
 * Matters of two persons (domain.md §1.10.17, §1.11): one member of staff proposes, another decides, and only then does the queue
 * move. Nobody decides what he proposed, or what concerns his own child.
 */
import type { ActingRole } from './actor.ts';

export const PROPOSAL_KINDS = ['restore', 'reject', 'removeByOffice', 'correct'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** Roles that propose or decide. */
export type OfficeRole = Extract<ActingRole, 'operator' | 'head'>;
export const OFFICE_ROLES = ['operator', 'head'] as const satisfies readonly OfficeRole[];

/** A refusal is proposed by an operator, because the head signs it; everything else by either of the two. */
const PROPOSERS: Readonly<Record<ProposalKind, readonly OfficeRole[]>> = {
  restore: ['operator', 'head'],
  reject: ['operator'],
  removeByOffice: ['operator', 'head'],
  correct: ['operator', 'head'],
};

/** Who can stand beside whoever proposed: the head beside an operator, and beside the head a second person. */
const DECIDERS: Readonly<Record<ProposalKind, Readonly<Record<OfficeRole, readonly OfficeRole[]>>>> = {
  restore: { operator: ['head'], head: ['head', 'operator'] },
  reject: { operator: ['head'], head: [] },
  removeByOffice: { operator: ['head'], head: ['head', 'operator'] },
  correct: { operator: ['head'], head: ['operator'] },
};

/** Whether the role may propose a matter of this kind. */
export function mayPropose(kind: ProposalKind, role: OfficeRole): boolean {
  return PROPOSERS[kind].includes(role);
}

/** The roles that may decide a matter of this kind which somebody in the role `proposedAs` has proposed. */
export function decidersOf(kind: ProposalKind, proposedAs: OfficeRole): readonly OfficeRole[] {
  return DECIDERS[kind][proposedAs];
}

/** Whether this person, holding these roles in the district, may decide it. */
export function mayDecide(
  proposal: { readonly kind: ProposalKind; readonly proposedBy: string; readonly role: OfficeRole },
  decider: { readonly iin: string; readonly roles: readonly string[] },
  parents: readonly string[],
): boolean {
  return (
    decider.iin !== proposal.proposedBy &&
    !parents.includes(decider.iin) &&
    decidersOf(proposal.kind, proposal.role).some((role) => decider.roles.includes(role))
  );
}
