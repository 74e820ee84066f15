/** Who acts, and what each role may do (domain.md §1.10.17, §1.11). */
import type { Action } from './application/transitions.ts';

/** Roles that act on the queue; `applicant` is nobody's grant. */
export const ACTING_ROLES = ['applicant', 'operator', 'moderator', 'head', 'director'] as const;
export type ActingRole = (typeof ACTING_ROLES)[number];

/** A person who acts, in one of their roles. */
export type Person = {
  readonly iin: string;
  readonly role: ActingRole;
  /** True for staff of another district or kindergarten than the command concerns: they may do nothing there. */
  readonly outside?: boolean;
};

/** A person; or whoever has the right, which only scripted stories may say (design.md "Scenarios"). */
export type Actor = Person | 'whoever-may';

/** Commands that concern no single application, beside the actions on one. */
export type OtherAction = 'apply' | 'publishPlaces' | 'withdrawPlaces';

/**
 * The roles that may do each thing; "everything else: nobody". Conditions on the person beyond the role (own child, not the one
 * who entered it, a second person) are in {@link mayAct} and {@link isSecondPerson}.
 */
export const RIGHTS: Readonly<Record<Action | OtherAction, readonly ActingRole[]>> = {
  apply: ['applicant', 'operator'],
  choosePlace: ['applicant', 'operator'],
  cancelReferral: ['applicant', 'operator'],
  extendReferral: ['applicant', 'operator'],
  confirmInterest: ['applicant', 'operator'],
  withdraw: ['applicant', 'operator'],
  updateContacts: ['applicant', 'operator'],
  claimBenefit: ['applicant', 'operator'],
  mergeApplication: ['applicant', 'head'],
  decideBenefit: ['moderator'],
  decidePapers: ['moderator'],
  assignCategory: ['moderator'],
  publishPlaces: ['director'],
  withdrawPlaces: ['director'],
  markArrival: ['director'],
  refuseArrival: ['director'],
  transfer: ['director'],
  leave: ['director'],
  correct: ['operator'],
  reject: ['head'],
  restore: ['head'],
  removeByOffice: ['head'],
};

/** What an application says about who may act on it. */
export type Concerned = { readonly parents: readonly string[]; readonly enteredBy: string };

/**
 * Whether `by` may do `action` on an application: the role is right, an applicant is the applicant or a merged parent, and a
 * moderator did not enter the application himself. Merging is done by the second parent named or by the head.
 */
export function mayAct(action: Action, by: Actor, application: Concerned, secondParent?: string): boolean {
  if (by === 'whoever-may') return true;
  if (!hasRight(action, by)) return false;
  if (by.role === 'moderator') return by.iin !== application.enteredBy;
  if (by.role !== 'applicant') return true;
  return action === 'mergeApplication' ? by.iin === secondParent : application.parents.includes(by.iin);
}

/** Whether the person's role has the right at all, in the right district or kindergarten. */
export function hasRight(action: Action | OtherAction, by: Actor): boolean {
  return by === 'whoever-may' || (by.outside !== true && RIGHTS[action].includes(by.role));
}

/** Whether `second` can stand beside `first` where two persons are asked for: another member of staff (domain.md §1.10.17). */
export function isSecondPerson(first: Actor, second: Actor): boolean {
  if (second === 'whoever-may') return true;
  if (second.role === 'applicant' || second.outside === true) return false;
  return first === 'whoever-may' || first.iin !== second.iin;
}
