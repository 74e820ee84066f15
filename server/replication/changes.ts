import { type Selectable, sql, type Transaction } from 'kysely';
import type { Change } from '../../core/protocol/record.ts';
import { applicationRecord, documentRecord, historyRecord } from '../application/record.ts';
import type { ApplicationTable, Database, DocumentTable, HistoryTable } from '../database/schema.ts';
import { type Cursor, type ReplicatedTable, TABLES } from './cursor.ts';

type Trx = Transaction<Database>;

/** Rows of a district after the cursor, in the order version, table, id; at most `limit`. */
export async function districtChanges(
  trx: Trx,
  district: string,
  cursor: Cursor,
  limit: number,
): Promise<readonly Change[]> {
  const after = (table: ReplicatedTable, id: 'uuid' | 'id') => {
    const place = TABLES.indexOf(table) - TABLES.indexOf(cursor.table);
    if (place > 0) return sql<boolean>`row_version >= ${cursor.version}`;
    if (place < 0 || cursor.id === '') return sql<boolean>`row_version > ${cursor.version}`;
    const type = sql.raw(table === 'history' ? 'bigint' : 'uuid');
    return sql<boolean>`(row_version, ${sql.ref(id)}) > (${cursor.version}, ${cursor.id}::${type})`;
  };
  const applications = await trx
    .selectFrom('application')
    .selectAll()
    .where('district', '=', district)
    .where(after('application', 'uuid'))
    .orderBy('row_version')
    .orderBy('uuid')
    .limit(limit)
    .execute();
  const documents = await trx
    .selectFrom('document')
    .selectAll()
    .where('district', '=', district)
    .where(after('document', 'id'))
    .orderBy('row_version')
    .orderBy('id')
    .limit(limit)
    .execute();
  const history = await trx
    .selectFrom('history')
    .selectAll()
    .where('district', '=', district)
    .where(after('history', 'id'))
    .orderBy('row_version')
    .orderBy('id')
    .limit(limit)
    .execute();
  return inOrder([
    ...applications.map(applicationChange),
    ...documents.map(documentChange),
    ...history.map(historyChange),
  ]).slice(0, limit);
}

/** Everything of a person's own applications, in whatever district (domain.md R10); a handful of rows. */
export async function personChanges(trx: Trx, iin: string): Promise<readonly Change[]> {
  const applications = await trx
    .selectFrom('application')
    .selectAll()
    .where(sql<boolean>`parents @> ${[iin]}::text[]`)
    .orderBy('row_version')
    .orderBy('uuid')
    .execute();
  const uuids = applications.map(({ uuid }) => uuid);
  if (uuids.length === 0) return [];
  const documents = await trx
    .selectFrom('document')
    .selectAll()
    .where('application', 'in', uuids)
    .orderBy('row_version')
    .orderBy('id')
    .execute();
  const history = await trx
    .selectFrom('history')
    .selectAll()
    .where('application', 'in', uuids)
    .orderBy('row_version')
    .orderBy('id')
    .execute();
  return inOrder([
    ...applications.map(applicationChange),
    ...documents.map(documentChange),
    ...history.map(historyChange),
  ]);
}

function applicationChange(row: Selectable<ApplicationTable>): Change {
  return { table: 'application', id: row.uuid, version: row.row_version, row: applicationRecord(row) };
}

function documentChange(row: Selectable<DocumentTable>): Change {
  return { table: 'document', id: row.id, version: row.row_version, row: documentRecord(row) };
}

function historyChange(row: Selectable<HistoryTable>): Change {
  return { table: 'history', id: String(row.id), version: row.row_version, row: historyRecord(row) };
}

/** Version, table, id; each table came in its own order, and sorting keeps that. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted(
    (one, other) => one.version - other.version || TABLES.indexOf(one.table) - TABLES.indexOf(other.table),
  );
}
