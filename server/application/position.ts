import { sql } from 'kysely';
import type { QueueKind } from '../../core/domain/application-form.ts';
import { positionInCell } from '../../core/domain/cell.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { type QueueClass, WAITING } from '../../core/domain/status.ts';
import type { Queries } from '../database/queries.ts';

/** The cell of an application (domain.md §1.10.1). */
export type CellPlace = { readonly district: string; readonly kind: QueueKind; readonly groupYear: number };

/** What places an application within its class. */
export type Standing = { readonly queueClass: QueueClass; readonly filedAt: Date; readonly number: string };

/**
 * The 1-based position in the merged order of the cell (domain.md §1.10.3), from the sizes of the classes and the rank in the
 * own class: the rule itself is `core/domain/cell.ts`. It holds as well for an application that is about to be written, since the
 * size of the own class does not matter.
 */
export async function positionOf(
  db: Queries,
  policy: Policy,
  cell: CellPlace,
  standing: Standing,
): Promise<number> {
  const { filedAt, number } = standing;
  const counted = await db
    .selectFrom('application')
    .select((row) => [
      'queue_class',
      row.fn.countAll<number>().as('size'),
      row.fn
        .countAll<number>()
        .filterWhere(sql<boolean>`(filed_at, number) < (${filedAt}, ${number})`)
        .as('ahead'),
    ])
    .where('district', '=', cell.district)
    .where('kind', '=', cell.kind)
    .where('group_year', '=', cell.groupYear)
    .where('status', 'in', WAITING)
    .groupBy('queue_class')
    .execute();
  if (policy.order === 'category-table') return counted.reduce((sum, { ahead }) => sum + ahead, 1);
  const of = (line: QueueClass) => counted.find(({ queue_class }) => queue_class === line);
  const size = (line: QueueClass) => of(line)?.size ?? 0;
  return positionInCell(
    { line: standing.queueClass, rank: (of(standing.queueClass)?.ahead ?? 0) + 1 },
    { E: size('E'), P: size('P'), G: size('G') },
    policy.cycle,
    await cycleIndex(db, policy, cell),
  );
}

async function cycleIndex(db: Queries, policy: Policy, cell: CellPlace): Promise<number> {
  const row = await db
    .selectFrom('cell')
    .select('cycle_index')
    .where('district', '=', cell.district)
    .where('kind', '=', cell.kind)
    .where('group_year', '=', cell.groupYear)
    .executeTakeFirst();
  return row?.cycle_index ?? policy.cycleStart;
}
