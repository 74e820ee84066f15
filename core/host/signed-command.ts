import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../domain/failure.ts';
import { toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { needsConsent, needsSignature } from '../domain/signature-duty.ts';
import { buildCommandXml, readCommandXml, type SignedCommand, signedFields } from '../eds/command-xml.ts';
import { signedConsent } from '../eds/signed-document.ts';
import { commandText } from '../protocol/command-wording.ts';
import type { Input } from '../protocol/desk.ts';
import type { Storage } from '../protocol/ncalayer.ts';
import type { Session } from '../protocol/person.ts';
import { ApplicationRecordSchema } from '../protocol/record.ts';
import type { OpenSession } from '../replica/session.ts';
import { takeChallenge } from './challenge.ts';
import { type Context, isOperator, isStaff, serverNow, signedIn } from './context.ts';
import type { NamedApplication } from './held.ts';
import { findVisible } from './journal.ts';

type Giving = Input<'command.give'>;

/** Why a command cannot be given in this way; consent and signature themselves are the server's to judge. */
export function givingFault(context: Context, session: Session, input: Giving): Failure | null {
  const { attachments, command, consent, signer, storage } = input;
  const wanted = signatureWanted(session, input);
  if (needsSignature(command) && !session.mayFile) return { code: 'code-not-enough' };
  if (wanted && signer === null) return { code: 'signature-required' };
  if (signer !== null && storage === null) return { code: 'invalid-request', field: 'storage' };
  if (signer === 'operator') {
    if (!isStaff(context, session)) return { code: 'not-permitted' };
    if (needsConsent(command.do) && consent === null) return { code: 'consent-required' };
  }
  if (consent === null) return null;
  const joins = command.do === 'mergeApplication' && command.applicant === session.iin;
  if (joins && consent.means === 'code') return null;
  if (!isOperator(context, session)) return { code: 'invalid-request', field: 'consent' };
  if (consent.means === 'code') return null;
  const scan = attachments.find(({ sha256 }) => sha256 === consent.sha256);
  return scan?.purpose === 'consent' ? null : { code: 'consent-required', field: 'attachments' };
}

/** Whether a signature is to be made: the command needs one and no one-time code stands in for it. */
function signatureWanted(session: Session, { command, signer }: Giving): boolean {
  return signer !== null || (needsSignature(command) && session.means === 'eds');
}

/**
 * Has a command signed at NCALayer, by whose key was asked for, and found to be the signature on exactly this command; null where
 * none is asked for. Nothing is kept meanwhile: whoever gives up has asked for nothing.
 */
export async function haveCommandSigned(
  context: Context,
  { session }: OpenSession,
  input: Giving,
): Promise<Result<string | null, Failure>> {
  const { replica } = context;
  const { attachments, command, consent, locale, signer, storage, uuid } = input;
  if (signer === null || storage === null) return ok(null);
  const pairing = replica.device.pairing();
  if (pairing === null) return fail({ code: 'desk-not-paired' });
  const record = await pulledRecord(context, command);
  if (!record.ok) return record;
  const application = record.value;
  const signed = whoseKey(session, input, application);
  const step = (name: 'preparing' | 'signing' | 'verifying') =>
    context.emit({ topic: 'submission', uuid, step: name });
  step('preparing');
  const challenge = await takeChallenge(context);
  if (!challenge.ok) return challenge;
  const document: SignedCommand = {
    version: 1,
    uuid,
    challenge: challenge.value.challenge,
    district: application?.district ?? pairing.district,
    desk: pairing.deskCode,
    operator: isStaff(context, session) && !signed.own ? session.iin : null,
    signer,
    consent: signedConsent(consent),
    time: toIso(context.now()),
    application: application === null ? null : { uuid: application.uuid, number: application.number },
    command: command.do,
    fields: signedFields(command),
    attachments,
    locale,
    text: commandText(command, application?.number ?? null, locale),
  };
  step('signing');
  const made = await signAndVerify(context, document, { storage, locale, ...signed }, () =>
    step('verifying'),
  );
  if (!made.ok && challenge.value.stocked !== null) replica.challenges.giveBack(challenge.value.stocked);
  if (!made.ok) return made;
  return replica.sessions.current()?.session.id === session.id ? made : fail({ code: 'session-expired' });
}

/**
 * The application of a command, as this person may see it or, joining it, has found it; null where the command concerns none.
 */
function recordOf(context: Context, command: Giving['command']): Result<NamedApplication | null, Failure> {
  if (!('application' in command)) return ok(null);
  const open = signedIn(context);
  if (!open.ok) return open;
  const { application } = command;
  const seen = findVisible(context, open.value, application) !== null;
  const body = seen ? context.replica.applications.record(application) : null;
  const found = command.do === 'mergeApplication' ? context.joinable.get(application) : undefined;
  if (body === null && found !== undefined) return ok(found);
  return body === null ? fail({ code: 'not-found' }) : ok(ApplicationRecordSchema.parse(JSON.parse(body)));
}

/** The same; what the server's lists tell of and no pull has brought yet is pulled now. */
async function pulledRecord(
  context: Context,
  command: Giving['command'],
): Promise<Result<NamedApplication | null, Failure>> {
  const here = recordOf(context, command);
  if (here.ok || here.error.code !== 'not-found') return here;
  await context.exchange.pullNow();
  return recordOf(context, command);
}

/** Whose key is asked for: one person's, or either parent's at a desk of staff. */
type WhoseKey = {
  /** Given to NCALayer, which offers no other person's; null where two persons may sign. */
  readonly iin: string | null;
  readonly allowed: readonly string[];
  /** A parent of the child acts for himself, whatever else he is. */
  readonly own: boolean;
};

function whoseKey(
  session: Session,
  { command, signer }: Giving,
  application: NamedApplication | null,
): WhoseKey {
  const parents = application?.parents ?? [];
  const own = parents.includes(session.iin);
  if (signer === 'operator') return { iin: session.iin, allowed: [session.iin], own: false };
  if (command.do === 'mergeApplication')
    return { iin: command.applicant, allowed: [command.applicant], own: false };
  if (own || parents.length === 0) return { iin: session.iin, allowed: [session.iin], own: true };
  return { iin: parents.length === 1 ? (parents[0] ?? null) : null, allowed: parents, own: false };
}

async function signAndVerify(
  { signing, ...context }: Context,
  document: SignedCommand,
  how: WhoseKey & { readonly storage: Storage; readonly locale: Giving['locale'] },
  onSigned: () => void,
): Promise<Result<string, Failure>> {
  const { iin, storage, locale, allowed } = how;
  const xml = buildCommandXml(document);
  const signed = await signing.sign({ xml, storage, purpose: 'application', iin, locale });
  if (!signed.ok) return signed;
  onSigned();
  const verified = await signing.verify(signed.value, 'application', serverNow(context));
  if (!verified.ok) return fail({ code: verified.error });
  const { content, owner } = verified.value;
  if (!allowed.includes(owner.iin)) return fail({ code: 'iin-mismatch' });
  const read = readCommandXml(content);
  if (!read.ok) return fail({ code: read.error });
  return isDeepStrictEqual(read.value, document) ? ok(signed.value) : fail({ code: 'content' });
}
