/** Publishing and withdrawing places (domain.md §1.10.6, .17, "withdrawPlaces"). */
import { hasRight } from '../actor.ts';
import { withdrawOffer } from '../application/offer-place.ts';
import { firstRefusal, type TransitionFailure } from '../application/refusal.ts';
import type { Rules } from '../application/state.ts';
import { type Cell, inOrder } from '../cell.ts';
import type { Instant } from '../instant.ts';
import { cellOfGroup, type Group, type Place, type PlaceCounts, unpublished } from '../place.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Command, Outcome } from './command.ts';
import { keep, publish } from './offers.ts';
import { ask, type Candidate, type Rule } from './step.ts';

/** Publishes places of a group, each offered in turn; beyond the capacity all of it is refused with `no-free-place`. */
export function* publishPlaces(
  { group: id, places, by }: Extract<Command, { do: 'publishPlaces' }>,
  now: Instant,
  rules: Rules,
): Rule<Result<Outcome, TransitionFailure>> {
  const group = yield* ask<Group | null>((answer) => ({ ask: 'group', id, answer }));
  if (group === null) return fail('not-found');
  let cell = yield* ask<Cell>((answer) => ({ ask: 'cell', key: cellOfGroup(group), answer }));
  const counts = yield* ask<PlaceCounts>((answer) => ({ ask: 'counts', group: id, answer }));
  const refusal = firstRefusal([
    ['no-free-place', places > unpublished(group, counts)],
    ['not-permitted', !hasRight('publishPlaces', by)],
  ]);
  if (refusal !== null) return fail(refusal);
  for (let left = places; left > 0; left -= 1) {
    const published = yield* publish(group, { id: null, excluded: null }, cell, now, rules);
    if (!published.ok) return published;
    cell = published.value;
  }
  return ok({ filed: [] });
}

/**
 * Withdraws places of a group: open ones first, then those on offer, the latest published first; for each one on offer the
 * notified child who stands last in order loses its offer. More than there are is refused as a whole with `no-free-place`.
 */
export function* withdrawPlaces(
  { group: id, places, by }: Extract<Command, { do: 'withdrawPlaces' }>,
  now: Instant,
  rules: Rules,
): Rule<Result<Outcome, TransitionFailure>> {
  const group = yield* ask<Group | null>((answer) => ({ ask: 'group', id, answer }));
  if (group === null) return fail('not-found');
  const cell = yield* ask<Cell>((answer) => ({ ask: 'cell', key: cellOfGroup(group), answer }));
  const counts = yield* ask<PlaceCounts>((answer) => ({ ask: 'counts', group: id, answer }));
  const refusal = firstRefusal([
    ['no-free-place', places > counts.open + counts.offered],
    ['not-permitted', !hasRight('withdrawPlaces', by)],
  ]);
  if (refusal !== null) return fail(refusal);
  for (let left = places; left > 0; left -= 1) {
    const open = yield* latest(group, 'open');
    const place = open ?? (yield* latest(group, 'offered'));
    if (place === null) throw new Error('The counts of a group and its places disagree');
    yield { write: 'drop', place: place.id };
    if (open === null) yield* loseLastOffer(cell, now, rules);
  }
  return ok({ filed: [] });
}

function* latest(group: Group, state: 'open' | 'offered'): Rule<Place | null> {
  return yield* ask<Place | null>((answer) => ({
    ask: 'place',
    cell: cellOfGroup(group),
    group: group.id,
    state,
    end: 'latest',
    answer,
  }));
}

function* loseLastOffer(cell: Cell, now: Instant, { policy }: Rules): Rule<void> {
  const notified = yield* ask<readonly Candidate[]>((answer) => ({
    ask: 'lastNotified',
    cell: cell.key,
    answer,
  }));
  const last = inOrder(notified, policy.cycle, cell.cycleIndex).at(-1)?.application;
  if (last?.status !== 'notified') throw new Error('Every place on offer has its notified child');
  yield* keep(withdrawOffer(last, now));
}
