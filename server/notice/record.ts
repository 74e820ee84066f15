/** How far a message has come, written down. */
import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../core/domain/instant.ts';
import type { WayReason } from '../../core/domain/notice.ts';
import type { Database } from '../database/schema.ts';
import type { Delivery, Followed } from './claim.ts';
import { followAt, retryAt } from './schedule.ts';

type Which = Pick<Delivery, 'notice' | 'channel' | 'message'>;
type Db = Kysely<Database>;

/** The gateway has taken an SMS: it is followed until it is delivered. */
export async function recordSent(db: Db, which: Which, now: Instant): Promise<void> {
  const next = new Date(followAt(now, now));
  await ofMessage(db, which)
    .set({ state: 'sent', sent_at: new Date(now), next_attempt_at: next, reason: null })
    .where('settled_at', 'is', null)
    .execute();
}

/** The message has come through: the mail server has taken the letter, or the telephone the SMS. */
export async function recordReached(
  db: Db,
  which: Which,
  state: 'sent' | 'delivered',
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await ofMessage(trx, which)
      .set({ state, settled_at: at, next_attempt_at: null, reason: null })
      .set({ sent_at: sql<Date>`coalesce(sent_at, ${at})` })
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await trx
      .updateTable('notice')
      .set({ reached_at: at })
      .where('id', '=', which.notice)
      .where('reached_at', 'is', null)
      .execute();
  });
}

/** Nobody answered: the same message goes out again later, unless another server has taken it up meanwhile. */
export async function recordRetry(
  db: Db,
  which: Pick<Delivery, 'notice' | 'channel' | 'message' | 'attempts'>,
  now: Instant,
): Promise<void> {
  const again = new Date(retryAt(now, which.attempts));
  await ofMessage(db, which)
    .set({ state: 'waiting', reason: 'unavailable', next_attempt_at: again })
    .where('state', '=', 'sending')
    .where('attempts', '=', which.attempts)
    .execute();
}

/** This address is no good: the next one of the family is tried with a message of its own, if there is one. */
export async function recordDeadEnd(
  db: Db,
  which: Which & { readonly recipient: string },
  reason: WayReason,
  now: Instant,
): Promise<void> {
  await ofMessage(db, which)
    .set({ state: 'waiting', reason, next_attempt_at: new Date(now), sent_at: null })
    .set({ recipient: null, subject: null, text: null, message: sql<string>`gen_random_uuid()` })
    .set({ tried: sql<string[]>`array_append(tried, ${which.recipient})` })
    .where('settled_at', 'is', null)
    .execute();
}

/** Nothing was heard of an SMS for a day: it is not asked after any more. */
export async function recordUnconfirmed(db: Db, which: Which, now: Instant): Promise<void> {
  await ofMessage(db, which)
    .set({ state: 'failed', reason: 'unconfirmed', next_attempt_at: null, settled_at: new Date(now) })
    .where('state', '=', 'sent')
    .execute();
}

/** Still under way: asked again later. */
export async function recordFollowed(db: Db, which: Followed, now: Instant): Promise<void> {
  await ofMessage(db, which)
    .set({ next_attempt_at: new Date(followAt(now, which.sentAt)) })
    .where('state', '=', 'sent')
    .execute();
}

function ofMessage(db: Db, { notice, channel, message }: Which) {
  return db
    .updateTable('notice_delivery')
    .where('notice', '=', notice)
    .where('channel', '=', channel)
    .where('message', '=', message);
}
