import { createHash } from 'node:crypto';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { SignedDocument } from '../protocol/card.ts';
import { ApplicationRecordSchema } from '../protocol/record.ts';
import type { OpenSession } from '../replica/session.ts';
import { type Context, heard, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { findVisible } from './journal.ts';
import { tokenOf } from './offline.ts';

/** What was signed on an application: the XML and the report of its verification. */
export function signedHandlers(context: Context): Pick<Handlers, 'application.signed'> {
  return { 'application.signed': ({ uuid }) => signedOf(context, uuid) };
}

/**
 * What was signed and what was found when it was verified: by the server once it is accepted, before that by this computer.
 * The signed XML is this computer's own, or the server's; it has to be the one that the report is about (`digest`).
 */
async function signedOf(context: Context, uuid: string): Promise<Result<SignedDocument, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  const { applications, rows, submissions } = context.replica;
  const row = findVisible(context, open.value, uuid);
  const body = row === null ? null : applications.record(uuid);
  const submission =
    row === null || row.submission_uuid === null ? null : submissions.get(row.submission_uuid);
  if (body === null) {
    if (row === null || submission === null) return fail({ code: 'not-found' });
    const { consent, enteredBy, form, report, signedBy, signedXml } = submission;
    return ok({
      form,
      childIndex: row.child_index,
      signer: consent === null ? 'applicant' : 'operator',
      operator: enteredBy.iin === form.applicant.iin ? null : enteredBy,
      // When it was given, and to which number, is the server's to say.
      consent: consent?.means === 'code' ? { ...consent, at: null, phone: null } : consent,
      signedAt: signedBy.at,
      xml: signedXml,
      report,
    });
  }
  const record = ApplicationRecordSchema.parse(JSON.parse(body));
  const asked = submission === null ? await askServer(context, open.value, uuid) : ok(submission.signedXml);
  if (!asked.ok) return asked;
  const report = record.report;
  if (asked.value !== null && report !== null && hashOf(asked.value) !== report.document)
    return fail({ code: 'digest' });
  const { childIndex, consent, enteredBy, form, signedBy, signer } = record;
  const entered = rows.historyOf(uuid).find(({ actor }) => actor.iin === enteredBy);
  return ok({
    form,
    childIndex,
    signer,
    operator: enteredBy === form.applicant.iin ? null : { iin: enteredBy, name: entered?.actor.name ?? '' },
    consent,
    signedAt: signedBy.at,
    xml: asked.value,
    report,
  });
}

/** The signed XML from the server; null while the line is down. */
async function askServer(
  context: Context,
  open: OpenSession,
  uuid: string,
): Promise<Result<string | null, Failure>> {
  const token = await tokenOf(context, open);
  const answer = token.ok
    ? heard(context, await context.client.call('signed', { uuid }, token.value))
    : token;
  if (answer.ok) return ok(answer.value.xml);
  return answer.error.code === 'server-unreachable' ? ok(null) : answer;
}

function hashOf(xml: string): string {
  return createHash('sha256').update(xml).digest('hex');
}
