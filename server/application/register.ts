import { createHash, randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import { registrationFacts } from '../../core/documents/registration-facts.ts';
import { almatyYear } from '../../core/domain/almaty.ts';
import { fileApplication } from '../../core/domain/application/file-application.ts';
import { filingTime } from '../../core/domain/application/filing-time.ts';
import { cellOf, standingOf } from '../../core/domain/application/state.ts';
import { type ChildPart, queueKindOf } from '../../core/domain/application-form.ts';
import { filingOf } from '../../core/domain/check-form.ts';
import { ok } from '../../core/domain/result.ts';
import { hashFacts, signSlip } from '../../core/ledger/slip.ts';
import type { Answer } from '../answer.ts';
import type { ApplicationTable, Database } from '../database/schema.ts';
import { writeNotices } from '../notice/write.ts';
import { positionOfNew } from '../place/position.ts';
import { queueColumns } from '../queue/application-row.ts';
import { rememberUnconfirmed } from '../registry/remember.ts';
import { rememberUnanswered } from '../revocation/remember.ts';
import type { Services } from '../services.ts';
import { appendLedger, nextVersion, takeNumbers } from './counter.ts';
import { writeFirstHistory } from './first-history.ts';
import { type Left, leaveOldDistricts } from './move.ts';
import { type AcceptedSubmission, filingActor, type Submitted } from './prepare.ts';
import { applicationRecord } from './record.ts';

type Row = Selectable<ApplicationTable>;
type Trx = Transaction<Database>;

/**
 * Writes an accepted form: one application per child, with consecutive numbers and the same filing time (domain.md §1.10.15),
 * its history, its registration document, its ledger leaf. The filing time is read once the numbers are taken, so within a
 * kind and year it never runs against them. A child that moves here keeps the filing time of the application it leaves, which is
 * withdrawn by the same act (domain.md §1.11); where that is refused, so is the form, and the caller undoes what was written.
 */
export async function registerForm(
  services: Services,
  trx: Trx,
  prepared: AcceptedSubmission,
  left: readonly Left[],
): Promise<Answer<Submitted>> {
  const { form } = prepared.args;
  const kind = queueKindOf(form.groupKind);
  const year = almatyYear(services.now());
  const numbers = await takeNumbers(trx, kind, year, form.children.length);
  const now = services.now();
  const version = await nextVersion(trx, form.district);
  const desk = {
    savedAt: prepared.savedAt,
    clockOffset: prepared.args.provisional.clockOffsetMs,
    journalWhole: false,
  };
  const moved = await leaveOldDistricts(services, trx, prepared, left, numbers);
  if (!moved.ok) return moved;
  const filed = filingTime(now, desk, services.policy);
  await writeSubmission(trx, prepared, now);
  const rows: Row[] = [];
  for (const [index, child] of form.children.entries()) {
    const number = numbers[index];
    if (number === undefined) throw new Error('Fewer numbers than children');
    const before = left.find(({ childIin }) => childIin === child.iin);
    const given = { child, index, number, filedAt: before?.filedAt ?? filed.at, now, version };
    rows.push(await writeApplication(services, trx, prepared, given));
  }
  for (const row of rows) {
    await writeFiles(trx, row);
    await rememberUnconfirmed(trx, row, new Set(prepared.people.differing.keys()), now);
    const before = left.find(({ childIin }) => childIin === row.child_iin);
    const at = before === undefined ? row.filed_at : new Date(now);
    await writeFirstHistory(trx, prepared, row, at, before);
    await writeDocument(services, trx, prepared, row, at);
  }
  await writeNotices(
    trx,
    rows.map(({ uuid, district, number }) => ({
      ...{ application: uuid, district, kind: 'application-registered' as const, at: now, facts: { number } },
    })),
  );
  await writeLedger(trx, prepared, rows, left.length > 0 ? 'moved' : filed.basis, new Date(now));
  return ok({
    applications: rows.map(({ uuid, number, queue_number_at_filing: queueNumber }) => ({
      uuid,
      number,
      queueNumber,
    })),
  });
}

async function writeSubmission(trx: Trx, prepared: AcceptedSubmission, now: number): Promise<void> {
  const { args, desk, actor, signed } = prepared;
  await trx
    .insertInto('submission')
    .values({
      uuid: args.uuid,
      desk: desk.id,
      session: actor.session,
      challenge: signed.challenge,
      signed_xml: args.signedXml,
      verification: JSON.stringify(signed.signature.report),
      received_at: new Date(now),
    })
    .execute();
  await rememberUnanswered(trx, { submission: args.uuid }, signed.signature, now);
}

type Given = {
  readonly child: ChildPart;
  readonly index: number;
  readonly number: string;
  readonly filedAt: number;
  readonly now: number;
  readonly version: number;
};

async function writeApplication(
  services: Services,
  trx: Trx,
  { args, actor, signed, people, consent }: AcceptedSubmission,
  { child, index, number, filedAt, now, version }: Given,
): Promise<Row> {
  const { form, uuid, provisional } = args;
  const { policy } = services;
  const filing = { ...filingOf(form, child, true), form: uuid };
  const { state } = fileApplication(
    filing,
    { id: child.uuid, iin: child.iin },
    { number, filedAt, by: filingActor(actor) },
    now,
    policy,
  );
  const position = await positionOfNew(trx, policy, cellOf(state), standingOf(state, policy));
  const { iin, name, algorithm, serialNumber, issuer } = signed.signature.owner;
  return trx
    .insertInto('application')
    .values({
      ...queueColumns(state, policy),
      uuid: child.uuid,
      number,
      submission: uuid,
      district: form.district,
      kind: filing.kind,
      child_index: index,
      applicant_iin: form.applicant.iin,
      form: JSON.stringify(form),
      filed_at: new Date(filedAt),
      queue_number_at_filing: position,
      provisional: JSON.stringify(provisional),
      entered_by: state.enteredBy,
      signed_by: JSON.stringify({ iin, name, algorithm, serialNumber, issuer, at: signed.time }),
      signer: signed.signer,
      consent: consent === null ? null : JSON.stringify(consent),
      report: JSON.stringify(signed.signature.report),
      relation_unproved: !people.proved.has(child.iin),
      row_version: version,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function writeFiles(trx: Trx, { uuid, form }: Row): Promise<void> {
  const files = [...new Set(form.attachments.map(({ sha256 }) => sha256))];
  if (files.length === 0) return;
  await trx
    .insertInto('application_file')
    .values(files.map((sha256) => ({ application: uuid, sha256 })))
    .execute();
}

async function writeDocument(
  services: Services,
  trx: Trx,
  { desk, actor }: AcceptedSubmission,
  row: Row,
  at: Date,
): Promise<void> {
  const district = services.districts.nameOf(row.district);
  if (district === null) throw new Error(`No district ${row.district} in the reference data`);
  const claimed = row.form.benefit?.category;
  const facts = registrationFacts(applicationRecord(row), {
    district,
    benefit: claimed === undefined ? null : services.benefits[claimed],
    operatorName: actor.iin === row.applicant_iin ? null : actor.name,
    deskCode: desk.code,
    policy: services.policy,
  });
  const slip = {
    uuid: row.uuid,
    number: row.number,
    queueNumber: row.queue_number_at_filing,
    filedAt: row.filed_at.toISOString(),
    hash: hashFacts(facts),
  };
  await trx
    .insertInto('document')
    .values({
      id: randomUUID(),
      application: row.uuid,
      district: row.district,
      kind: 'registration',
      issued_at: at,
      qr: signSlip(slip, services.slipKey.privateKey),
      facts: JSON.stringify(facts),
      row_version: row.row_version,
    })
    .execute();
}

async function writeLedger(
  trx: Trx,
  { args, actor, desk }: AcceptedSubmission,
  rows: readonly Row[],
  basis: 'server' | 'desk' | 'moved',
  at: Date,
): Promise<void> {
  const document = createHash('sha256').update(args.signedXml).digest('hex');
  await trx
    .insertInto('audit')
    .values(
      rows.map((row) => ({
        at,
        action: 'application-registered',
        actor: actor.iin,
        desk: desk.id,
        subject: row.uuid,
        facts: JSON.stringify({
          number: row.number,
          onBehalfOf: row.applicant_iin,
          signer: row.signer,
          consent: row.consent?.means ?? null,
        }),
      })),
    )
    .execute();
  const entries = rows.map((row) => ({
    kind: 'application-registered',
    subject: row.uuid,
    payload: {
      number: row.number,
      district: row.district,
      queue: row.kind,
      groupYear: row.group_year,
      queueClass: row.queue_class,
      queueNumber: row.queue_number_at_filing,
      filedAt: row.filed_at.toISOString(),
      basis,
      desk: desk.code,
      document,
      signer: row.signer,
    },
  }));
  await appendLedger(trx, entries, at);
}
