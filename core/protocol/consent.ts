import { z } from 'zod';
import { Sha256 } from './form.ts';

/**
 * A parent's consent to what an operator files (domain.md §1.10.17, §1.11 "Signing"): by a one-time code sent to the parent's
 * phone, or on paper, signed and scanned.
 */

/** Which consent a document stands on: the code's consent, or the scan among the attachments with the purpose `consent`. */
export const ConsentSchema = z.discriminatedUnion('means', [
  z.strictObject({ means: z.literal('code'), id: z.uuid() }),
  z.strictObject({ means: z.literal('paper'), sha256: Sha256 }),
]);
export type Consent = z.infer<typeof ConsentSchema>;

/** The consent as it is kept with the application. */
export const ConsentRecordSchema = z.discriminatedUnion('means', [
  z.strictObject({
    means: z.literal('code'),
    id: z.uuid(),
    /** When it was given and, masked, to which number the code was sent; null until the server has accepted the document. */
    at: z.iso.datetime().nullable(),
    phone: z.string().nullable(),
  }),
  z.strictObject({ means: z.literal('paper'), sha256: Sha256 }),
]);
export type ConsentRecord = z.infer<typeof ConsentRecordSchema>;

/** Whose signature a document carries. */
export const SIGNERS = ['applicant', 'operator'] as const;
export const SignerSchema = z.enum(SIGNERS);
export type SignerKind = z.infer<typeof SignerSchema>;
