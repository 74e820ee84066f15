/** "My place in the queue": the position in the merged order of a cell, from counters, never by counting rows. */
import { sql } from 'kysely';
import {
  type CellKey,
  type ClassSizes,
  positionInCell,
  type Ranked,
  type Standing,
} from '../../core/domain/cell.ts';
import { parseNumber } from '../../core/domain/number.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { QueueClass } from '../../core/domain/status.ts';
import type { Queries } from '../database/queries.ts';

/** What a position is computed from. */
export type PlaceInQueue = {
  readonly ranked: Ranked;
  readonly sizes: ClassSizes;
  readonly cycleIndex: number;
};

type Row = {
  readonly line: QueueClass;
  readonly before: number;
  readonly e: number;
  readonly p: number;
  readonly g: number;
  readonly cycle_index: number | null;
};

/** Where a waiting application stands; null where it does not wait or does not exist. One statement. */
async function placeInQueue(db: Queries, policy: Policy, application: string): Promise<PlaceInQueue | null> {
  const { rows } = await sql<Row>`select * from queue_place(${application})`.execute(db);
  const row = rows[0];
  return row === undefined ? null : placeOf(row, policy);
}

function placeOf(row: Row, policy: Policy): PlaceInQueue {
  return {
    ranked: { line: row.line, rank: row.before + 1 },
    sizes: { E: row.e, P: row.p, G: row.g },
    cycleIndex: row.cycle_index ?? policy.cycleStart,
  };
}

/** The 1-based position (domain.md §1.10.2, .3), or null where the application holds none. */
export async function positionOf(db: Queries, policy: Policy, application: string): Promise<number | null> {
  const place = await placeInQueue(db, policy, application);
  return place === null ? null : positionIn(place, policy);
}

/** The positions of several, in one statement; whoever holds none is left out. */
export async function positionsOf(
  db: Queries,
  policy: Policy,
  applications: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<Row & { readonly uuid: string }>`select m.uuid, q.*
    from unnest(${applications}::uuid[]) m (uuid) cross join lateral queue_place(m.uuid) q`.execute(db);
  return new Map(rows.map((row) => [row.uuid, positionIn(placeOf(row, policy), policy)]));
}

function positionIn({ ranked, sizes, cycleIndex }: PlaceInQueue, policy: Policy): number {
  return positionInCell(ranked, sizes, policy.cycle, cycleIndex);
}

/** The position that an application gets which is about to be written. */
export async function positionOfNew(
  db: Queries,
  policy: Policy,
  cell: CellKey,
  { line, category, filedAt, number }: Standing,
): Promise<number> {
  const { rows } = await sql<Omit<Row, 'line'>>`select s.e, s.p, s.g,
      (select cycle_index from cell where key = ${cell}) as cycle_index,
      queue_before(${cell}, ${line}, ${category}, ${new Date(filedAt)}, ${numberOrder(number)}) as before
    from queue_sizes(${cell}) s`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('Counters always give an answer');
  const sizes = { E: row.e, P: row.p, G: row.g };
  return positionInCell(
    { line, rank: row.before + 1 },
    { ...sizes, [line]: sizes[line] + 1 },
    policy.cycle,
    row.cycle_index ?? policy.cycleStart,
  );
}

/** The order of an application number within its queue, as the column `number_order` has it. */
function numberOrder(number: string): number {
  const parsed = parseNumber(number);
  if (parsed === null) throw new Error('No application number');
  return (parsed.series === 'special' ? 1e15 : 0) + parsed.year * 1e10 + parsed.sequence;
}
