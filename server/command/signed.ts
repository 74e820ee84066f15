import { isDeepStrictEqual } from 'node:util';
import { HOUR, type Instant } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { readCommandXml, signedFields } from '../../core/eds/command-xml.ts';
import { signedConsent } from '../../core/eds/signed-document.ts';
import type { GivenCommand } from '../../core/protocol/command.ts';
import { commandText } from '../../core/protocol/command-wording.ts';
import type { SignerKind } from '../../core/protocol/consent.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import type { VerifiedSignature } from '../signature/verifier.ts';
import type { Concern } from './scope.ts';

/** Longest time between the signed document's making and its sending: a person is at NCALayer's window. */
const SIGNING_MS = HOUR;

/** A command whose signature holds and says what the command says. */
export type SignedCommandFound = {
  readonly challenge: string;
  /** When it was signed, as the signed document says. */
  readonly at: string;
  readonly signer: SignerKind;
  readonly signature: VerifiedSignature;
};

/**
 * Verifies the signature of a command and compares what was signed, to the last field, with the command that came beside it:
 * `content` where they differ or the document is of another desk, operator or time. The signer is a parent, or the member of staff
 * of the session (`iin-mismatch` for anybody else). The certificate is judged at receipt (domain.md §1.11 "Signing").
 */
export async function readSignedCommand(
  services: Services,
  desk: Desk,
  actor: Actor,
  args: GivenCommand,
  concern: Concern,
  now: Instant,
): Promise<Answer<SignedCommandFound | null>> {
  if (args.signedXml === null) return args.signer === null ? ok(null) : fail({ code: 'signature-required' });
  const verified = await services.signatures.verify(args.signedXml, 'application', now);
  if (!verified.ok) return fail({ code: verified.error });
  const document = readCommandXml(verified.value.content);
  if (!document.ok) return fail({ code: document.error });
  const { challenge, time, locale, operator, signer, version: _, ...said } = document.value;
  const expected = {
    uuid: args.uuid,
    district: concern.district,
    desk: desk.code,
    consent: signedConsent(args.consent),
    application: concern.application,
    command: args.command.do,
    fields: signedFields(args.command),
    attachments: args.attachments,
    text: commandText(args.command, concern.application?.number ?? null, locale),
  };
  const same =
    isDeepStrictEqual(said, expected) &&
    signer === args.signer &&
    (operator === null
      ? actor.grants.length === 0 || concern.parents.includes(actor.iin)
      : operator === actor.iin) &&
    Math.abs(Date.parse(time) - Date.parse(args.deskTime)) <= SIGNING_MS;
  if (!same) return fail({ code: 'content' });
  const { iin } = verified.value.owner;
  if (!mayHaveSigned(iin, signer, actor, args, concern)) return fail({ code: 'iin-mismatch' });
  return ok({ challenge, at: time, signer, signature: verified.value });
}

/** A parent signs for himself, the second parent also where he joins; anybody else signs as the person of the session. */
function mayHaveSigned(
  iin: string,
  signer: SignerKind,
  actor: Actor,
  { command }: GivenCommand,
  { parents }: Concern,
): boolean {
  if (signer === 'operator') return iin === actor.iin && actor.grants.length > 0;
  if (actor.grants.length === 0 && iin !== actor.iin) return false;
  return parents.includes(iin) || (command.do === 'mergeApplication' && iin === command.applicant);
}
