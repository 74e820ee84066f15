import { type Person, RIGHTS } from '../../core/domain/actor.ts';
import type { Failure } from '../../core/domain/failure.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { needsConsent } from '../../core/domain/signature-duty.ts';
import type { Command } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import { roleOf } from '../person/session.ts';
import { actingAs, holds } from './acting.ts';
import type { PreparedCommand } from './prepare.ts';

/** Who gives a command, as the rules, the history and the log take it. */
export type Giver = {
  readonly by: Person;
  /** The role to tell; of a person without a role in this, what the session says. */
  readonly role: string;
  readonly name: string;
  /** Who entered it, where a parent signed with the own key in the session of staff. */
  readonly operator: { readonly iin: string; readonly name: string } | null;
};

type Right = keyof typeof RIGHTS;

/**
 * Who gives a command: the parent who signed it with the own key, in whoever's session; else the person of the session, in the role
 * that has the right there.
 */
export function giverOf({ actor, args, concern, signed }: PreparedCommand): Answer<Giver> {
  const { command } = args;
  if (signed?.signer === 'applicant') {
    const { iin, name } = signed.signature.owner;
    const joins = command.do === 'mergeApplication' && iin === command.applicant;
    if (!concern.parents.includes(iin) && !joins) return fail({ code: 'iin-mismatch' });
    const operator = iin === actor.iin ? null : { iin: actor.iin, name: actor.name };
    return ok({ by: { iin, role: 'applicant' }, role: 'applicant', name, operator });
  }
  const right = rightOf(command);
  const { name } = actor;
  if (right === null)
    return ok({ by: { iin: actor.iin, role: 'applicant' }, role: roleOf(actor), name, operator: null });
  const by = actingAs(actor, right, concern);
  return ok({ by, role: by.role, name, operator: null });
}

function isRight(text: string): text is Right {
  return text in RIGHTS;
}

/** The right a command needs by domain.md §1.10.17; null for a word of the office that has its own rule. */
function rightOf(command: Command): Right | null {
  return isRight(command.do) ? command.do : null;
}

/**
 * Why a command lacks a consent (domain.md §1.10.17): an operator acts for a parent, or the second parent joins, which the first one
 * has to agree to. On paper its scan is among the attachments. Whether the consent is good is found out when it is spent.
 */
export function consentFault({ by }: Giver, { actor, args, concern }: PreparedCommand): Failure | null {
  const { command, consent, attachments } = args;
  const joins = command.do === 'mergeApplication';
  const needed = by.role === 'applicant' ? joins : by.outside !== true && needsConsent(command.do);
  if (consent === null) return needed ? { code: 'consent-required' } : null;
  if (by.role === 'applicant' && !joins) return { code: 'invalid-request', field: 'consent' };
  if (consent.means === 'code') return null;
  // A sheet of paper says nothing where nobody of the office saw it signed.
  if (!holds(actor, 'operator', concern)) return { code: 'not-permitted', field: 'consent' };
  const scan = attachments.find(({ sha256 }) => sha256 === consent.sha256);
  return scan?.purpose === 'consent' ? null : { code: 'consent-required', field: 'attachments' };
}

/** The head joins a second parent with a document (domain.md §1.10.17): `file-required` without its scan. */
export function documentFault({ by }: Giver, { args }: PreparedCommand): Failure | null {
  const { attachments, command } = args;
  if (command.do !== 'mergeApplication' || by.role !== 'head' || by.outside === true) return null;
  const there = attachments.some(({ purpose }) => purpose === 'relation');
  return there ? null : { code: 'file-required', field: 'attachments' };
}
