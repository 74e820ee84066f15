/**
 * The table of deliveries is the queue of jobs: whoever claims rows has them for the time of a lease, nobody waits for anybody
 * (SKIP LOCKED), and what a server left behind when it ended is claimed anew with the same message.
 */
import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Instant } from '../../core/domain/instant.ts';
import type { NoticeChannel, NoticeFacts, ToldKind, WayReason } from '../../core/domain/notice.ts';
import type { Database } from '../database/schema.ts';
import type { NoticeDeliveryTable } from '../queue/tables.ts';
import { addressesOf } from './address.ts';
import { type Composing, compose } from './compose.ts';
import { isPointless } from './pointless.ts';
import { isTooLate, LEASE_MS, retryAt } from './schedule.ts';

/** One message on its way; `attempts` with this one. */
export type Delivery = {
  readonly notice: number;
  readonly channel: NoticeChannel;
  readonly message: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly attempts: number;
};

type Row = Selectable<NoticeDeliveryTable> & {
  readonly kind: ToldKind;
  readonly at: Date;
  readonly facts: NoticeFacts;
  readonly pointless: boolean;
};

/** A notice that could not be composed: a fault of ours, for the log. */
export type Broken = { readonly notice: number; readonly error: Error };

/** What was claimed, how many rows that took, and what could not be composed. */
export type Claimed = {
  readonly claimed: number;
  readonly deliveries: readonly Delivery[];
  readonly broken: readonly Broken[];
};

/** What claiming needs beside what composing needs: the channel, and whether there is a gateway for it. */
export type Claiming = Composing & { readonly channel: NoticeChannel; readonly configured: boolean };

/**
 * Claims up to `limit` messages of a channel that are due, and fixes address and text of those that are sent for the first time.
 * What cannot be sent at all, or has no point any more, ends here. The number claimed tells whether there may be more.
 */
export async function claimDue(
  db: Kysely<Database>,
  claiming: Claiming,
  now: Instant,
  limit: number,
): Promise<Claimed> {
  return db.transaction().execute(async (trx) => {
    const rows = await due(trx, claiming.channel, now, limit);
    const deliveries: Delivery[] = [];
    const broken: Broken[] = [];
    for (const row of rows) {
      const prepared = await prepare(trx, row, claiming, now);
      if (prepared instanceof Error) broken.push({ notice: row.notice, error: prepared });
      else if (prepared !== null) deliveries.push(prepared);
    }
    return { claimed: rows.length, deliveries, broken };
  });
}

async function due(
  trx: Transaction<Database>,
  channel: NoticeChannel,
  now: Instant,
  limit: number,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select d.*, n.kind, n.at, n.facts, ${isPointless(now)} as pointless
    from notice_delivery d join notice n on n.id = d.notice left join application a on a.uuid = n.application
    where d.channel = ${channel} and d.next_attempt_at <= ${new Date(now)} and d.state in ('waiting', 'sending')
    order by d.next_attempt_at, d.notice limit ${limit} for update of d skip locked`.execute(trx);
  return rows;
}

/** The message of a row, claimed; null where the row has ended instead; an error where it cannot be written now. */
async function prepare(
  trx: Transaction<Database>,
  row: Row,
  claiming: Claiming,
  now: Instant,
): Promise<Delivery | null | Error> {
  const end = async (state: 'failed' | 'impossible' | 'outdated', reason: WayReason) => {
    await update(trx, row, { state, reason, next_attempt_at: null, settled_at: new Date(now) });
    return null;
  };
  if (row.pointless) return end('outdated', 'outdated');
  if (!claiming.configured) return end('impossible', 'not-configured');
  if (isTooLate(row.at.getTime(), now)) return end('failed', 'too-late');
  const composed = await compose(trx, row, claiming);
  if (composed instanceof Error) {
    const attempts = row.attempts + 1;
    await update(trx, row, {
      ...{
        state: 'waiting',
        reason: 'unwritten',
        attempts,
        next_attempt_at: new Date(retryAt(now, attempts)),
      },
      first_attempt_at: row.first_attempt_at ?? new Date(now),
    });
    return composed;
  }
  const addresses = addressesOf(composed.contacts, row.channel).filter((each) => !row.tried.includes(each));
  const [recipient] = addresses;
  if (recipient === undefined)
    return row.tried.length === 0 ? end('impossible', 'no-address') : end('failed', row.reason ?? 'rejected');
  const letter = fixedLetter(row, addresses) ?? {
    // The family has given another address since the first attempt: what goes there is another message.
    message: row.recipient === null ? row.message : randomUUID(),
    recipient,
    subject: composed.text.subject,
    text: row.channel === 'sms' ? composed.text.sms : composed.text.letter,
  };
  const attempts = row.attempts + 1;
  await update(trx, row, {
    ...letter,
    ...{ state: 'sending', attempts, next_attempt_at: new Date(now + LEASE_MS) },
    first_attempt_at: row.first_attempt_at ?? new Date(now),
  });
  return { notice: row.notice, channel: row.channel, attempts, ...letter };
}

/** What was sent before: sending again sends the same, so that the gateway knows it again. */
function fixedLetter({ message, recipient, subject, text }: Row, addresses: readonly string[]) {
  return recipient !== null && subject !== null && text !== null && addresses.includes(recipient)
    ? { message, recipient, subject, text }
    : null;
}

async function update(
  trx: Transaction<Database>,
  { notice, channel, parent }: Pick<Row, 'notice' | 'channel' | 'parent'>,
  values: Partial<Selectable<NoticeDeliveryTable>>,
): Promise<void> {
  await trx
    .updateTable('notice_delivery')
    .set(values)
    .where('notice', '=', notice)
    .where('channel', '=', channel)
    .where('parent', '=', parent)
    .execute();
}

/** An SMS whose fate is to be asked after. */
export type Followed = Pick<Delivery, 'notice' | 'channel' | 'message' | 'recipient'> & {
  readonly sentAt: Instant;
};

/** Claims up to `limit` messages that were sent and are to be asked after. */
export async function claimSent(
  db: Kysely<Database>,
  now: Instant,
  limit: number,
): Promise<readonly Followed[]> {
  const { rows } = await sql<{
    notice: number;
    channel: NoticeChannel;
    message: string;
    recipient: string;
    sent_at: Date;
  }>`with due as materialized (select notice, channel, parent from notice_delivery
      where next_attempt_at <= ${new Date(now)} and state = 'sent'
      order by next_attempt_at limit ${limit} for update skip locked)
    update notice_delivery d set next_attempt_at = ${new Date(now + LEASE_MS)}
    from due where d.notice = due.notice and d.channel = due.channel and d.parent = due.parent
    returning d.notice, d.channel, d.message, d.recipient, d.sent_at`.execute(db);
  return rows.map(({ sent_at, ...row }) => ({ ...row, sentAt: sent_at.getTime() }));
}
