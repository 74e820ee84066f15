import { type ApplicationForm, fullName, queueKindOf } from '../domain/application-form.ts';
import { groupYear } from '../domain/birth-date.ts';
import { correctedForm } from '../domain/corrected-form.ts';
import { kazakhSortKey, lowerCase, searchName } from '../domain/kazakh.ts';
import { type QueueClass, STATUSES, type Status } from '../domain/status.ts';
import type { SUBMISSION_STATES } from '../protocol/journal.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import type { Database } from './database.ts';

export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** One row of the journal's table: one child, with all that is sorted, filtered or searched by. */
export type ApplicationRow = {
  readonly uuid: string;
  readonly submission_uuid: string | null;
  readonly child_index: number;
  /** The district's version at which the server last changed it; 0 = only here. */
  readonly version: number;
  readonly id: number | null;
  readonly number: string | null;
  readonly label: string | null;
  readonly district: string;
  readonly kind: 'general' | 'special';
  readonly group_year: number;
  readonly child_name: string;
  readonly child_sort: string;
  readonly child_iin: string;
  readonly applicant_name: string;
  readonly applicant_sort: string;
  readonly applicant_iin: string;
  /** IINs of all who may see it as their own, between spaces. */
  readonly owners: string;
  readonly birth_date: string;
  readonly filed_at: string;
  readonly status: Status | null;
  readonly status_rank: number;
  readonly submission: SubmissionState;
  /** Failure code of a refused submission. */
  readonly refusal: string | null;
  readonly benefit: string;
  readonly queue_class: QueueClass;
  readonly settlement: string;
  readonly settlement_sort: string;
  readonly referral_kind: 'turn' | 'free-choice' | 'transfer' | null;
  readonly referral_until: string | null;
  /** Number of the voucher category (voucher2025). */
  readonly category: number | null;
  /** Last position the server told; the place now is computed where the register is held. */
  readonly queue_number: number | null;
  readonly search: string;
};

const COLUMNS = [
  'uuid',
  'submission_uuid',
  'child_index',
  'version',
  'id',
  'number',
  'label',
  'district',
  'kind',
  'group_year',
  'child_name',
  'child_sort',
  'child_iin',
  'applicant_name',
  'applicant_sort',
  'applicant_iin',
  'owners',
  'birth_date',
  'filed_at',
  'status',
  'status_rank',
  'submission',
  'refusal',
  'benefit',
  'queue_class',
  'settlement',
  'settlement_sort',
  'referral_kind',
  'referral_until',
  'category',
  'queue_number',
  'search',
] as const satisfies readonly (keyof ApplicationRow)[];

/** Columns that a row of the server does not know and must not lose. */
const LOCAL: readonly string[] = ['submission_uuid', 'label', 'queue_number'];

export type Applications = {
  /** Writes a row, new or again, and what it is searched by. */
  put(row: ApplicationRow): void;
  /** Writes what the server decided. */
  putRecord(record: ApplicationRecord, version: number): ApplicationRow;
  /** Takes a row of the server away (tombstone, or no longer this desk's to see). */
  remove(uuid: string): void;
  /** Takes all rows of the server away; what waits here or was refused stays. */
  clearReceived(): void;
  get(uuid: string): ApplicationRow | null;
  record(uuid: string): string | null;
  ofSubmission(submission: string): readonly ApplicationRow[];
  /** Those of the applications that an operator signed on the applicant's behalf, received or still only here. */
  onBehalf(uuids: readonly string[]): ReadonlySet<string>;
  /** IINs of those children that hold another active or unsent application, as far as this replica knows. */
  taken(children: readonly { readonly iin: string; readonly uuid: string }[]): ReadonlySet<string>;
};

/** The table behind journal and card. */
export function openApplications(database: Database): Applications {
  const update = COLUMNS.filter((column) => column !== 'uuid').map((column) =>
    LOCAL.includes(column)
      ? `${column} = coalesce(excluded.${column}, ${column})`
      : `${column} = excluded.${column}`,
  );
  const upsert = database.prepare<[ApplicationRow], { row: number }>(
    `INSERT INTO application (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')})
     ON CONFLICT (uuid) DO UPDATE SET ${update.join(', ')} RETURNING row`,
  );
  const index = database.prepare('INSERT OR REPLACE INTO application_search (rowid, text) VALUES (?, ?)');
  const get = database.prepare<[string], ApplicationRow>(
    `SELECT ${COLUMNS.join(', ')} FROM application WHERE uuid = ?`,
  );
  const ofSubmission = database.prepare<[string], ApplicationRow>(
    `SELECT ${COLUMNS.join(', ')} FROM application WHERE submission_uuid = ? ORDER BY child_index`,
  );
  const rowOf = database.prepare<[string], { row: number }>('SELECT row FROM application WHERE uuid = ?');
  const unindex = database.prepare('DELETE FROM application_search WHERE rowid = ?');
  const drop = database.prepare('DELETE FROM application WHERE row = ?');
  const putBody = database.prepare('INSERT OR REPLACE INTO application_record (uuid, body) VALUES (?, ?)');
  const dropBody = database.prepare('DELETE FROM application_record WHERE uuid = ?');
  const body = database.prepare<[string], { body: string }>(
    'SELECT body FROM application_record WHERE uuid = ?',
  );
  const onBehalf = database.prepare<{ uuids: string }, { uuid: string }>(
    `SELECT uuid FROM application_record
       WHERE uuid IN (SELECT value FROM json_each(@uuids)) AND json_extract(body, '$.signer') = 'operator'
     UNION SELECT a.uuid FROM application AS a JOIN submission AS s ON s.uuid = a.submission_uuid
       WHERE a.uuid IN (SELECT value FROM json_each(@uuids)) AND s.consent IS NOT NULL`,
  );
  const taken = database.prepare<[string, string], { child_iin: string }>(
    `SELECT child_iin FROM application WHERE child_iin = ? AND uuid <> ?
       AND (submission = 'saved' OR (submission = 'received'
         AND coalesce(status, 'queued') NOT IN ('left', 'removed', 'withdrawn', 'rejected'))) LIMIT 1`,
  );
  const put = (row: ApplicationRow): void => {
    const written = upsert.get(row);
    if (written === undefined) throw new Error('An application row was not written');
    index.run(written.row, row.search);
  };
  return {
    put,
    putRecord(record, version) {
      const row = rowOfRecord(record, version, get.get(record.uuid)?.label ?? null);
      put(row);
      putBody.run(record.uuid, JSON.stringify(record));
      return row;
    },
    remove(uuid) {
      const found = rowOf.get(uuid);
      if (found === undefined) return;
      unindex.run(found.row);
      drop.run(found.row);
      dropBody.run(uuid);
    },
    clearReceived() {
      database.exec(`
        DELETE FROM application_search WHERE rowid IN (SELECT row FROM application WHERE submission = 'received');
        DELETE FROM application WHERE submission = 'received';
        DELETE FROM application_record;
      `);
    },
    get: (uuid) => get.get(uuid) ?? null,
    record: (uuid) => body.get(uuid)?.body ?? null,
    ofSubmission: (submission) => ofSubmission.all(submission),
    onBehalf: (uuids) => new Set(onBehalf.all({ uuids: JSON.stringify(uuids) }).map(({ uuid }) => uuid)),
    taken: (children) =>
      new Set(children.flatMap(({ iin, uuid }) => (taken.get(iin, uuid) === undefined ? [] : [iin]))),
  };
}

/** What a form says about one of its children, before the server has decided anything. */
export function rowOfForm(
  form: ApplicationForm,
  childIndex: number,
  saved: { submission: string; label: string; at: string },
): ApplicationRow {
  const child = form.children[childIndex];
  if (child === undefined) throw new Error(`The form has no child ${childIndex}`);
  return completed({
    ...partsOfForm(form, childIndex),
    uuid: child.uuid,
    submission_uuid: saved.submission,
    child_index: childIndex,
    version: 0,
    id: null,
    number: null,
    label: saved.label,
    kind: queueKindOf(form.groupKind),
    group_year: groupYear(child.birthDate),
    owners: ` ${form.applicant.iin} `,
    filed_at: saved.at,
    status: null,
    submission: 'saved',
    refusal: null,
    queue_class: 'G',
    referral_kind: null,
    referral_until: null,
    category: null,
    queue_number: null,
  });
}

function rowOfRecord(record: ApplicationRecord, version: number, label: string | null): ApplicationRow {
  const owners = new Set([record.form.applicant.iin, ...record.parents]);
  return completed({
    ...partsOfForm(correctedForm(record.form, record.childIndex, record.corrected), record.childIndex),
    // A benefit claimed after filing takes the place of the form's.
    ...(record.claim === null ? {} : { benefit: record.claim.benefit }),
    category: record.category,
    uuid: record.uuid,
    submission_uuid: null,
    child_index: record.childIndex,
    version,
    id: record.id,
    number: record.number,
    label: record.provisional?.label ?? label,
    district: record.district,
    kind: record.kind,
    group_year: record.groupYear,
    owners: ` ${[...owners].join(' ')} `,
    filed_at: record.filedAt,
    status: record.status,
    submission: 'received',
    refusal: null,
    queue_class: record.queueClass,
    referral_kind: record.referral?.kind ?? null,
    referral_until: record.referral?.validUntil ?? null,
    queue_number: null,
  });
}

function partsOfForm(form: ApplicationForm, childIndex: number) {
  const child = form.children[childIndex];
  if (child === undefined) throw new Error(`The form has no child ${childIndex}`);
  return {
    district: form.district,
    child_name: fullName(child.name),
    child_iin: child.iin,
    applicant_name: fullName(form.applicant.name),
    applicant_iin: form.applicant.iin,
    birth_date: child.birthDate,
    benefit: form.benefit?.category ?? 'NONE',
    settlement: form.settlement,
  };
}

type Derived = 'child_sort' | 'applicant_sort' | 'settlement_sort' | 'status_rank' | 'search';

function completed(row: Omit<ApplicationRow, Derived>): ApplicationRow {
  const words = [row.child_name, row.applicant_name].map(searchName);
  const numbers = [row.number ?? '', row.label ?? ''].map(lowerCase);
  return {
    ...row,
    child_sort: kazakhSortKey(row.child_name),
    applicant_sort: kazakhSortKey(row.applicant_name),
    settlement_sort: kazakhSortKey(row.settlement),
    status_rank: row.status === null ? -1 : STATUSES.indexOf(row.status),
    search: [...words, row.child_iin, row.applicant_iin, ...numbers].join('|'),
  };
}
