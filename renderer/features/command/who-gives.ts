import { needsConsent, needsSignature, type Signable } from '../../../core/domain/signature-duty.ts';
import type { SignerKind } from '../../../core/protocol/consent.ts';

/** Who gives a command: a parent or somebody of the office for themselves, or an operator for a parent; and how they signed in. */
export type Giver = { readonly onBehalf: boolean; readonly byCode: boolean; readonly mayFile: boolean };

/** What a command asks of whoever gives it (domain.md §1.11 "Signing"). */
export type Duties = {
  /** Signed at NCALayer. */
  readonly signed: boolean;
  /**
   * A parent's consent: `choice` where the parent may sign with the own key instead, `always` where the consent stands beside
   * the key of another: the first parent's, when the second one joins.
   */
  readonly consent: 'none' | 'choice' | 'always';
  /** The person signed in by a one-time code, and this needs an EDS. */
  readonly needsEds: boolean;
  /** Whose key is asked for where there is no choice; `operator` is whoever of the office is signed in. */
  readonly key: SignerKind;
};

/** The duties of a command for somebody. Where the policy lets a one-time code sign, nothing is signed at NCALayer. */
export function dutiesOf(command: Signable, { onBehalf, byCode, mayFile }: Giver): Duties {
  const signature = needsSignature(command);
  const joins = command.do === 'mergeApplication';
  // Without both parents there it is the head who joins them, with the own key and a document.
  const office = command.do === 'decideProposal' || (joins && !onBehalf);
  return {
    signed: signature && !byCode,
    consent: !onBehalf ? 'none' : joins ? 'always' : needsConsent(command.do) ? 'choice' : 'none',
    needsEds: signature && byCode && !mayFile,
    key: office ? 'operator' : 'applicant',
  };
}

/** Whose key is asked for: the operator's on the parent's behalf or the parent's, as chosen; nobody's where nothing is signed. */
export function signerOf({ signed, consent, key }: Duties, chosen: SignerKind): SignerKind | null {
  if (!signed) return null;
  return consent === 'choice' ? chosen : key;
}
