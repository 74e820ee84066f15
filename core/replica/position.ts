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
  /** A row of this cell was written or taken away. */
  changed(cell: InCell): void;
  changedAll(): void;
};

export function openPositions(database: Database, policy: () => PolicyName): Positions {
  const waiting = database.prepare<[string, string, number], Waiting>(
    `SELECT uuid, queue_class, filed_at, number, category FROM application
     WHERE district = ? AND kind = ? AND group_year = ? AND submission = 'received'
       AND status IN (${WAITING.map((status) => `'${status}'`).join(', ')})`,
  );
  const cells = new Map<string, ReadonlyMap<string, number>>();
  const keyOf = (cell: InCell) => cellKey(cell.district, cell.kind, cell.group_year);
  return {
    of(row) {
      if (row.status === null || !WAITING.some((status) => status === row.status)) return null;
      const key = keyOf(row);
      let positions = cells.get(key);
      if (positions === undefined) {
        const preset = POLICIES[policy()];
        positions = positionsOf(
          waiting.all(row.district, row.kind, row.group_year),
          newCell(key, preset),
          preset,
        );
        cells.set(key, positions);
      }
      return positions.get(row.uuid) ?? null;
    },
    changed: (cell) => {
      cells.delete(keyOf(cell));
    },
    changedAll: () => cells.clear(),
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
