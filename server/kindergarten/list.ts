import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { almatyYear } from '../../core/domain/almaty.ts';
import { type CellKey, cellKey } from '../../core/domain/cell.ts';
import { ageOfGroup } from '../../core/domain/group.ts';
import { toIso } from '../../core/domain/instant.ts';
import { compareKazakh } from '../../core/domain/kazakh.ts';
import { ok } from '../../core/domain/result.ts';
import type { KindergartenRow, kindergartenQuestions } from '../../core/protocol/kindergarten.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import type { Actor } from '../person/session.ts';
import type { KindergartenTable } from '../queue/tables.ts';
import type { Services } from '../services.ts';
import { findSeen } from './find.ts';
import { mayDo, mayPublish, seenKindergartens } from './rights.ts';
import { countGroups, type GroupSums, sumsOf } from './sums.ts';

type Questions = typeof kindergartenQuestions;
type Given<N extends keyof Questions> = z.output<Questions[N]['input']>;
type Told<N extends keyof Questions> = Promise<Answer<z.input<Questions[N]['output']>>>;

/** The kindergartens that this person sees, with the sums of their places, by name. */
export async function listKindergartens(
  { db }: Pick<Services, 'db'>,
  actor: Actor,
  { district }: Given<'kindergarten.list'>,
): Told<'kindergarten.list'> {
  const seen = seenKindergartens(actor);
  if (seen === null) return ok({ kindergartens: [] });
  const which = district === null ? seen : sql`${seen} and k.district = ${district}`;
  const rows = await kindergartensOf(db, which);
  const groups = Map.groupBy(await countGroups(db, which), ({ kindergarten }) => kindergarten);
  return ok({
    kindergartens: rows
      .map((row) => rowOf(row, groups.get(row.id) ?? []))
      .toSorted((a, b) => a.district.localeCompare(b.district) || compareKazakh(a.name.kk, b.name.kk)),
  });
}

/** One kindergarten with its groups: the youngest children first. */
export async function listGroups(
  { db, now }: Pick<Services, 'db' | 'now'>,
  actor: Actor,
  { kindergarten }: Given<'kindergarten.groups'>,
): Told<'kindergarten.groups'> {
  const found = await findSeen(db, actor, kindergarten);
  if (!found.ok) return found;
  const where = found.value;
  const [row] = await kindergartensOf(db, sql`k.id = ${kindergarten}`);
  if (row === undefined) throw new Error('A kindergarten has gone');
  const sums = await countGroups(db, sql`k.id = ${kindergarten}`);
  const groups = await db
    .selectFrom('kindergarten_group')
    .select(['id', 'name', 'kind', 'birth_year', 'language'])
    .where('kindergarten', '=', kindergarten)
    .orderBy('birth_year', 'desc')
    .orderBy('kind')
    .orderBy('language')
    .orderBy('id')
    .execute();
  const year = almatyYear(now());
  const cellOf = ({ kind, birth_year }: (typeof groups)[number]) => cellKey(where.district, kind, birth_year);
  const waiting = await waitingIn(db, groups.map(cellOf));
  return ok({
    kindergarten: rowOf(row, sums),
    groups: groups.map((group) => ({
      ...{ id: group.id, name: group.name, kind: group.kind, language: group.language },
      birthYear: group.birth_year,
      age: ageOfGroup(group.birth_year, year),
      places: sumsOf(sums.filter(({ id }) => id === group.id)),
      waiting: waiting.get(cellOf(group)) ?? 0,
    })),
    may: {
      publish: mayPublish(actor, where),
      saveGroups: mayDo(actor, 'saveGroups', where),
      saveKindergarten: mayDo(actor, 'saveKindergarten', where),
      close: mayDo(actor, 'close', where),
    },
  });
}

/** How many children wait in each of these cells, from the counters of the queue. */
async function waitingIn(db: Queries, cells: readonly CellKey[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; waiting: number }>`select key, (s.e + s.p + s.g)::int as waiting
    from unnest(${[...new Set(cells)]}::text[]) key cross join lateral queue_sizes(key) s`.execute(db);
  return new Map(rows.map(({ key, waiting }) => [key, waiting]));
}

type Row = Omit<KindergartenTable, 'closed_at'> & { readonly closed_at: Date | null };

async function kindergartensOf(db: Queries, which: RawBuilder<unknown>): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select k.* from kindergarten k where ${which}`.execute(db);
  return rows;
}

function rowOf(row: Row, groups: readonly GroupSums[]): KindergartenRow {
  const { id, district, bin, kind, settlement, address, phone, director, latitude, longitude } = row;
  return {
    ...{ id, district, bin, kind, settlement, address, phone, director },
    name: { kk: row.name_kk, ru: row.name_ru },
    coordinates: latitude === null || longitude === null ? null : { latitude, longitude },
    closedAt: row.closed_at === null ? null : toIso(row.closed_at.getTime()),
    groups: groups.length,
    places: sumsOf(groups),
  };
}
