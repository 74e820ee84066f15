import { sql, type Transaction } from 'kysely';
import type { Instant } from '../../core/domain/instant.ts';
import type { Database } from './schema.ts';

/** Says what time it is to the triggers of this transaction: the server's clock counts, not the database's. */
export async function tellTime(trx: Transaction<Database>, now: Instant): Promise<void> {
  await sql`select set_config('kezek.now', ${new Date(now).toISOString()}, true)`.execute(trx);
}
