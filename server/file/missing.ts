import type { Attachment } from '../../core/domain/application-form.ts';
import type { Queries } from '../database/queries.ts';

/** The path of the first scan that is not here, or not what is said of it; null where all are. */
export async function missingFile(db: Queries, attachments: readonly Attachment[]): Promise<string | null> {
  if (attachments.length === 0) return null;
  const stored = await db
    .selectFrom('file')
    .select(['sha256', 'type', 'size'])
    .where(
      'sha256',
      'in',
      attachments.map(({ sha256 }) => sha256),
    )
    .execute();
  const index = attachments.findIndex(
    (file) =>
      !stored.some(
        ({ sha256, type, size }) => sha256 === file.sha256 && type === file.type && size === file.size,
      ),
  );
  return index < 0 ? null : `attachments.${index}`;
}
