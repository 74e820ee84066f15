/** Reference tables that people edit at run time, over those that came with the program (domain.md §1.11, §2.3 region). */
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { Queries } from '../database/queries.ts';
import type { Database } from '../database/schema.ts';

/** An edited table as it was saved last, or null where the program's own holds. Throws where it cannot be read: a bug. */
export async function readEdited<T>(
  db: Queries,
  name: string,
  schema: z.ZodType<T>,
): Promise<{ readonly body: T; readonly savedBy: string; readonly savedAt: Date } | null> {
  const row = await db
    .selectFrom('reference_table')
    .select(['body', 'saved_by', 'saved_at'])
    .where('name', '=', name)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { body: schema.parse(row.body), savedBy: row.saved_by, savedAt: row.saved_at };
}

/** Saves a table whole, with a line in the audit that holds what it was before. */
export async function saveEdited(
  trx: Transaction<Database>,
  name: string,
  body: object,
  by: { readonly iin: string; readonly desk: string; readonly reason: string; readonly at: Date },
): Promise<void> {
  const before = await trx
    .selectFrom('reference_table')
    .select('body')
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  const row = { body: JSON.stringify(body), saved_by: by.iin, saved_at: by.at };
  await trx
    .insertInto('reference_table')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
  await trx
    .insertInto('audit')
    .values({
      ...{ at: by.at, action: 'reference-saved', actor: by.iin, desk: by.desk, subject: name },
      facts: JSON.stringify({
        reason: by.reason,
        before: before === undefined ? null : JSON.stringify(before.body),
      }),
    })
    .execute();
}
