/** A signed document as desk and server verify it: one signature, of a person with an IIN, and the report that is kept of it. */
import type { SignatureFailure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { CertificateOwner } from '../protocol/person.ts';
import type { VerificationReport } from '../protocol/verification.ts';
import { certificateOwner, verificationReport } from './report.ts';
import { type VerifyPolicy, verifyXml } from './verify.ts';

export type VerifiedDocument = {
  /** The signed characters, canonical, without the signature. */
  readonly content: string;
  readonly owner: CertificateOwner;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly report: VerificationReport;
};

/** Verifies with the lists at hand; where none answers for the key the report says so, and the National CA is asked (issue 3.1). */
export function verifyDocument(
  signedXml: string,
  policy: Omit<VerifyPolicy, 'revocation'>,
  verifiedBy: VerificationReport['verifiedBy'],
): Result<VerifiedDocument, SignatureFailure> {
  const verdict = verifyXml(new TextEncoder().encode(signedXml), { ...policy, revocation: 'best-effort' });
  if (!verdict.valid) return fail(verdict.reason);
  const [signer, another] = verdict.signers;
  if (signer === undefined || another !== undefined || verdict.content === undefined)
    return fail('structure');
  const owner = certificateOwner(signer);
  if (owner === null) return fail('iin-mismatch');
  const report = verificationReport(signedXml, signer, { verifiedBy, at: policy.at });
  return ok({ content: verdict.content, owner, certificate: signer.certificate.der, report });
}
