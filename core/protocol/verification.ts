import { z } from 'zod';
import { Sha256 } from './form.ts';
import { CertificateOwnerSchema } from './person.ts';

/**
 * What was found when a signed document was verified: kept at its acceptance and shown from the card (issue 3.2). It is the
 * state of that moment and is never computed again.
 */

/** One certificate of the chain, from the signer's to the anchor. */
export const ChainCertificateSchema = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  fingerprint: Sha256,
});

export const SignerReportSchema = z.strictObject({
  owner: CertificateOwnerSchema,
  /** SHA-256 of the signer's certificate. */
  fingerprint: Sha256,
  /** The instant at which the certificate was judged, and what proves it. */
  judgedAt: z.iso.datetime(),
  provenBy: z.enum(['time-stamp', 'receipt']),
  chain: z.array(ChainCertificateSchema).readonly(),
  /**
   * What was known of revocation then: `good` by a current answer of the issuer; `unusable`: none of the answers at hand was
   * current; `unchecked`: there was none.
   */
  revocation: z.strictObject({
    state: z.enum(['good', 'unusable', 'unchecked']),
    source: z.enum(['crl', 'ocsp']).nullable(),
    /** When the answer was made by the National CA. */
    asOf: z.iso.datetime().nullable(),
  }),
});
export type SignerReport = z.infer<typeof SignerReportSchema>;

export const VerificationReportSchema = z.strictObject({
  verifiedBy: z.enum(['server', 'desk']),
  verifiedAt: z.iso.datetime(),
  /** SHA-256 of the signed document as it was received. */
  document: Sha256,
  /** Empty where a one-time code stood in for the signature (policy `codeSigns`). */
  signers: z.array(SignerReportSchema).readonly(),
});
export type VerificationReport = z.infer<typeof VerificationReportSchema>;
