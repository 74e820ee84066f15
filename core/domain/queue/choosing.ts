/** Choosing a place, and moving between groups: the two commands that take a place. */
import { almatyYear } from '../almaty.ts';
import { choiceRefusal, choosePlace, type GroupPlaces } from '../application/choose-place.ts';
import type { TransitionFailure } from '../application/refusal.ts';
import { type Application, cellOf, type Rules, standingOf } from '../application/state.ts';
import { transfer, transferRefusal } from '../application/transfer.ts';
import type { Cell } from '../cell.ts';
import type { Instant } from '../instant.ts';
import { cellOfGroup, type Group, type Place } from '../place.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Command, Outcome } from './command.ts';
import { keep, passOn } from './offers.ts';
import { ask, type Rule } from './step.ts';

const NO_PLACES: GroupPlaces = { offered: null, open: null };

/**
 * A child chooses a place in a group (R4, domain.md §1.10.3, .8). A referral by turn to a P or G child moves the cell's cycle on
 * by one; a notified child who takes an open place lets its offer pass on.
 */
export function* choose(
  { application: id, group: groupId, by }: Extract<Command, { do: 'choosePlace' }>,
  now: Instant,
  rules: Rules,
): Rule<Result<Outcome, TransitionFailure>> {
  const application = yield* ask<Application | null>((answer) => ({ ask: 'application', id, answer }));
  const group = yield* ask<Group | null>((answer) => ({ ask: 'group', id: groupId, answer }));
  if (application === null || group === null) return fail('not-found');
  const key = cellOf(application);
  const cell = yield* ask<Cell>((answer) => ({ ask: 'cell', key, answer }));
  const places = yield* placesOf(group, key);
  const refusal = choiceRefusal(application, places, by, now, rules);
  if (refusal !== null) return fail(refusal);
  const number = yield* referralNumber(now);
  const chosen = choosePlace(application, { places, number, by }, now, rules);
  if (!chosen.ok) return chosen;
  const { place } = chosen.value;
  yield* keep(chosen.value);
  yield { write: 'place', place: { ...place, state: 'taken', holder: id } };
  const byTurn = place.state === 'offered';
  if (byTurn && standingOf(application, rules.policy).line !== 'E') {
    yield { write: 'cell', cell: { ...cell, cycleIndex: cell.cycleIndex + 1 } };
  }
  if (!byTurn && application.status === 'notified') {
    const passed = yield* passOn(key, now, rules);
    if (!passed.ok) return passed;
  }
  return ok({ filed: [] });
}

/** An enrolled child moves to an open place of another group of its cell; the old place is freed, not published. */
export function* move(
  { application: id, group: groupId, by }: Extract<Command, { do: 'transfer' }>,
  now: Instant,
): Rule<Result<Outcome, TransitionFailure>> {
  const application = yield* ask<Application | null>((answer) => ({ ask: 'application', id, answer }));
  const group = yield* ask<Group | null>((answer) => ({ ask: 'group', id: groupId, answer }));
  if (application === null || group === null) return fail('not-found');
  const key = cellOf(application);
  yield* ask<Cell>((answer) => ({ ask: 'cell', key, answer }));
  const sameGroup = application.status === 'enrolled' && application.referral.group === group.id;
  const { open } = sameGroup ? NO_PLACES : yield* placesOf(group, key);
  const refusal = transferRefusal(application, open, by);
  if (refusal !== null) return fail(refusal);
  const number = yield* referralNumber(now);
  const moved = transfer(application, { open, number, by }, now);
  if (!moved.ok || open === null) return moved.ok ? fail('no-free-place') : moved;
  const old = yield* ask<Place | null>((answer) => ({ ask: 'held', application: id, answer }));
  if (old !== null) yield { write: 'drop', place: old.id };
  yield* keep(moved.value);
  yield { write: 'place', place: { ...open, state: 'taken', holder: id } };
  return ok({ filed: [] });
}

function* placesOf(group: Group, cell: Cell['key']): Rule<GroupPlaces> {
  if (cellOfGroup(group) !== cell) return NO_PLACES;
  const earliest = (state: 'offered' | 'open') =>
    ask<Place | null>((answer) => ({
      ask: 'place',
      cell,
      group: group.id,
      state,
      end: 'earliest',
      answer,
    }));
  const offered = yield* earliest('offered');
  const open = yield* earliest('open');
  return { offered, open };
}

function* referralNumber(now: Instant): Rule<string> {
  return yield* ask<string>((answer) => ({
    ask: 'number',
    series: 'referral',
    year: almatyYear(now),
    answer,
  }));
}
