/** What changed since the last visit, from the rows that `queue_why` gives. */
import type { ClassSizes, Standing } from '../../core/domain/cell.ts';
import { toIso } from '../../core/domain/instant.ts';
import {
  compareLooks,
  type Look,
  type Move,
  type MovingEvent,
  maskedNumber,
  movingEvent,
} from '../../core/domain/queue/why.ts';
import type { QueueClass, Status } from '../../core/domain/status.ts';
import type { WhyVisit } from '../../core/protocol/why.ts';

/** A waiting child as `queue_rows` gives it: number, filing time in ms, status, category, whether of the same form. */
export type WhyRow = readonly [
  number: string,
  filedAt: number,
  status: Status,
  category: number,
  sibling: boolean,
];

/** A look as it is put down at a visit. */
export type SeenRow = {
  readonly at: number;
  readonly cell: string;
  /** The last move of the cell that was known then. */
  readonly move: number;
  readonly line: QueueClass;
  readonly counts: ClassSizes;
  readonly cycleIndex: number;
  readonly bounds: Readonly<Record<QueueClass, WhyRow | null>>;
};

/** A move with the events of its moment: name, time in ms. */
export type MoveRow = readonly [
  application: string,
  number: string,
  filedAt: number,
  wasLine: QueueClass | null,
  wasCategory: number | null,
  nowLine: QueueClass | null,
  nowCategory: number | null,
  events: readonly (readonly [event: string, at: number])[],
];

type Cause = { readonly event: MovingEvent | null; readonly at: number | null };

/** Tells what a visit finds changed. `moves` are the latest, at most `most`, newest first; nothing where the cell is another one. */
export function visitOf(
  application: string,
  then: SeenRow,
  now: SeenRow,
  moves: readonly MoveRow[],
  most: number,
): WhyVisit | null {
  if (then.cell !== now.cell) return null;
  const { changes, own, turned } = compareLooks(
    application,
    lookOf(then),
    lookOf(now),
    moves.map(moveOf).toReversed(),
  );
  return {
    at: toIso(then.at),
    position: 1 + then.counts.E + then.counts.P + then.counts.G,
    line: then.line,
    changes: changes
      .map(({ number, filedAt, effect, was, now: stand, causes }) => {
        const cause = causes.at(-1);
        return {
          number: maskedNumber(number),
          filedAt: toIso(filedAt),
          effect,
          was: was?.line ?? null,
          now: stand?.line ?? null,
          at: cause === undefined || cause.at === null ? null : toIso(cause.at),
          event: cause?.event ?? null,
        };
      })
      .toReversed(),
    own: own.flatMap(({ event }) => (event === null ? [] : [event])),
    turned,
    more: moves.length >= most,
  };
}

function lookOf({ line, counts, bounds }: SeenRow): Look {
  const reach = { E: reachOf('E', bounds.E), P: reachOf('P', bounds.P), G: reachOf('G', bounds.G) };
  return { line, before: counts, reach };
}

function reachOf(line: QueueClass, row: WhyRow | null): Standing | null {
  if (row === null) return null;
  const [number, filedAt, , category] = row;
  return { line, category, filedAt, number };
}

function moveOf([
  application,
  number,
  filedAt,
  wasLine,
  wasCategory,
  nowLine,
  nowCategory,
  events,
]: MoveRow): Move<Cause> {
  const event = movingEvent(events.map(([name]) => name));
  const at = events.find(([name]) => name === event)?.[1] ?? events[0]?.[1] ?? null;
  return {
    ...{ application, number, filedAt },
    was: wasLine === null ? null : { line: wasLine, category: wasCategory ?? 0 },
    now: nowLine === null ? null : { line: nowLine, category: nowCategory ?? 0 },
    cause: { event, at },
  };
}
