import { sql } from 'kysely';
import type { ServerQueue } from '../../../server/queue/play.ts';

/** Empties a database of stories, so that the next one can be played on it. */
export async function emptyQueue(db: ServerQueue['db']): Promise<void> {
  await sql`truncate place, referral, notice_delivery, notice, history, application, submission, cell,
    queue_rank, queue_move, why_visit, space, register_number, ledger_leaf, audit restart identity cascade`.execute(
    db,
  );
  await db.updateTable('ledger_head').set({ size: 0 }).execute();
}

/** Empties it of the kindergartens and the desk of the last story as well. */
export async function emptyStage(db: ServerQueue['db']): Promise<void> {
  await emptyQueue(db);
  await sql`truncate kindergarten, kindergarten_group, desk, session, challenge cascade`.execute(db);
}
