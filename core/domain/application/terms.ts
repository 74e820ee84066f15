/** The terms of an offer, a referral and the stop-list (R3, R5, R7, R8; domain.md §1.10.6, .10, .11). */
import { almatyDay } from '../almaty.ts';
import { HOUR, type Instant } from '../instant.ts';
import { addDays, type PlainDate } from '../plain-date.ts';
import type { Policy } from '../policy.ts';
import type { Referral } from '../referral.ts';
import type { Result } from '../result.ts';
import { addWorkingDays, type CalendarGap } from '../working-calendar.ts';
import type { Rules } from './state.ts';

/** Last day of an offer made at `now`. */
export function offerLastDay(now: Instant, { policy, calendar }: Rules): Result<PlainDate, CalendarGap> {
  return addWorkingDays(calendar, almatyDay(now), policy.offerWorkingDays);
}

/** Last day of a referral issued at `now`. */
export function referralLastDay(now: Instant, { policy, calendar }: Rules): Result<PlainDate, CalendarGap> {
  return addWorkingDays(calendar, almatyDay(now), policy.referralWorkingDays);
}

/** Last day on the stop-list: counted from the last valid day of the referral, not from the day it is annulled on. */
export function stopListLastDay(
  referral: Referral,
  { policy, calendar }: Rules,
): Result<PlainDate, CalendarGap> {
  return addWorkingDays(calendar, referral.validUntil, policy.stopListWorkingDays);
}

/** The last moment at which the applicant may return the referral: an instant, not a working day (domain.md §11.4). */
export function returnUntil(referral: Referral, policy: Policy): Instant {
  return referral.issuedAt + policy.returnHours * HOUR;
}

/** The latest day to which the referral can be extended. */
export function extensionLimit(referral: Referral, policy: Policy): PlainDate {
  return addDays(almatyDay(referral.issuedAt), policy.extensionCalendarDays);
}

/**
 * Whether the answers about a referral apply at all: the latest one is in force or has expired (domain.md, "Answers to
 * commands"); after a return, a refusal or an arrival they do not.
 */
export function inForceOrExpired(referral: Referral | null): referral is Referral {
  return referral !== null && (referral.end === null || referral.end === 'expired');
}

/** Whether the latest referral has expired. */
export function hasExpired(referral: Referral | null): boolean {
  return referral?.end === 'expired';
}
