/** What papers say beside the application itself, read in a few statements for all of them. */
import { sql, type Transaction } from 'kysely';
import type { KindergartenFacts, OfferedGroup } from '../../core/documents/index.ts';
import { type Application, cellOf } from '../../core/domain/application/state.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { DocumentKind } from '../../core/protocol/record.ts';
import type { Database } from '../database/schema.ts';
import { positionsOf } from '../place/position.ts';

type Trx = Transaction<Database>;

const POSITIONED: ReadonlySet<DocumentKind> = new Set<DocumentKind>([
  'turn-notice',
  'interest-confirmation',
  'referral-return',
]);

/** Whether a paper names the position after the event. */
export function needsPosition(kind: DocumentKind): boolean {
  return POSITIONED.has(kind);
}

/** Present positions; an application that holds none is left out. */
export async function readPositions(
  trx: Trx,
  policy: Policy,
  applications: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return applications.length === 0 ? new Map() : positionsOf(trx, policy, applications);
}

/** Kindergartens with one of their groups, by the group. */
export async function readKindergartens(
  trx: Trx,
  groups: readonly string[],
): Promise<ReadonlyMap<string, KindergartenFacts>> {
  if (groups.length === 0) return new Map();
  const rows = await trx
    .selectFrom('kindergarten_group as g')
    .innerJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['g.id', 'g.name', 'g.birth_year', 'g.kind as group_kind', 'g.language'])
    .select(['k.name_kk', 'k.name_ru', 'k.kind', 'k.bin', 'k.phone', 'k.director'])
    .select(sql<string>`concat_ws(', ', k.settlement, k.address)`.as('address'))
    .where('g.id', 'in', groups)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: { kk: row.name_kk, ru: row.name_ru },
        ...{ kind: row.kind, bin: row.bin, address: row.address, phone: row.phone, director: row.director },
        group: {
          ...{ name: row.name, birthYear: row.birth_year, kind: row.group_kind, language: row.language },
        },
      },
    ]),
  );
}

/** The groups with places on offer in the cells of some applications, by the cell. */
export async function readOffered(
  trx: Trx,
  applications: readonly Application[],
): Promise<ReadonlyMap<string, readonly OfferedGroup[]>> {
  const cells = [...new Set(applications.map(cellOf))];
  const found = new Map<string, OfferedGroup[]>();
  if (cells.length === 0) return found;
  const rows = await trx
    .selectFrom('place as p')
    .innerJoin('kindergarten_group as g', 'g.id', 'p.group_id')
    .innerJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['p.cell', 'k.name_kk', 'k.name_ru', 'g.name', 'g.language'])
    .select(sql<string>`concat_ws(', ', k.settlement, k.address)`.as('address'))
    .select((row) => row.fn.countAll<number>().as('places'))
    .where('p.cell', 'in', cells)
    .where('p.state', '=', 'offered')
    .groupBy(['p.cell', 'g.id', 'k.id'])
    .orderBy('k.name_kk')
    .orderBy('g.name')
    .execute();
  for (const { cell, name_kk, name_ru, name, language, address, places } of rows) {
    const group = { name: { kk: name_kk, ru: name_ru }, address, group: { name, language }, places };
    found.set(cell, [...(found.get(cell) ?? []), group]);
  }
  return found;
}
