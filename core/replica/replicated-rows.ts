import {
  type DocumentRecord,
  DocumentRecordSchema,
  type HistoryRecord,
  HistoryRecordSchema,
} from '../protocol/record.ts';
import type { Database } from './database.ts';

/** History and documents of applications as the server sent them. */
export type ReplicatedRows = {
  putHistory(id: string, row: HistoryRecord, version: number): void;
  removeHistory(id: string): void;
  putDocument(row: DocumentRecord, version: number): void;
  removeDocument(id: string): void;
  /** Oldest first. */
  historyOf(application: string): readonly HistoryRecord[];
  documentsOf(application: string): readonly DocumentRecord[];
  document(id: string): DocumentRecord | null;
};

/** The rows of this replica. */
export function openReplicatedRows(database: Database): ReplicatedRows {
  const putHistory = database.prepare(
    'INSERT OR REPLACE INTO history (id, application, sequence, version, body) VALUES (?, ?, ?, ?, ?)',
  );
  const removeHistory = database.prepare('DELETE FROM history WHERE id = ?');
  const putDocument = database.prepare(
    'INSERT OR REPLACE INTO document (id, application, issued_at, version, body) VALUES (?, ?, ?, ?, ?)',
  );
  const removeDocument = database.prepare('DELETE FROM document WHERE id = ?');
  const history = database.prepare<[string], { body: string }>(
    'SELECT body FROM history WHERE application = ? ORDER BY sequence',
  );
  const documents = database.prepare<[string], { body: string }>(
    'SELECT body FROM document WHERE application = ? ORDER BY issued_at, id',
  );
  const document = database.prepare<[string], { body: string }>('SELECT body FROM document WHERE id = ?');
  return {
    putHistory: (id, row, version) => {
      putHistory.run(id, row.application, row.id, version, JSON.stringify(row));
    },
    removeHistory: (id) => {
      removeHistory.run(id);
    },
    putDocument: (row, version) => {
      putDocument.run(row.id, row.application, row.issuedAt, version, JSON.stringify(row));
    },
    removeDocument: (id) => {
      removeDocument.run(id);
    },
    historyOf: (application) =>
      history.all(application).map(({ body }) => HistoryRecordSchema.parse(JSON.parse(body))),
    documentsOf: (application) =>
      documents.all(application).map(({ body }) => DocumentRecordSchema.parse(JSON.parse(body))),
    document: (id) => {
      const row = document.get(id);
      return row === undefined ? null : DocumentRecordSchema.parse(JSON.parse(row.body));
    },
  };
}
