import { almatyDay } from '../almaty.ts';
import type { Instant } from '../instant.ts';
import { ok, type Result } from '../result.ts';
import type { CalendarGap } from '../working-calendar.ts';
import { type Moved, moved } from './event.ts';
import {
  backInQueue,
  factsOf,
  type NotifiedApplication,
  placeFrom,
  type QueuedApplication,
  type Rules,
} from './state.ts';
import { offerLastDay } from './terms.ts';

/**
 * Whether a child can be offered a place at `now` (domain.md §1.10.6, .7): it waits without an open offer, is two full years
 * old, its papers are decided, and since its last lapse a place has been published in the cell. A pending benefit does not stand
 * in the way (§1.10.4).
 */
export function canBeOffered(
  application: QueuedApplication,
  publications: number,
  now: Instant,
  { policy }: Rules,
): boolean {
  return (
    application.papersClaim !== 'claimed' &&
    application.lapseMark !== publications &&
    placeFrom(application, policy) <= almatyDay(now)
  );
}

/** The turn has come: → `notified` until the end of the 3rd working day (R2, R3, §1.10.6). */
export function offerPlace(
  application: QueuedApplication,
  now: Instant,
  rules: Rules,
): Result<Moved, CalendarGap> {
  const chooseBy = offerLastDay(now, rules);
  if (!chooseBy.ok) return chooseBy;
  const state: NotifiedApplication = {
    ...factsOf(application),
    status: 'notified',
    offer: { at: now, chooseBy: chooseBy.value },
    lapseMark: null,
  };
  return ok(moved(state, 'turn-arrived', now, null, { chooseBy: chooseBy.value }));
}

/** The kindergarten withdrew the place on offer: back in the queue, not a lapse (§1.10 "withdrawPlaces"). */
export function withdrawOffer(application: NotifiedApplication, now: Instant): Moved {
  return moved(backInQueue(factsOf(application)), 'offer-withdrawn', now, null);
}
