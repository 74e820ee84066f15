/** What the verifier is asked, and what it answers. */
import { SIGNATURE_FAILURES, type SignatureFailure } from '../domain/failure.ts';
import type { Certificate } from './certificate.ts';
import type { Purpose } from './purpose.ts';
import type { RevocationState } from './revocation.ts';
import type { TrustStore } from './trust-store.ts';

export interface VerifyPolicy {
  readonly trust: TrustStore;
  /** Revocation lists as they were read. */
  readonly crls: readonly Uint8Array[];
  /**
   * `strict` (the default): a list that was given but cannot be used makes the result invalid. `best-effort`: it counts as no
   * answer, and the signer's `revocation` says so; what that is worth is the caller's to decide (issue 3.1).
   */
  readonly revocation?: 'strict' | 'best-effort';
  /** When the signature was received; a trusted time stamp wins over it. */
  readonly at: Date;
  readonly purpose: Purpose;
  /** Whose signature it has to be. */
  readonly expectedIin?: string;
  /** The canonical content that was asked to be signed, where the caller knows it. */
  readonly expectedContent?: string | Uint8Array;
  /** Whether GOST 34.310-2004 counts. */
  readonly allowLegacy: boolean;
}

export type Signer = {
  readonly iin: string | null;
  readonly name: string;
  readonly bin: string | null;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** E.g. `GOST 34.10-2015-512`, `RSA-2048`. */
  readonly algorithm: string;
  /** Lower-case hexadecimal. */
  readonly serialNumber: string;
  readonly issuer: string;
  readonly certificate: Certificate;
  /** The instant at which the signer's certificate was judged, and whether a time stamp proves it. */
  readonly time: Date;
  readonly timeStamped: boolean;
  readonly revocation: RevocationState;
  /** When the list that answered about the signer's certificate was made; null where none of its issuer was given. */
  readonly listedAt: Date | null;
  /** The path that was judged, the signer's certificate first, the anchor last; the signer's alone where there is none. */
  readonly chain: readonly Certificate[];
  /** What is wrong with this signer's signature. */
  readonly reason?: SignatureFailure;
};

export type Verdict =
  | {
      readonly valid: true;
      readonly signers: readonly Signer[];
      /** XML: the signed characters, canonical, without signatures. */
      readonly content?: string;
      /** CMS: the signed octets. */
      readonly octets?: Uint8Array;
    }
  | {
      readonly valid: false;
      readonly reason: SignatureFailure;
      readonly signers: readonly Signer[];
      /** Given only where the signatures themselves hold. */
      readonly content?: string;
      readonly octets?: Uint8Array;
    };

/** Of several reasons the one that counts: the first in the order of `SIGNATURE_FAILURES`. */
export function foremost(reasons: readonly SignatureFailure[]): SignatureFailure | undefined {
  return SIGNATURE_FAILURES.find((reason) => reasons.includes(reason));
}

/** Whether a reason leaves it proven that the signers' keys signed this content. */
export function leavesContentProven(reason: SignatureFailure | undefined): boolean {
  return reason === undefined || SIGNATURE_FAILURES.indexOf(reason) > SIGNATURE_FAILURES.indexOf('signature');
}
