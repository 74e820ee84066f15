/** The statuses of an application (domain.md §1.9, design.md "Scenarios"); a draft is not a status. */
export const STATUSES = [
  'pending',
  'queued',
  'notified',
  'referred',
  'extended',
  'stopListed',
  'enrolled',
  'left',
  'removed',
  'withdrawn',
  'rejected',
] as const;
export type Status = (typeof STATUSES)[number];

/** Statuses that hold a position in the queue (domain.md §1.10.2). */
export const WAITING = ['pending', 'queued', 'notified'] as const satisfies readonly Status[];

/** Statuses that block a second application for the same child (domain.md §1.10.14; `enrolled` blocks as well). */
export const ACTIVE = [
  'pending',
  'queued',
  'notified',
  'referred',
  'extended',
  'stopListed',
  'enrolled',
] as const satisfies readonly Status[];

/** The classes of a queue: extraordinary, first-priority, general (domain.md §1.10.3). */
export const QUEUE_CLASSES = ['E', 'P', 'G'] as const;
export type QueueClass = (typeof QUEUE_CLASSES)[number];

/** What became of a claimed benefit or of a non-resident's papers. */
export const CLAIM_STATES = ['none', 'claimed', 'confirmed', 'rejected'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** The roles of domain.md §2.3; `applicant` is nobody's grant: whoever signs in has it. */
export const ROLES = [
  'operator',
  'moderator',
  'head',
  'director',
  'administrator',
  'region',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that read the register of their district; a director sees the children of his kindergarten elsewhere, an administrator none. */
export const REGISTER_READERS = [
  'operator',
  'moderator',
  'head',
  'region',
  'auditor',
] as const satisfies readonly Role[];
