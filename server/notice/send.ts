import type { Kysely } from 'kysely';
import type { Instant } from '../../core/domain/instant.ts';
import type { NoticeChannel } from '../../core/domain/notice.ts';
import type { Database } from '../database/schema.ts';
import { type Broken, claimDue, claimSent, type Delivery, type Followed } from './claim.ts';
import type { Composing } from './compose.ts';
import type { MailGateway } from './mail.ts';
import {
  recordDeadEnd,
  recordFollowed,
  recordReached,
  recordRetry,
  recordSent,
  recordUnconfirmed,
} from './record.ts';
import { FOLLOW_MS, isSendingTime } from './schedule.ts';
import type { SmsGateway } from './sms.ts';
import { asHtml } from './text.ts';

/** What sending works with; a gateway that is not configured is null. */
export type Sending = Composing & {
  readonly db: Kysely<Database>;
  readonly now: () => Instant;
  readonly sms: SmsGateway | null;
  readonly mail: MailGateway | null;
};

type Fate = 'sent' | 'reached' | 'failed' | 'waits';

/** How many messages came to what in a round, for the log, and what could not be written (tried again later). */
export type Round = Readonly<Record<Fate, number>> & { readonly broken: readonly Broken[] };

/** How many messages of a channel are under way at once. */
const BATCH = 10;

/**
 * Sends what is due by a channel, if it is the time of day for it. Two processes at once, or a crash, send nothing twice: a
 * message keeps its identifier until an answer to it is written down. Where nobody answers the rest waits for the next round.
 */
export async function sendDue(
  sending: Sending,
  channel: NoticeChannel,
  stopped: () => boolean = () => false,
): Promise<Round> {
  const { db, now, policy } = sending;
  const configured = (channel === 'sms' ? sending.sms : sending.mail) !== null;
  const fates: Fate[] = [];
  const broken: Broken[] = [];
  while (!stopped() && isSendingTime(now(), policy.noticeHours)) {
    const batch = await claimDue(db, { ...sending, channel, configured }, now(), BATCH);
    broken.push(...batch.broken);
    const came = await allOf(batch.deliveries.map((each) => send(sending, each)));
    fates.push(...came);
    const silent = came.length > 0 && came.every((fate) => fate === 'waits');
    if (batch.claimed < BATCH || silent) break;
  }
  return { ...counted(fates), broken };
}

/** Asks after the SMS that were sent, at any time of day. */
export async function followSent(sending: Sending, stopped: () => boolean = () => false): Promise<Round> {
  const fates: Fate[] = [];
  while (!stopped()) {
    const followed = await claimSent(sending.db, sending.now(), BATCH);
    fates.push(...(await allOf(followed.map((each) => follow(sending, each)))));
    if (followed.length < BATCH) break;
  }
  return { ...counted(fates), broken: [] };
}

function counted(fates: readonly Fate[]): Readonly<Record<Fate, number>> {
  const count = (fate: Fate) => fates.filter((each) => each === fate).length;
  return { sent: count('sent'), reached: count('reached'), failed: count('failed'), waits: count('waits') };
}

/** Waits for all, also where one has thrown, so that nothing goes on behind the back of a round that has ended. */
async function allOf<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

async function send(sending: Sending, delivery: Delivery): Promise<Fate> {
  const { db, now } = sending;
  const answer = await handOver(sending, delivery);
  switch (answer) {
    case 'accepted':
      if (delivery.channel === 'sms') {
        await recordSent(db, delivery, now());
        return 'sent';
      }
      await recordReached(db, delivery, 'sent', now());
      return 'reached';
    case 'rejected':
      await recordDeadEnd(db, delivery, 'rejected', now());
      return 'failed';
    case 'unavailable':
      await recordRetry(db, delivery, now());
      return 'waits';
  }
}

function handOver(
  { sms, mail }: Sending,
  { channel, message, recipient, subject, text }: Delivery,
): Promise<'accepted' | 'rejected' | 'unavailable'> {
  if (channel === 'sms' && sms !== null) return sms.send({ id: message, to: recipient, text });
  if (channel === 'email' && mail !== null)
    return mail.send({ id: message, to: recipient, subject, text, html: asHtml(text) });
  throw new Error(`Nothing is sent by ${channel} where it is not configured`);
}

async function follow({ db, now, sms }: Sending, followed: Followed): Promise<Fate> {
  const state = sms === null ? null : await sms.state(followed.message);
  if (state === 'delivered') {
    await recordReached(db, followed, 'delivered', now());
    return 'reached';
  }
  if (state === 'failed') {
    await recordDeadEnd(db, followed, 'failed', now());
    return 'failed';
  }
  if (now() - followed.sentAt >= FOLLOW_MS) {
    await recordUnconfirmed(db, followed, now());
    return 'failed';
  }
  await recordFollowed(db, followed, now());
  return 'waits';
}
