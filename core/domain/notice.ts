/**
 * Notices (domain.md §1.10 "Notices"): which events of an application send one, by e-mail and SMS. No other event does; above
 * all, open places are never announced (R2).
 */
import type { EventKind } from './application/event.ts';

export const NOTICE_KINDS = [
  'application-registered',
  'benefit-decided',
  'turn-arrived',
  'offer-lapsed',
  'offer-withdrawn',
  'referral-issued',
  'referral-expired',
  'stop-list-ended',
  'arrival-refused',
  'interest-reminder',
  'application-removed',
  'application-rejected',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** The ways a notice goes out. */
export const NOTICE_CHANNELS = ['email', 'sms'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

const NOTICE_OF: Readonly<Partial<Record<EventKind, NoticeKind>>> = {
  'application-registered': 'application-registered',
  'benefit-confirmed': 'benefit-decided',
  'benefit-rejected': 'benefit-decided',
  'turn-arrived': 'turn-arrived',
  'offer-lapsed': 'offer-lapsed',
  'offer-withdrawn': 'offer-withdrawn',
  'referral-issued': 'referral-issued',
  'referral-expired': 'referral-expired',
  'stop-list-ended': 'stop-list-ended',
  'arrival-refused': 'arrival-refused',
  'interest-reminder': 'interest-reminder',
  'removed-by-expiry': 'application-removed',
  'removed-by-interest': 'application-removed',
  'application-rejected': 'application-rejected',
};

/** The notice that an event sends, or null. */
export function noticeOf(event: EventKind): NoticeKind | null {
  return NOTICE_OF[event] ?? null;
}
