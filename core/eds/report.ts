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

type By = { readonly verifiedBy: VerificationReport['verifiedBy']; readonly at: Date };

/** The report of a document whose one signature holds. */
export function verificationReport(signedXml: string, signer: Signer, by: By): VerificationReport {
  const owner = certificateOwner(signer);
  const report = reportByCode(signedXml, by);
  return owner === null ? report : { ...report, signers: [signerReport(signer, owner)] };
}

/** The report of a document that carries no signature, because a one-time code stands in for it (policy `codeSigns`). */
export function reportByCode(xml: string, { verifiedBy, at }: By): VerificationReport {
  return {
    verifiedBy,
    verifiedAt: at.toISOString(),
    document: createHash('sha256').update(xml).digest('hex'),
    signers: [],
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
