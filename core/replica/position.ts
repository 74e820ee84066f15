import {
  type Cell,
  type ClassSizes,
  cellKey,
  compareStanding,
  NO_CATEGORY,
  newCell,
  positionInCell,
  type Standing,
} from '../domain/cell.ts';
import { POLICIES, type Policy, type PolicyName } from '../domain/policy.ts';
import { QUEUE_CLASSES, WAITING } from '../domain/status.ts';
import type { CellTurn } from '../protocol/replication.ts';
import type { ApplicationRow } from './application.ts';
import type { Database } from './database.ts';

type Waiting = Pick<ApplicationRow, 'uuid' | 'queue_class' | 'filed_at' | 'number' | 'category'>;
type InCell = Pick<ApplicationRow, 'district' | 'kind' | 'group_year'>;

/**
 * Queue numbers of replicated rows: the place in the merged order of the cell now, by the rules the server uses. A cell is
 * computed once and kept until one of its rows changes.
 */
export type Positions = {
  /** 1-based, or null for a row that does not wait (domain.md §1.10.2). */
  of(row: ApplicationRow): number | null;
  /** Those of all rows that wait, by UUID. */
  ofAll(): ReadonlyMap<string, number>;
  /** A row of this cell was written or taken away. */
  changed(cell: InCell): void;
  changedAll(): void;
  /** Takes over how far the cycles have come; whether any has moved. */
  turned(cells: readonly CellTurn[]): boolean;
};

/** The positions in this replica, by the preset that `policy` names at the time. */
export function openPositions(database: Database, policy: () => PolicyName): Positions {
  const waiting = database.prepare<[string, string, number], Waiting>(
    `SELECT uuid, queue_class, filed_at, number, category FROM application
     WHERE district = ? AND kind = ? AND group_year = ? AND submission = 'received'
       AND status IN (${WAITING.map((status) => `'${status}'`).join(', ')})`,
  );
  const everyCell = database.prepare<[], InCell>(
    'SELECT DISTINCT district, kind, group_year FROM application',
  );
  const turnOf = database.prepare<[string], { cycle_index: number }>(
    'SELECT cycle_index FROM cell WHERE key = ?',
  );
  const turn = database.prepare('INSERT OR REPLACE INTO cell (key, cycle_index) VALUES (?, ?)');
  const cells = new Map<string, ReadonlyMap<string, number>>();
  let all: ReadonlyMap<string, number> | null = null;
  const keyOf = (cell: InCell) => cellKey(cell.district, cell.kind, cell.group_year);
  const inCell = (cell: InCell): ReadonlyMap<string, number> => {
    const key = keyOf(cell);
    const known = cells.get(key);
    if (known !== undefined) return known;
    const preset = POLICIES[policy()];
    const cycleIndex = turnOf.get(key)?.cycle_index ?? preset.cycleStart;
    const positions = positionsOf(
      waiting.all(cell.district, cell.kind, cell.group_year),
      { ...newCell(key, preset), cycleIndex },
      preset,
    );
    cells.set(key, positions);
    return positions;
  };
  const forget = (key: string) => {
    cells.delete(key);
    all = null;
  };
  return {
    of(row) {
      if (row.status === null || !WAITING.some((status) => status === row.status)) return null;
      return inCell(row).get(row.uuid) ?? null;
    },
    ofAll() {
      all ??= new Map(everyCell.all().flatMap((cell) => [...inCell(cell)]));
      return all;
    },
    changed: (cell) => forget(keyOf(cell)),
    changedAll: () => {
      cells.clear();
      all = null;
    },
    turned(told) {
      const moved = told.filter(({ key, cycleIndex }) => turnOf.get(key)?.cycle_index !== cycleIndex);
      for (const { key, cycleIndex } of moved) {
        turn.run(key, cycleIndex);
        forget(key);
      }
      return moved.length > 0;
    },
  };
}

function positionsOf(
  rows: readonly Waiting[],
  cell: Cell,
  { cycle, order }: Policy,
): ReadonlyMap<string, number> {
  const standings = rows.map((row): Standing & { uuid: string } => ({
    uuid: row.uuid,
    // As the server's `standingOf` has it: by the table of categories, or by the classes of benefits.
    line: order === 'category-table' ? 'G' : row.queue_class,
    category: order === 'category-table' ? (row.category ?? NO_CATEGORY) : 0,
    filedAt: Date.parse(row.filed_at),
    number: row.number ?? '',
  }));
  const lines = QUEUE_CLASSES.map((line) => ({
    line,
    members: standings.filter((standing) => standing.line === line).toSorted(compareStanding),
  }));
  const sizeOf = (wanted: string) => lines.find(({ line }) => line === wanted)?.members.length ?? 0;
  const sizes: ClassSizes = { E: sizeOf('E'), P: sizeOf('P'), G: sizeOf('G') };
  const positions = new Map<string, number>();
  for (const { line, members } of lines)
    members.forEach(({ uuid }, index) => {
      positions.set(uuid, positionInCell({ line, rank: index + 1 }, sizes, cycle, cell.cycleIndex));
    });
  return positions;
}
