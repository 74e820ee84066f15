import type { SignatureFailure } from '../../core/domain/failure.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { Result } from '../../core/domain/result.ts';
import type { CertificateOwner } from '../../core/protocol/person.ts';
import type { VerificationReport } from '../../core/protocol/verification.ts';

/** What a signature is to prove; each asks for its own key usages (design.md, `kezek verify --purpose`). */
export type SignaturePurpose = 'sign-in' | 'application';

/** A signature that holds: the text that was signed, by whom, and what was looked at. */
export type VerifiedSignature = {
  /** Canonical characters of what is signed, without the signature. Nothing else of the document is ever read. */
  readonly content: string;
  readonly owner: CertificateOwner;
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  /** Kept with the application: when it was judged, by what. */
  readonly report: VerificationReport;
};

export type SignatureVerdict = Result<VerifiedSignature, SignatureFailure>;

/** Verifies XML signatures against the trusted CAs and revocation lists of the configuration. */
export type SignatureVerifier = {
  verify(signedXml: string, purpose: SignaturePurpose, at: Instant): Promise<SignatureVerdict>;
};
