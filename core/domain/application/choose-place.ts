import { type Actor, mayAct } from '../actor.ts';
import { almatyDay } from '../almaty.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../place.ts';
import type { Referral } from '../referral.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal, type TransitionFailure } from './refusal.ts';
import {
  type Application,
  factsOf,
  isWaiting,
  placeFrom,
  type ReferredApplication,
  type Rules,
} from './state.ts';
import { referralLastDay } from './terms.ts';
import { isAllowed } from './transitions.ts';

/** The places of the chosen group that matter: the earliest published on offer and the earliest published open one. */
export type GroupPlaces = { readonly offered: Place | null; readonly open: Place | null };

/** The place that a child gets in a group: a notified child the one on offer before an open one (§1.10.3, .8). */
function placeFor(application: Application, places: GroupPlaces): Place | null {
  return (application.status === 'notified' ? places.offered : null) ?? places.open;
}

/**
 * Why the choice is refused, or null. For a waiting child: `too-young` below two full years; `not-your-turn` if it is not
 * notified and the group has no open place; `no-free-place` if the group has no place at all (a group of another cell counts as
 * having none); `wrong-status` while its papers are undecided. `stop-listed` on the stop-list. Domain.md §1.10.16.
 */
export function choiceRefusal(
  application: Application,
  places: GroupPlaces,
  by: Actor,
  now: Instant,
  { policy }: Rules,
): Refusal | null {
  const waiting = isWaiting(application);
  const notified = application.status === 'notified';
  return firstRefusal([
    ['too-young', waiting && almatyDay(now) < placeFrom(application, policy)],
    ['not-your-turn', waiting && !notified && places.open === null],
    ['no-free-place', waiting && places.open === null && places.offered === null],
    ['stop-listed', application.status === 'stopListed'],
    ['wrong-status', !isAllowed('choosePlace', application.status) || application.papersClaim === 'claimed'],
    ['not-permitted', !mayAct('choosePlace', by, application)],
  ]);
}

/**
 * A place is chosen (R4): → `referred` with a referral valid until the end of the 5th working day. By turn if a notified child
 * takes a place on offer, else free choice (§1.10.8).
 */
export function choosePlace(
  application: Application,
  { places, number, by }: { readonly places: GroupPlaces; readonly number: string; readonly by: Actor },
  now: Instant,
  rules: Rules,
): Result<Moved & { readonly place: Place }, TransitionFailure> {
  const refusal = choiceRefusal(application, places, by, now, rules);
  if (refusal !== null) return fail(refusal);
  const place = placeFor(application, places);
  if (place === null) return fail('no-free-place');
  const validUntil = referralLastDay(now, rules);
  if (!validUntil.ok) return validUntil;
  const referral: Referral = {
    number,
    kind: place.state === 'offered' ? 'turn' : 'free-choice',
    place: place.id,
    group: place.group,
    issuedAt: now,
    validUntil: validUntil.value,
    extended: false,
    end: null,
  };
  const state: ReferredApplication = {
    ...factsOf(application),
    status: 'referred',
    referral,
    lapseMark: null,
  };
  const facts = {
    referral: number,
    group: place.group,
    kind: referral.kind,
    validUntil: referral.validUntil,
  };
  return ok({ ...moved(state, 'referral-issued', now, by, facts), place });
}
