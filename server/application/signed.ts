import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { readApplicationXml } from '../../core/eds/application-xml.ts';
import type { Mutation } from '../../core/protocol/server.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import type { VerifiedSignature } from '../signature/verifier.ts';

export type Submit = Extract<Mutation, { name: 'application.submit' }>['args'];

/** A submission whose signature holds and says what the command says. */
export type SignedSubmission = {
  readonly challenge: string;
  /** When it was signed, as the signed document says. */
  readonly time: string;
  readonly signature: VerifiedSignature;
};

/**
 * Verifies the signature with the trust of the server and compares what was signed, to the last field, with the command that
 * came beside it: `content` where they differ or the document is of another desk or operator. The signer is the applicant
 * (`iin-mismatch`). The certificate is judged at receipt (domain.md §1.11 "Signing").
 */
export async function readSigned(
  services: Services,
  desk: Desk,
  actor: Actor,
  args: Submit,
  now: Instant,
): Promise<Answer<SignedSubmission>> {
  const verified = await services.signatures.verify(args.signedXml, 'application', now);
  if (!verified.ok) return fail({ code: verified.error });
  const document = readApplicationXml(verified.value.content);
  if (!document.ok) return fail({ code: document.error });
  const { uuid, desk: code, operator, signer, form, challenge, time } = document.value;
  const alone = operator === null && actor.iin === form.applicant.iin;
  const same =
    uuid === args.uuid &&
    code === desk.code &&
    (alone || operator === actor.iin) &&
    isDeepStrictEqual(form, args.form);
  if (!same) return fail({ code: 'content' });
  if (verified.value.owner.iin !== form.applicant.iin) return fail({ code: 'iin-mismatch' });
  if (signer !== 'applicant') return fail({ code: 'not-permitted' });
  return ok({ challenge, time, signature: verified.value });
}
