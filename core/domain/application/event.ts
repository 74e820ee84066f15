import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Application } from './state.ts';

/** What can happen to an application; each is a line of «Өзгерістер тарихы», some send a notice (`notice.ts`). */
export const EVENT_KINDS = [
  'application-registered',
  'benefit-claimed',
  'benefit-confirmed',
  'benefit-rejected',
  'papers-confirmed',
  'papers-rejected',
  'category-assigned',
  'turn-arrived',
  'offer-lapsed',
  'offer-withdrawn',
  'referral-issued',
  'referral-cancelled',
  'referral-extended',
  'arrival-marked',
  'arrival-refused',
  'referral-expired',
  'stop-list-ended',
  'interest-confirmed',
  'interest-reminder',
  'interest-skipped',
  'application-withdrawn',
  'application-merged',
  'contacts-updated',
  'data-corrected',
  'child-transferred',
  'child-left',
  'application-restored',
  'application-rejected',
  'removed-by-expiry',
  'removed-by-interest',
  'removed-by-office',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** One event. `by` is null where a deadline or another child's act was the cause. */
export type ApplicationEvent = {
  readonly kind: EventKind;
  readonly application: string;
  readonly at: Instant;
  readonly by: Actor | null;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** The outcome of a transition: the new state and what happened, in order. */
export type Moved = { readonly state: Application; readonly events: readonly ApplicationEvent[] };

/** The outcome with one event. */
export function moved(
  state: Application,
  kind: EventKind,
  at: Instant,
  by: Actor | null,
  facts: ApplicationEvent['facts'] = {},
): Moved {
  return { state, events: [{ kind, application: state.id, at, by, facts }] };
}
