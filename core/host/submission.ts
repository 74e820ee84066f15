import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../domain/failure.ts';
import { toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { buildApplicationXml, readApplicationXml, type SignedApplication } from '../eds/application-xml.ts';
import { reportByCode } from '../eds/report.ts';
import { signedConsent } from '../eds/signed-document.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { Session } from '../protocol/person.ts';
import { readFailure } from '../replica/server-client.ts';
import type { OpenSession } from '../replica/session.ts';
import type { Saving } from '../replica/submission.ts';
import { takeChallenge } from './challenge.ts';
import { type Context, isOperator, readsRegister, serverNow, signedIn } from './context.ts';
import { checkHere } from './form-check.ts';
import type { Handlers } from './handler.ts';

/** How long the answer to a submission is waited for, and then the rows that come with it. */
const OUTCOME_MS = 10_000;
const ROWS_MS = 3_000;

/** An application: signed, saved and sent, and what became of it. */
export function submissionHandlers(
  context: Context,
): Pick<Handlers, 'application.submit' | 'application.outcome'> {
  return {
    'application.submit': (input) => submit(context, input),
    'application.outcome': ({ uuid }) => outcomeOf(context, uuid),
  };
}

/**
 * Form → XML → NCALayer → verified → one transaction. Until the transaction nothing has happened and the draft is
 * untouched; after it the answer *saved on this computer* is true, and the outbox brings it to the server.
 */
async function submit(
  context: Context,
  input: Input<'application.submit'>,
): Promise<Result<Output<'application.submit'>, Failure>> {
  const { replica } = context;
  const open = signedIn(context);
  if (!open.ok) return open;
  if (!open.value.session.mayFile) return fail({ code: 'code-not-enough' });
  const before = savedAlready(context, input.uuid, open.value);
  if (before !== null) return before;
  const pairing = replica.device.pairing();
  if (pairing === null) return fail({ code: 'desk-not-paired' });
  const [fault] = checkHere(context, open.value.session, input.form);
  if (fault !== undefined) return fail(fault);
  const unsigned = signerFault(context, open.value.session, input);
  if (unsigned !== null) return fail(unsigned);

  const step = (name: 'preparing' | 'signing' | 'verifying' | 'saved') =>
    context.emit({ topic: 'submission', uuid: input.uuid, step: name });
  step('preparing');
  const challenge = await takeChallenge(context);
  if (!challenge.ok) return challenge;
  const { consent, form, uuid } = input;
  const document: SignedApplication = {
    version: 1,
    uuid,
    challenge: challenge.value.challenge,
    district: form.district,
    desk: pairing.deskCode,
    operator: isOperator(context, open.value.session) ? open.value.session.iin : null,
    signer: input.signer,
    consent: signedConsent(input.consent),
    time: toIso(context.now()),
    form,
  };
  const { session } = open.value;
  if (session.means === 'eds') step('signing');
  const signed =
    session.means === 'eds'
      ? await haveSigned(context, document, input, () => step('verifying'))
      : ok(byCode(context, document, session));
  if (!signed.ok) {
    if (challenge.value.stocked !== null) replica.challenges.giveBack(challenge.value.stocked);
    return signed;
  }
  if (replica.sessions.current()?.session.id !== session.id) return fail({ code: 'session-expired' });
  const saved = replica.save({
    uuid,
    mutationUuid: randomUUID(),
    form,
    consent,
    ...signed.value,
    session: session.id,
    enteredBy: { iin: session.iin, name: session.name },
    deskCode: pairing.deskCode,
    now: context.now(),
    clockOffsetMs: replica.device.clockOffset(),
    draftOwner: session.iin,
  });
  step('saved');
  context.emit({ topic: 'application' });
  context.emit({ topic: 'desk' });
  context.exchange.nudge();
  return ok({ uuid, ...saved });
}

/** The same form once more (a second click, an answer that was lost): it is saved already, and signed only once. */
function savedAlready(
  { replica }: Context,
  uuid: string,
  open: OpenSession,
): Result<Output<'application.submit'>, Failure> | null {
  const found = replica.submissions.get(uuid);
  if (found === null) return null;
  if (found.enteredBy.iin !== open.session.iin) return fail({ code: 'not-permitted' });
  return ok({ uuid, label: found.label, applications: found.form.children.map((child) => child.uuid) });
}

/** Why the document cannot be signed in this way (domain.md §1.10.17); the consent itself is the server's to judge. */
function signerFault(
  context: Context,
  session: Session,
  { consent, form, signer }: Input<'application.submit'>,
): Failure | null {
  if (signer === 'applicant') return consent === null ? null : { code: 'invalid-request', field: 'consent' };
  if (!isOperator(context, session) || form.applicant.iin === session.iin) return { code: 'not-permitted' };
  if (consent === null) return { code: 'consent-required' };
  if (consent.means === 'code') return null;
  const scan = form.attachments.find(({ sha256 }) => sha256 === consent.sha256);
  return scan?.purpose === 'consent' ? null : { code: 'consent-required', field: 'attachments' };
}

/** Signed at NCALayer, and found to be the signature of whose key was asked for, on exactly this document. */
async function haveSigned(
  { signing, ...context }: Context,
  document: SignedApplication,
  { form, storage, locale }: Input<'application.submit'>,
  onSigned: () => void,
): Promise<Result<Pick<Saving, 'signedXml' | 'signer' | 'report'>, Failure>> {
  const iin = document.signer === 'operator' ? document.operator : form.applicant.iin;
  const signed = await signing.sign({
    xml: buildApplicationXml(document),
    storage,
    purpose: 'application',
    iin,
    locale,
  });
  if (!signed.ok) return signed;
  onSigned();
  const verified = await signing.verify(signed.value, 'application', serverNow(context));
  if (!verified.ok) return fail({ code: verified.error });
  const { content, owner, report } = verified.value;
  if (owner.iin !== iin) return fail({ code: 'iin-mismatch' });
  const read = readApplicationXml(content);
  if (!read.ok) return fail({ code: read.error });
  if (!isDeepStrictEqual(read.value, document)) return fail({ code: 'content' });
  const signer = { iin: owner.iin, name: owner.name, at: document.time };
  return ok({ signedXml: signed.value, signer, report });
}

/** Where the policy lets a one-time code do (`mayFile` in its session), the document goes as it is: the code stands for it. */
function byCode(
  context: Context,
  document: SignedApplication,
  { iin, name }: Session,
): Pick<Saving, 'signedXml' | 'signer' | 'report'> {
  const signedXml = buildApplicationXml(document);
  const report = reportByCode(signedXml, { verifiedBy: 'desk', at: new Date(serverNow(context)) });
  return { signedXml, signer: { iin, name, at: document.time }, report };
}

async function outcomeOf(
  context: Context,
  uuid: string,
): Promise<Result<Output<'application.outcome'>, Failure>> {
  const { replica } = context;
  const open = signedIn(context);
  if (!open.ok) return open;
  const find = () => {
    const found = replica.submissions.get(uuid);
    const mine =
      readsRegister(context, open.value.session) || found?.form.applicant.iin === open.value.session.iin;
    return found !== null && mine ? found : null;
  };
  if (find()?.state === 'saved') await context.settled(uuid, OUTCOME_MS);
  const found = find();
  if (found === null) return fail({ code: 'not-found' });
  if (found.outcome === null) return ok({ state: 'saved', label: found.label });
  if (found.outcome.outcome === 'refused')
    return ok({ state: 'refused', ...readFailure(found.outcome.failure) });
  // The document is named in the rows that come next; the reader wants to open it.
  if (replica.applications.ofSubmission(uuid).some((row) => row.version === 0))
    await Promise.race([context.exchange.syncNow(), new Promise((end) => setTimeout(end, ROWS_MS).unref())]);
  return ok({ state: 'received', applications: found.outcome.data.applications });
}
