/** What is kept and shown of a signature that was found valid: the owner as before «Кіру», and the verification report. */
import { createHash } from 'node:crypto';
import type { CertificateOwner } from '../protocol/person.ts';
import type { SignerReport, VerificationReport } from '../protocol/verification.ts';
import type { Certificate } from './certificate.ts';
import { displayName } from './name.ts';
import type { Signer } from './verdict.ts';

/** The owner of the certificate; null for one that names nobody by IIN. */
export function certificateOwner(signer: Signer): CertificateOwner | null {
  if (signer.iin === null) return null;
  return {
    iin: signer.iin,
    name: signer.name,
    organisation: signer.certificate.holder.organisation,
    bin: signer.bin,
    validFrom: signer.validFrom.toISOString(),
    validTo: signer.validTo.toISOString(),
    serialNumber: signer.serialNumber,
    issuer: signer.issuer,
    algorithm: signer.algorithm,
  };
}

/** The report of a document whose one signature holds. */
export function verificationReport(
  signedXml: string,
  signer: Signer,
  by: { readonly verifiedBy: VerificationReport['verifiedBy']; readonly at: Date },
): VerificationReport {
  const owner = certificateOwner(signer);
  return {
    verifiedBy: by.verifiedBy,
    verifiedAt: by.at.toISOString(),
    document: createHash('sha256').update(signedXml).digest('hex'),
    signers: owner === null ? [] : [signerReport(signer, owner)],
  };
}

function signerReport(signer: Signer, owner: CertificateOwner): SignerReport {
  const { revocation, listedAt } = signer;
  return {
    owner,
    fingerprint: signer.certificate.fingerprint,
    judgedAt: signer.time.toISOString(),
    provenBy: signer.timeStamped ? 'time-stamp' : 'receipt',
    chain: signer.chain.map(chainCertificate),
    revocation: {
      // A revoked key makes no valid signature.
      state: revocation === 'good' || revocation === 'unchecked' ? revocation : 'unusable',
      source: listedAt === null ? null : 'crl',
      asOf: listedAt?.toISOString() ?? null,
    },
  };
}

function chainCertificate(certificate: Certificate): SignerReport['chain'][number] {
  return {
    subject: displayName(certificate.subject),
    issuer: displayName(certificate.issuer),
    serialNumber: certificate.serialNumber,
    validFrom: certificate.validFrom.toISOString(),
    validTo: certificate.validTo.toISOString(),
    fingerprint: certificate.fingerprint,
  };
}
