import type { Selectable } from 'kysely';
import { type Asking, askAbout, type Found, rowAfter } from './outcome.ts';
import type { SessionCheckTable } from './table.ts';

const AT_ONCE = 20;

/**
 * Asks about the keys with which somebody signed in while nobody answered. A session of a key that was revoked already is
 * ended; the audit says so also where it was over before.
 * @param ends whether to stop after the present one
 */
export async function checkSessionsDue(services: Asking, ends: () => boolean): Promise<void> {
  const { db, now } = services;
  const due = await db
    .selectFrom('session_check')
    .selectAll()
    .where('answer', 'is', null)
    .where('next_at', '<=', new Date(now()))
    .orderBy('next_at')
    .limit(AT_ONCE)
    .execute();
  await askAbout(services, due, ends, (check, found) => settle(services, check, found));
}

async function settle(
  { db, log, now }: Asking,
  { session }: Selectable<SessionCheckTable>,
  found: Found | null,
): Promise<void> {
  const at = new Date(now());
  await db.transaction().execute(async (trx) => {
    const open = await trx
      .selectFrom('session_check')
      .select('tries')
      .where('session', '=', session)
      .where('answer', 'is', null)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (open === undefined) return;
    await trx
      .updateTable('session_check')
      .set(rowAfter(found, open.tries, now()))
      .where('session', '=', session)
      .execute();
    if (found?.answer !== 'revoked') return;
    const ended = await trx
      .updateTable('session')
      .set({ ended_at: at })
      .where('id', '=', session)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', at)
      .returning('id')
      .execute();
    await trx
      .insertInto('audit')
      .values({
        at,
        action: 'signed-in-with-revoked-key',
        actor: null,
        desk: null,
        subject: session,
        facts: JSON.stringify({ ended: ended.length > 0 }),
      })
      .execute();
  });
  if (found?.answer === 'revoked') log.warn({ session }, 'somebody signed in with a revoked key');
  if (found?.answer === 'lapsed') log.warn({ session }, 'nobody ever answered for a key of a sign-in');
}
