/**
 * The whole queue as plain data, and the driver that answers rules from it: for tests, for trying a policy out, and as the model
 * that the server's database is compared with. It plays commands and deadlines in virtual time.
 */

import { compareDeadlines, type Deadline, deadlinesOf } from '../application/deadline.ts';
import type { ApplicationEvent } from '../application/event.ts';
import { canBeOffered } from '../application/offer-place.ts';
import type { TransitionFailure } from '../application/refusal.ts';
import {
  type Application,
  blocksAnother,
  cellOf,
  isWaiting,
  type Rules,
  standingOf,
} from '../application/state.ts';
import { type Cell, type CellKey, type ClassSizes, compareStanding, inOrder, newCell } from '../cell.ts';
import type { Instant } from '../instant.ts';
import { officialNumber } from '../number.ts';
import type { Group, Place, PlaceCounts } from '../place.ts';
import { never, ok, type Result } from '../result.ts';
import { QUEUE_CLASSES } from '../status.ts';
import type { Command, Outcome } from './command.ts';
import { executeDeadline } from './deadline.ts';
import { handle } from './handle.ts';
import type { Candidate, Eligibility, Lookup, Rule, Write } from './step.ts';

/** A queue in memory. It is changed in place by {@link apply} and {@link runDeadlines}; everything else only reads it. */
export type Queue = {
  readonly rules: Rules;
  readonly groups: Map<string, Group>;
  readonly applications: Map<string, Application>;
  readonly places: Map<string, Place>;
  readonly cells: Map<CellKey, Cell>;
  readonly sequences: Map<string, number>;
  readonly events: ApplicationEvent[];
};

/** A queue without children and places. */
export function createQueue(rules: Rules, groups: readonly Group[]): Queue {
  return {
    rules,
    groups: new Map(groups.map((group) => [group.id, group])),
    applications: new Map(),
    places: new Map(),
    cells: new Map(),
    sequences: new Map(),
    events: [],
  };
}

/** Runs every deadline due by `now`, then the command at `now`. A refused command changes nothing. */
export function apply(queue: Queue, command: Command, now: Instant): Result<Outcome, TransitionFailure> {
  const due = runDeadlines(queue, now);
  return due.ok ? play(queue, handle(command, now, queue.rules)) : due;
}

/** Executes, one by one and in their order, the deadlines that act at `until` or before; each may set new ones. */
export function runDeadlines(queue: Queue, until: Instant): Result<null, TransitionFailure> {
  let before: Deadline | null = null;
  for (;;) {
    const next = firstDeadline(queue);
    if (next === null || next.at > until) return ok(null);
    if (before !== null && compareDeadlines(before, next) === 0)
      throw new Error('A deadline stands after it acted');
    const done = play(queue, executeDeadline(next, queue.rules));
    if (!done.ok) return done;
    before = next;
  }
}

/** The deadline that acts first of all, or null. */
function firstDeadline(queue: Queue): Deadline | null {
  let first: Deadline | null = null;
  for (const application of queue.applications.values()) {
    for (const deadline of deadlinesOf(application, queue.rules.policy)) {
      if (first === null || compareDeadlines(deadline, first) < 0) first = deadline;
    }
  }
  return first;
}

/** Plays one rule against the queue; when it fails, everything it wrote is undone. */
function play<T, E>(queue: Queue, rule: Rule<Result<T, E>>): Result<T, E> {
  const undo: (() => void)[] = [];
  const roll = () => {
    for (const each of undo.toReversed()) each();
  };
  try {
    for (let step = rule.next(); ; step = rule.next()) {
      if (step.done === true) {
        if (!step.value.ok) roll();
        return step.value;
      }
      if ('ask' in step.value) reply(queue, step.value, undo);
      else undo.push(write(queue, step.value));
    }
  } catch (bug) {
    roll();
    throw bug;
  }
}

/** The merged order of a cell, first to last. */
export function orderOf(queue: Queue, key: CellKey): readonly Candidate[] {
  const cell = cellIn(queue, key);
  return inOrder(ranked(queue, key), queue.rules.policy.cycle, cell.cycleIndex);
}

/** How many waiting children of each class a cell has. */
export function sizesOf(queue: Queue, key: CellKey): ClassSizes {
  const sizes = { E: 0, P: 0, G: 0 };
  for (const { line } of ranked(queue, key)) sizes[line] += 1;
  return sizes;
}

/** Places of a group by state. */
export function countsOf(queue: Queue, group: string): PlaceCounts {
  const counts = { offered: 0, open: 0, taken: 0 };
  for (const place of queue.places.values()) if (place.group === group) counts[place.state] += 1;
  return counts;
}

/** The cell with this key; a new one where nothing has happened yet. */
export function cellIn(queue: Queue, key: CellKey): Cell {
  return queue.cells.get(key) ?? newCell(key, queue.rules.policy);
}

function ranked(queue: Queue, key: CellKey): readonly Candidate[] {
  const { policy } = queue.rules;
  const waiting = [...queue.applications.values()]
    .filter((application) => isWaiting(application) && cellOf(application) === key)
    .map((application) => ({ application, standing: standingOf(application, policy) }))
    .toSorted((left, right) => compareStanding(left.standing, right.standing));
  const ranks = { E: 0, P: 0, G: 0 };
  return waiting.map(({ application, standing: { line } }) => {
    ranks[line] += 1;
    return { application, line, rank: ranks[line] };
  });
}

function eligible(queue: Queue, { cell, now, publications, except }: Eligibility): readonly Candidate[] {
  return ranked(queue, cell).filter(
    ({ application }) =>
      application.id !== except &&
      (application.status === 'pending' || application.status === 'queued') &&
      canBeOffered(application, publications, now, queue.rules),
  );
}

function hasNotifiedSibling(queue: Queue, { id, form }: Application): boolean {
  return [...queue.applications.values()].some(
    (sibling) => sibling.form === form && sibling.id !== id && sibling.status === 'notified',
  );
}

function reply(queue: Queue, lookup: Lookup, undo: (() => void)[]): void {
  switch (lookup.ask) {
    case 'application':
      lookup.answer(queue.applications.get(lookup.id) ?? null);
      break;
    case 'duplicate':
      lookup.answer(
        [...queue.applications.values()].some(
          ({ id, status, child }) =>
            id !== lookup.except && blocksAnother(status) && lookup.children.includes(child.iin),
        ),
      );
      break;
    case 'group':
      lookup.answer(queue.groups.get(lookup.id) ?? null);
      break;
    case 'counts':
      lookup.answer(countsOf(queue, lookup.group));
      break;
    case 'cell':
      lookup.answer(cellIn(queue, lookup.key));
      break;
    case 'place':
      lookup.answer(placeIn(queue, lookup));
      break;
    case 'held':
      lookup.answer([...queue.places.values()].find(({ holder }) => holder === lookup.application) ?? null);
      break;
    case 'heads':
      lookup.answer(headsOf(eligible(queue, lookup.eligible)));
      break;
    case 'siblings':
      lookup.answer(
        eligible(queue, lookup.eligible).filter(({ application }) => hasNotifiedSibling(queue, application)),
      );
      break;
    case 'lastNotified':
      lookup.answer(
        headsOf(
          ranked(queue, lookup.cell)
            .filter(({ application }) => application.status === 'notified')
            .toReversed(),
        ),
      );
      break;
    case 'number':
      lookup.answer(nextNumber(queue, lookup, undo));
      break;
    default:
      never(lookup);
  }
}

/** The first candidate of each class in the order given. */
function headsOf(candidates: readonly Candidate[]): readonly Candidate[] {
  return QUEUE_CLASSES.flatMap((line) => candidates.find((candidate) => candidate.line === line) ?? []);
}

function placeIn(queue: Queue, wanted: Extract<Lookup, { ask: 'place' }>): Place | null {
  const found = [...queue.places.values()]
    .filter(({ cell, group, state }) => {
      return cell === wanted.cell && state === wanted.state && (wanted.group ?? group) === group;
    })
    .toSorted((left, right) => left.published - right.published);
  return found.at(wanted.end === 'earliest' ? 0 : -1) ?? null;
}

function nextNumber(
  { sequences }: Queue,
  { series, year }: Extract<Lookup, { ask: 'number' }>,
  undo: (() => void)[],
): string {
  const key = `${series}/${year}`;
  const sequence = (sequences.get(key) ?? 0) + 1;
  undo.push(replace(sequences, key, sequence));
  return officialNumber(series, year, sequence);
}

/** Applies a write and gives what undoes it. */
function write(queue: Queue, step: Write): () => void {
  switch (step.write) {
    case 'application':
      return replace(queue.applications, step.application.id, step.application);
    case 'place':
      return replace(queue.places, step.place.id, step.place);
    case 'drop':
      return replace(queue.places, step.place, null);
    case 'cell':
      return replace(queue.cells, step.cell.key, step.cell);
    case 'event':
      queue.events.push(step.event);
      return () => {
        queue.events.pop();
      };
    default:
      return never(step);
  }
}

function replace<V>(map: Map<string, V>, key: string, value: V | null): () => void {
  const before = map.get(key);
  if (value === null) map.delete(key);
  else map.set(key, value);
  return () => {
    if (before === undefined) map.delete(key);
    else map.set(key, before);
  };
}
