import { z } from 'zod';
import { ConsentRecordSchema, SignerSchema } from './consent.ts';
import { question } from './route.ts';
import { VerificationReportSchema } from './verification.ts';

/** A command that was given with a signature, exactly as it was signed, with what was found when it was verified. */
export const SignedCommandRecordSchema = z.strictObject({
  name: z.string(),
  signer: SignerSchema,
  /** Whose act it was, and in which role. */
  role: z.string(),
  consent: ConsentRecordSchema.nullable(),
  receivedAt: z.iso.datetime(),
  xml: z.string(),
  report: VerificationReportSchema,
});

export const signedCommandQuestions = {
  /** For a parent of the child, or staff of its district; for all others it does not exist (`not-found`). */
  'command.signed': question(
    '/v1/command/signed',
    z.strictObject({ uuid: z.uuid() }),
    SignedCommandRecordSchema,
  ),
};
