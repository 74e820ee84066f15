/**
 * Notices (domain.md §1.10 "Notices"): which events of an application send one, by e-mail and SMS. No other event does; above
 * all, open places are never announced (R2).
 */
import type { EventKind } from './application/event.ts';
import { isPlainDate, type PlainDate } from './plain-date.ts';

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

/** What families are told of: the events above, and an application made off line that was refused later (§1.11). */
export const TOLD_KINDS = [...NOTICE_KINDS, 'submission-refused'] as const;
export type ToldKind = (typeof TOLD_KINDS)[number];

export type NoticeFacts = Readonly<Record<string, string | number>>;

/** The fact that names the last day for what a notice asks for. */
const ACT_BY: Readonly<Partial<Record<ToldKind, string>>> = {
  'turn-arrived': 'chooseBy',
  'referral-issued': 'validUntil',
  'interest-reminder': 'confirmInterestBy',
};

/** The last day on which the family can do what a notice asks for; null where it asks for nothing. */
export function actBy(kind: ToldKind, facts: NoticeFacts): PlainDate | null {
  const name = ACT_BY[kind];
  const day = name === undefined ? undefined : facts[name];
  return typeof day === 'string' && isPlainDate(day) ? day : null;
}

/**
 * How far a way of telling a family has come. `impossible`: there is no such way to it; `outdated`: what was to be said was no
 * longer so before it could be said.
 */
export const WAY_STATES = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'failed',
  'impossible',
  'outdated',
] as const;
export type WayState = (typeof WAY_STATES)[number];

/** Why a way did not come through, or has not yet. */
export const WAY_REASONS = [
  'unavailable',
  'unwritten',
  'no-address',
  'not-configured',
  'too-late',
  'outdated',
  'rejected',
  'failed',
  'unconfirmed',
] as const;
export type WayReason = (typeof WAY_REASONS)[number];

/** What came of an operator's call to a family whom no notice reached. */
export const CALL_OUTCOMES = ['reached', 'no-answer', 'wrong-number'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Who of the staff reads the notices log of a district. */
export const NOTICE_READERS = ['operator', 'head', 'region', 'auditor'] as const;
