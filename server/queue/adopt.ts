/** What rows of the queue owe to the policy in force: order, first day of a place, deadlines. Brought up to date at start. */
import { type Kysely, sql } from 'kysely';
import type { Policy } from '../../core/domain/policy.ts';
import { ACTIVE } from '../../core/domain/status.ts';
import type { Database } from '../database/schema.ts';
import { applicationOf, QUEUE_COLUMNS, type QueueRow, queueColumns } from './application-row.ts';

/**
 * Computes those columns anew where the policy is another one than last time, or where a row was written before they existed.
 * Dates that were promised (an offer's, a referral's, a stop-list's last day) stay as they were. Gives the number of rows.
 */
export async function adoptPolicy(db: Kysely<Database>, policy: Policy): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const server = await trx.selectFrom('server').select('policy').forUpdate().executeTakeFirstOrThrow();
    const all = server.policy !== policy.name;
    const { rows } = await sql<QueueRow>`select ${QUEUE_COLUMNS}
      from application a left join referral r on r.number = a.referral_number
      where a.status = any(${[...ACTIVE]}::text[]) and (${all}::boolean or a.place_from is null)`.execute(
      trx,
    );
    for (const row of rows) {
      const columns = queueColumns(applicationOf(row), policy);
      const { line, order_category, place_from, confirm_interest_by, deadline_at, deadline_kind } = columns;
      await trx
        .updateTable('application')
        .set({ line, order_category, place_from, confirm_interest_by, deadline_at, deadline_kind })
        .where('uuid', '=', row.uuid)
        .execute();
    }
    await trx.updateTable('server').set({ policy: policy.name }).execute();
    return rows.length;
  });
}
