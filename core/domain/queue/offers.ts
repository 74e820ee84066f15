/**
 * Who is offered the next place (domain.md §1.10.6–9, .15). After every rule the number of places on offer in a cell equals the
 * number of its notified children.
 */
import type { Moved } from '../application/event.ts';
import { offerPlace } from '../application/offer-place.ts';
import type { Application, Rules } from '../application/state.ts';
import type { Cell } from '../cell.ts';
import { inOrder } from '../cell.ts';
import type { Instant } from '../instant.ts';
import type { Group, Place } from '../place.ts';
import { cellOfGroup } from '../place.ts';
import { ok, type Result } from '../result.ts';
import type { CalendarGap } from '../working-calendar.ts';
import { ask, type Candidate, type Eligibility, type Rule } from './step.ts';

/** Writes the outcome of a transition: the application and its events. */
export function* keep({ state, events }: Moved): Rule<Application> {
  yield { write: 'application', application: state };
  for (const event of events) yield { write: 'event', event };
  return state;
}

/**
 * The child to whom a place is offered next, or null: a sibling of a notified child before anyone else, then the first in the
 * merged order that can be offered a place. The child of the place's latest return is passed over.
 */
function* nextChild(place: Place, cell: Cell, now: Instant, { policy }: Rules): Rule<Candidate | null> {
  const eligible: Eligibility = {
    cell: cell.key,
    now,
    publications: cell.publications,
    except: place.excluded,
  };
  const siblings = yield* ask<readonly Candidate[]>((answer) => ({ ask: 'siblings', eligible, answer }));
  const candidates =
    siblings.length > 0
      ? siblings
      : yield* ask<readonly Candidate[]>((answer) => ({ ask: 'heads', eligible, answer }));
  return inOrder(candidates, policy.cycle, cell.cycleIndex)[0] ?? null;
}

/**
 * Offers a place to the next child, which is notified with a fresh deadline; where there is nobody, the place is open at once,
 * without notice, and stays open.
 */
export function* offer(
  place: Place,
  cell: Cell,
  now: Instant,
  rules: Rules,
): Rule<Result<null, CalendarGap>> {
  const next = yield* nextChild(place, cell, now, rules);
  if (next === null) {
    yield { write: 'place', place: { ...place, state: 'open' } };
    return ok(null);
  }
  const { application } = next;
  if (application.status !== 'pending' && application.status !== 'queued') {
    throw new Error('Only a child without an open offer can be offered a place');
  }
  const notified = offerPlace(application, now, rules);
  if (!notified.ok) return notified;
  yield { write: 'place', place: { ...place, state: 'offered' } };
  yield* keep(notified.value);
  return ok(null);
}

/**
 * Publishes one place of a group and offers it. Publication lets lapsed offers count again (§1.10.7), also for the child of the
 * latest return; `excluded` is that child, for a place that comes back (§1.10.9).
 */
export function* publish(
  group: Pick<Group, 'id'>,
  given: { readonly id: string | null; readonly excluded: string | null },
  cell: Cell,
  now: Instant,
  rules: Rules,
): Rule<Result<Cell, CalendarGap>> {
  const published = cell.publications + 1;
  const after: Cell = { ...cell, publications: published };
  yield { write: 'cell', cell: after };
  const place: Place = {
    id: given.id ?? `${cell.key}/${published}`,
    group: group.id,
    cell: cell.key,
    state: 'open',
    published,
    excluded: given.excluded,
    holder: null,
  };
  const offered = yield* offer(place, after, now, rules);
  return offered.ok ? ok(after) : offered;
}

/**
 * A place comes back from a child: published anew and not offered to that child (§1.10.9). In a kindergarten that has been closed
 * there is nothing to publish.
 */
export function* comeBack(from: Application, now: Instant, rules: Rules): Rule<Result<null, CalendarGap>> {
  const place = yield* ask<Place | null>((answer) => ({ ask: 'held', application: from.id, answer }));
  if (place === null) throw new Error('A referral in force holds a place');
  const id = place.group;
  const group = yield* ask<Group | null>((answer) => ({ ask: 'group', id, answer }));
  if (group?.closed === true) {
    yield { write: 'drop', place: place.id };
    return ok(null);
  }
  const cell = yield* ask<Cell>((answer) => ({ ask: 'cell', key: place.cell, answer }));
  const again = yield* publish({ id }, { id: place.id, excluded: from.id }, cell, now, rules);
  return again.ok ? ok(null) : again;
}

/**
 * A notified child left its offer without a lapse: the place published earliest among those on offer is offered to the next in
 * order with a fresh deadline (§1.10.9). Call it after the child has been written.
 */
export function* passOn(key: Cell['key'], now: Instant, rules: Rules): Rule<Result<null, CalendarGap>> {
  const cell = yield* ask<Cell>((answer) => ({ ask: 'cell', key, answer }));
  const place = yield* earliestOffered(key);
  return place === null ? ok(null) : yield* offer(place, cell, now, rules);
}

/** The place published earliest among those on offer in a cell. */
export function* earliestOffered(cell: Cell['key']): Rule<Place | null> {
  return yield* ask<Place | null>((answer) => ({
    ask: 'place',
    cell,
    group: null,
    state: 'offered',
    end: 'earliest',
    answer,
  }));
}

/** The cell of a group. */
export function* cellOf(group: Group): Rule<Cell> {
  return yield* ask<Cell>((answer) => ({ ask: 'cell', key: cellOfGroup(group), answer }));
}
