import { sql } from 'kysely';
import type { Attachment } from '../../core/domain/application-form.ts';
import type { Queries } from '../database/queries.ts';

/** The path of the first scan that is not here, or not what is said of it; null where all are. */
export async function missingFile(db: Queries, attachments: readonly Attachment[]): Promise<string | null> {
  const [missing] = await missingFiles(db, [attachments]);
  return missing ?? null;
}

/** The same for several documents, each with its scans. */
export async function missingFiles(
  db: Queries,
  documents: readonly (readonly Attachment[])[],
): Promise<readonly (string | null)[]> {
  const all = documents.flat().map(({ sha256 }) => sha256);
  if (all.length === 0) return documents.map(() => null);
  const rows = await db
    .selectFrom('file')
    .select(['sha256', 'type', 'size'])
    .where(sql<boolean>`sha256 = any(${all}::text[])`)
    .execute();
  const stored = new Map(rows.map((row) => [row.sha256, row]));
  return documents.map((attachments) => {
    const index = attachments.findIndex(({ sha256, type, size }) => {
      const file = stored.get(sha256);
      return file?.type !== type || file.size !== size;
    });
    return index < 0 ? null : `attachments.${index}`;
  });
}
