/** Which commands carry an EDS, and which an operator gives only with the parent's consent (domain.md §1.10.17, §1.11 "Signing"). */
import type { Action } from './application/transitions.ts';

/** Filing apart: choosing, returning, extending and whatever else gives a right away or takes one needs an EDS. */
const SIGNED: ReadonlySet<string> = new Set<Action>([
  'choosePlace',
  'cancelReferral',
  'extendReferral',
  'withdraw',
  'mergeApplication',
  'claimBenefit',
]);

const CONSENTED: ReadonlySet<string> = new Set<Action>([
  'choosePlace',
  'cancelReferral',
  'extendReferral',
  'confirmInterest',
  'withdraw',
  'claimBenefit',
]);

/** Whether a command carries the EDS of whoever gives it: the parent's own, or the operator's on the parent's behalf. */
export function needsSignature(command: Signable): boolean {
  return SIGNED.has(command.do) || isSignedRefusal(command);
}

/** What a command says, as far as the duty to sign looks at it. */
export type Signable = { readonly do: string; readonly kind?: unknown; readonly approved?: unknown };

/** A reasoned refusal is signed by the head who approves it (domain.md §1.11 `reject`, §7.3). */
function isSignedRefusal({ do: name, kind, approved }: Signable): boolean {
  return name === 'decideProposal' && kind === 'reject' && approved === true;
}

/** Whether an operator needs the parent's consent to give it. */
export function needsConsent(command: string): boolean {
  return CONSENTED.has(command);
}
