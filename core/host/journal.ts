import { almatyDay } from '../domain/almaty.ts';
import { fullYearsOn } from '../domain/birth-date.ts';
import { correctedForm } from '../domain/corrected-form.ts';
import type { Failure } from '../domain/failure.ts';
import { dayNumber } from '../domain/plain-date.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { WAITING } from '../domain/status.ts';
import type { Card } from '../protocol/card.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { JournalRow } from '../protocol/journal.ts';
import { ApplicationRecordSchema } from '../protocol/record.ts';
import type { ApplicationRow } from '../replica/application.ts';
import type { OpenSession } from '../replica/session.ts';
import { type Context, heard, ownerOf, serverNow, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { tokenOf } from './offline.ts';

/** Begins the document id of a provisional slip; the form's UUID follows. */
export const PROVISIONAL = 'provisional:';

/** The journal page by page, and the card of an application. */
export function journalHandlers(
  context: Context,
): Pick<Handlers, 'application.journal' | 'application.card'> {
  return {
    'application.journal': (query) => pageOf(context, query),
    'application.card': ({ uuid }) => cardOf(context, uuid),
  };
}

async function pageOf(
  context: Context,
  query: Input<'application.journal'>,
): Promise<Result<Output<'application.journal'>, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  const { rows, total } = context.replica.journal(query, ownerOf(context, open.value.session));
  return ok({ rows: await rowsOf(context, rows, open.value), total });
}

/** The card; `not-found` also for an application that is not this person's to see. */
async function cardOf(context: Context, uuid: string): Promise<Result<Card, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  const { applications, rows, submissions } = context.replica;
  const row = findVisible(context, open.value, uuid);
  if (row === null) return fail({ code: 'not-found' });
  const body = applications.record(uuid);
  const record = body === null ? null : ApplicationRecordSchema.parse(JSON.parse(body));
  const submission = row.submission_uuid === null ? null : submissions.get(row.submission_uuid);
  // What was signed stands in the tab of the signature; everywhere else what was corrected since.
  const form =
    record === null ? submission?.form : correctedForm(record.form, record.childIndex, record.corrected);
  const [shown] = await rowsOf(context, [row], open.value);
  if (form === undefined || shown === undefined) return fail({ code: 'not-found' });
  const outcome = submission?.outcome ?? null;
  return ok({
    row: shown,
    form,
    childIndex: row.child_index,
    record,
    refusal: outcome?.outcome === 'refused' ? outcome.failure : null,
    history: rows.historyOf(uuid),
    documents: rows.documentsOf(uuid),
    provisional: submission === null ? null : `${PROVISIONAL}${submission.uuid}`,
  });
}

/** A row of the journal if this person may see it. */
export function findVisible(context: Context, open: OpenSession, uuid: string): ApplicationRow | null {
  const row = context.replica.applications.get(uuid);
  const owner = ownerOf(context, open.session);
  return row !== null && (owner === null || row.owners.includes(` ${owner} `)) ? row : null;
}

async function rowsOf(
  context: Context,
  rows: readonly ApplicationRow[],
  open: OpenSession,
): Promise<readonly JournalRow[]> {
  const today = almatyDay(serverNow(context));
  const numbers =
    context.config.mode === 'desk'
      ? rows.map((row) => context.replica.positions.of(row) ?? firstNumber(row))
      : await Promise.all(rows.map((row) => askedNumber(context, row, open)));
  const onBehalf = context.replica.applications.onBehalf(rows.map(({ uuid }) => uuid));
  return rows.map((row, index) => ({
    uuid: row.uuid,
    id: row.id,
    number: row.number,
    label: row.label,
    childName: row.child_name,
    childIin: row.child_iin,
    applicantName: row.applicant_name,
    filedAt: row.filed_at,
    status: row.status,
    submission: row.submission,
    refusal: row.refusal,
    benefit: row.benefit,
    childBirthDate: row.birth_date,
    groupYear: row.group_year,
    queueClass: row.queue_class,
    referralKind: row.referral_kind,
    referralDaysLeft: daysLeft(row.referral_until, today),
    age: fullYearsOn(row.birth_date, today),
    queueNumber: numbers[index] ?? null,
    settlement: row.settlement,
    onBehalf: onBehalf.has(row.uuid),
  }));
}

/** Between the server's answer and its rows the number it answered with. */
function firstNumber(row: ApplicationRow): number | null {
  return row.submission === 'received' && row.status === null ? row.queue_number : null;
}

/** A kiosk holds no register: the server says the place of the person's own application. */
async function askedNumber(context: Context, row: ApplicationRow, open: OpenSession): Promise<number | null> {
  if (row.status === null) return firstNumber(row);
  if (!WAITING.some((status) => status === row.status)) return null;
  if (context.exchange.state().server === 'unreachable') return null;
  const token = await tokenOf(context, open);
  if (!token.ok) return null;
  const place = heard(context, await context.client.call('place', { uuid: row.uuid }, token.value));
  return place.ok ? place.value.queueNumber : null;
}

/** Calendar days until the last day of a referral; 0 on that day. The deadline acts at 00:00 of the day after. */
function daysLeft(until: string | null, today: string): number | null {
  if (until === null) return null;
  return Math.max(0, dayNumber(almatyDay(Date.parse(until) - 1)) - dayNumber(today));
}
