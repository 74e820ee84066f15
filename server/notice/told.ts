import { type Kysely, type RawBuilder, sql } from 'kysely';
import { maskEmail, parseEmail } from '../../core/domain/email.ts';
import { type Instant, toIso } from '../../core/domain/instant.ts';
import {
  actBy,
  type NoticeChannel,
  type NoticeFacts,
  type ToldKind,
  type WayState,
} from '../../core/domain/notice.ts';
import { maskPhone, normalisePhone } from '../../core/domain/phone.ts';
import type { Notice, Way } from '../../core/protocol/notice.ts';
import type { Database } from '../database/schema.ts';
import { type Hours, nextSendingTime } from './schedule.ts';

/** A notice as the log and the call list read it, of `notice n left join application a on a.uuid = n.application`. */
export type ToldRow = {
  readonly id: number;
  readonly application: string | null;
  readonly kind: ToldKind;
  readonly at: Date;
  readonly facts: NoticeFacts;
  readonly number: string | null;
};

/** The columns of {@link ToldRow}. */
export const TOLD_COLUMNS: RawBuilder<unknown> = sql.raw(
  'n.id, n.application, n.kind, n.at, n.facts, a.number',
);

/** The moment at which the log is read, and the hours in which notices go out. */
export type Clock = { readonly now: Instant; readonly hours: Hours };

/** What the log and the call list say alike of a notice. */
export type Told = Omit<Notice, 'reachedAt'>;

/**
 * Notices with how far each way has come, and the calls made because of them; in the order given.
 * @param withTexts with what was sent, word for word
 */
export async function tell<Row extends ToldRow>(
  db: Kysely<Database>,
  rows: readonly Row[],
  { now, hours }: Clock,
  withTexts = false,
): Promise<readonly (readonly [Told, Row])[]> {
  // What waits does so until the hours in which notices go out; what was sent is asked after at any time.
  const nextAt = (state: WayState, at: Instant) =>
    state === 'sent' ? at : nextSendingTime(Math.max(at, now), hours);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const deliveries = await db
    .selectFrom('notice_delivery')
    .select([
      'notice',
      'channel',
      'parent',
      'state',
      'reason',
      'attempts',
      'recipient',
      'text',
      'sent_at',
      'next_attempt_at',
    ])
    .where('notice', 'in', ids)
    .orderBy('parent')
    .orderBy('channel')
    .execute();
  const calls = await db
    .selectFrom('notice_call')
    .select(['notice', 'at', 'by_name', 'outcome'])
    .where('notice', 'in', ids)
    .orderBy('id')
    .execute();
  return rows.map((row) => [
    {
      notice: row.id,
      application: row.application,
      number: row.number ?? String(row.facts.label),
      kind: row.kind,
      at: toIso(row.at.getTime()),
      facts: row.facts,
      actBy: actBy(row.kind, row.facts),
      ways: deliveries
        .filter(({ notice }) => notice === row.id)
        .map(
          ({ channel, parent, state, reason, attempts, recipient, text, sent_at, next_attempt_at }): Way => ({
            ...{ channel, second: parent === 1, state, reason, attempts },
            to: recipient === null ? null : maskAddress(channel, recipient),
            sentAt: iso(sent_at),
            text: withTexts ? text : null,
            nextAt: next_attempt_at === null ? null : toIso(nextAt(state, next_attempt_at.getTime())),
          }),
        ),
      calls: calls
        .filter(({ notice }) => notice === row.id)
        .map(({ at, by_name, outcome }) => ({ at: toIso(at.getTime()), by: by_name, outcome })),
    },
    row,
  ]);
}

/** An instant of the database as the protocol has it. */
export function iso(moment: Date | null): string | null {
  return moment === null ? null : toIso(moment.getTime());
}

/** An address with its middle hidden; nothing of one that is none. */
function maskAddress(channel: NoticeChannel, address: string): string {
  if (channel === 'sms') {
    const phone = normalisePhone(address);
    return phone.ok ? maskPhone(phone.value) : '***';
  }
  const email = parseEmail(address);
  return email.ok ? maskEmail(email.value) : '***';
}
