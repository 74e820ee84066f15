/** Which deadline acts next: the earliest by the index of applications on (deadline_at, deadline_kind, number_order). */
import type { Deadline } from '../../core/domain/application/deadline.ts';
import { DEADLINE_KINDS } from '../../core/domain/application/transitions.ts';
import type { CellKey } from '../../core/domain/cell.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { Queries } from '../database/queries.ts';

/** A deadline that is due, and the cell in which it acts. */
export type Due = { readonly deadline: Deadline; readonly cell: CellKey };

/** Which cells to look at: only these, or all but these. */
export type Scope = { readonly only: readonly CellKey[] } | { readonly not: readonly CellKey[] };

/** The first deadline of all that act at `until` or before, in the order of domain.md §1.10.13; null where none is due. */
export async function firstDue(db: Queries, until: Instant, scope: Scope): Promise<Due | null> {
  const row = await queryDue(db, scope).where('deadline_at', '<=', new Date(until)).executeTakeFirst();
  const kind = DEADLINE_KINDS[row?.deadline_kind ?? -1];
  if (row === undefined || row.deadline_at === null || kind === undefined) return null;
  const deadline = { kind, at: row.deadline_at.getTime(), application: row.uuid, number: row.number };
  return { deadline, cell: row.cell };
}

/** When the next deadline of all acts, or null where there is none. */
export async function nextDeadlineAt(db: Queries): Promise<Instant | null> {
  const row = await queryDue(db, { not: [] }).executeTakeFirst();
  return row?.deadline_at?.getTime() ?? null;
}

function queryDue(db: Queries, scope: Scope) {
  return db
    .selectFrom('application')
    .select(['uuid', 'number', 'cell', 'deadline_at', 'deadline_kind'])
    .where('deadline_at', 'is not', null)
    .$if('only' in scope, (query) => query.where('cell', 'in', 'only' in scope ? scope.only : []))
    .$if('not' in scope && scope.not.length > 0, (query) =>
      query.where('cell', 'not in', 'not' in scope ? scope.not : []),
    )
    .orderBy('deadline_at')
    .orderBy('deadline_kind')
    .orderBy('number_order')
    .limit(1);
}
