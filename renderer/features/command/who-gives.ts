import { needsConsent, needsSignature, type Signable } from '../../../core/domain/signature-duty.ts';
import type { SignerKind } from '../../../core/protocol/consent.ts';

/** Who gives a command: a parent or somebody of the office for themselves, or an operator for a parent; and how they signed in. */
export type Giver = { readonly onBehalf: boolean; readonly byCode: boolean; readonly mayFile: boolean };

/** What a command asks of whoever gives it (domain.md §1.11 "Signing"). */
export type Duties = {
  /** Signed at NCALayer. */
  readonly signed: boolean;
  /** An operator gives it for a parent: the parent consents, or signs with the own key. */
  readonly consented: boolean;
  /** Given in a role of the office: signed with the own key of whoever holds it. */
  readonly office: boolean;
  /** The person signed in by a one-time code, and this needs an EDS. */
  readonly needsEds: boolean;
};

/** The duties of a command for somebody. Where the policy lets a one-time code sign, nothing is signed at NCALayer. */
export function dutiesOf(command: Signable, { onBehalf, byCode, mayFile }: Giver): Duties {
  const signature = needsSignature(command);
  return {
    signed: signature && !byCode,
    consented: onBehalf && needsConsent(command.do),
    office: command.do === 'decideProposal',
    needsEds: signature && byCode && !mayFile,
  };
}

/** Whose key is asked for: the operator's on the parent's behalf or the parent's, as chosen; nobody's where nothing is signed. */
export function signerOf({ signed, consented, office }: Duties, chosen: SignerKind): SignerKind | null {
  if (!signed) return null;
  if (office) return 'operator';
  return consented ? chosen : 'applicant';
}
