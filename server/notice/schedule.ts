import { almatyDay, startOfDay, timeOfDay } from '../../core/domain/almaty.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../core/domain/instant.ts';
import { addDays } from '../../core/domain/plain-date.ts';
import type { Policy } from '../../core/domain/policy.ts';

/** When notices go out, are tried again, asked after, and given up. */

/** Hours of the day in which notices go out. */
export type Hours = Policy['noticeHours'];

/** A delivery under way longer than this was left behind by a server that ended: it is taken up again. */
export const LEASE_MS = 5 * MINUTE;
/** How long the gateway is asked what became of an SMS. */
export const FOLLOW_MS = 24 * HOUR;
/** After this time without a way having come through, the operator is asked to call, whatever is still being tried. */
export const CALL_AFTER_MS = 4 * HOUR;
/** How long a family stays on the call list that nobody reaches and that has no day to act by, in days. */
export const CALL_DAYS = 30;
/** What could not be sent in this time is of no use any more. */
const KEPT_MS = 7 * DAY;

const FIRST_RETRY_MS = MINUTE;
const LONGEST_RETRY_MS = 15 * MINUTE;
const FIRST_FOLLOW_MS = 15 * SECOND;
const LONGEST_FOLLOW_MS = 30 * MINUTE;

/** Whether a notice may go out at this moment (domain.md §1.11: 09:00–20:00 Almaty; the end is not part of it). */
export function isSendingTime(now: Instant, { from, to }: Hours): boolean {
  const time = timeOfDay(now);
  return time >= from * HOUR && time < to * HOUR;
}

/** The next moment at which a notice may go out: this one, or the next morning's. */
export function nextSendingTime(now: Instant, hours: Hours): Instant {
  if (isSendingTime(now, hours)) return now;
  const morning = startOfDay(almatyDay(now)) + hours.from * HOUR;
  return now < morning ? morning : startOfDay(addDays(almatyDay(now), 1)) + hours.from * HOUR;
}

/** When to try again after so many attempts: a minute, then twice as long each time, up to a quarter of an hour. */
export function retryAt(now: Instant, attempts: number): Instant {
  return now + Math.min(FIRST_RETRY_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_RETRY_MS);
}

/** When to ask the gateway again: the older the message, the more seldom. */
export function followAt(now: Instant, sentAt: Instant): Instant {
  return now + Math.min(Math.max((now - sentAt) / 2, FIRST_FOLLOW_MS), LONGEST_FOLLOW_MS);
}

/** Whether it is too late to tell of an event at all: a week has passed. The family is on the operator's list then. */
export function isTooLate(at: Instant, now: Instant): boolean {
  return now - at >= KEPT_MS;
}
