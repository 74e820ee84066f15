/** What the rules ask, each as one indexed statement (the contract of core/domain/queue/step.ts). */
import { sql, type Transaction } from 'kysely';
import { almatyDay } from '../../core/domain/almaty.ts';
import type { Application } from '../../core/domain/application/state.ts';
import type { CellKey } from '../../core/domain/cell.ts';
import type { Group, Place, PlaceCounts } from '../../core/domain/place.ts';
import type { Candidate, Eligibility, Lookup } from '../../core/domain/queue/step.ts';
import { ACTIVE, type QueueClass } from '../../core/domain/status.ts';
import type { Queries } from '../database/queries.ts';
import type { Database } from '../database/schema.ts';
import { applicationOf, QUEUE_COLUMNS, type QueueRow } from './application-row.ts';
import type { PlaceTable } from './tables.ts';

type Trx = Transaction<Database>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text can be the identifier of an application. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** An application by its UUID; null where there is none, or the text is no UUID. */
export async function findApplication(trx: Queries, id: string): Promise<Application | null> {
  if (!isUuid(id)) return null;
  const { rows } = await sql<QueueRow>`select ${QUEUE_COLUMNS}
    from application a left join referral r on r.number = a.referral_number where a.uuid = ${id}`.execute(
    trx,
  );
  const row = rows[0];
  return row === undefined ? null : applicationOf(row);
}

/** Whether one of these children (by IIN) has an active application other than `except` (by UUID). */
export async function hasDuplicate(
  trx: Trx,
  children: readonly string[],
  except: string | null,
): Promise<boolean> {
  const { rows } = await sql`select from application
    where child_iin = any(${children}::text[]) and status in (${sql.join(ACTIVE.map((each) => sql.lit(each)))})
      and uuid is distinct from ${except === null || isUuid(except) ? except : null}::uuid
    limit 1`.execute(trx);
  return rows.length > 0;
}

/** A group with the names that a referral shows. */
export type KnownGroup = {
  readonly group: Group;
  readonly kindergartenName: { readonly kk: string; readonly ru: string };
  readonly name: string;
};

/** A group by its identifier; null where there is none. A closed kindergarten is told with it. */
export async function findGroup(trx: Queries, id: string): Promise<KnownGroup | null> {
  const row = await trx
    .selectFrom('kindergarten_group as g')
    .innerJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['g.id', 'g.kindergarten', 'k.district', 'g.kind', 'g.birth_year', 'g.name'])
    // What the queue can give away: places of children who came otherwise are none.
    .select(sql<number>`g.capacity - g.enrolled_otherwise`.as('capacity'))
    .select(['k.name_kk', 'k.name_ru', sql<boolean>`k.closed_at is not null`.as('closed')])
    .where('g.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { kindergarten, district, kind, birth_year: birthYear, capacity, closed, name } = row;
  return {
    group: { id: row.id, kindergarten, district, kind, birthYear, capacity, closed },
    kindergartenName: { kk: row.name_kk, ru: row.name_ru },
    name,
  };
}

/** How many places of a group are offered, open and taken. */
export async function countPlaces(trx: Queries, group: string): Promise<PlaceCounts> {
  const rows = await trx
    .selectFrom('place')
    .select((row) => ['state', row.fn.countAll<number>().as('n')])
    .where('group_id', '=', group)
    .groupBy('state')
    .execute();
  const of = (state: Place['state']) => rows.find((row) => row.state === state)?.n ?? 0;
  return { offered: of('offered'), open: of('open'), taken: of('taken') };
}

/** The place of a cell that was published earliest or latest in this state; null where there is none. */
export async function findPlace(
  trx: Queries,
  { cell, group, state, end }: Omit<Extract<Lookup, { ask: 'place' }>, 'ask' | 'answer'>,
): Promise<Place | null> {
  const row = await trx
    .selectFrom('place')
    .selectAll()
    .where('cell', '=', cell)
    .where('state', '=', state)
    .$if(group !== null, (query) => query.where('group_id', '=', group))
    .orderBy('published', end === 'earliest' ? 'asc' : 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : placeOf(row);
}

/** The place that an application holds; null where it holds none. */
export async function findHeldPlace(trx: Queries, application: string): Promise<Place | null> {
  const row = await trx.selectFrom('place').selectAll().where('holder', '=', application).executeTakeFirst();
  return row === undefined ? null : placeOf(row);
}

type CandidateRow = QueueRow & { readonly line: QueueClass; readonly rank: number };

/** The rank of `a` in its line, among all waiting children of the cell, the notified included. */
const RANK = sql.raw(
  'a.line, queue_before(a.cell, a.line, a.order_category, a.filed_at, a.number_order) + 1 as rank',
);

/** Of each line the first child that can be offered a place (`canBeOffered`). */
export async function findHeads(trx: Trx, eligible: Eligibility): Promise<readonly Candidate[]> {
  const { rows } = await sql<CandidateRow>`select ${QUEUE_COLUMNS}, ${RANK}
    from (values ('E'), ('P'), ('G')) each (line)
    cross join lateral (
      select * from application
      where cell = ${eligible.cell} and line = each.line and ${canBeOffered(eligible)}
      order by order_category, filed_at, number_order limit 1) a
    left join referral r on r.number = a.referral_number`.execute(trx);
  return rows.map(candidateOf);
}

/** Children that can be offered a place and have a notified sibling on their form (§1.10.15). */
export async function findSiblings(trx: Trx, eligible: Eligibility): Promise<readonly Candidate[]> {
  const { rows } = await sql<CandidateRow>`select ${QUEUE_COLUMNS}, ${RANK}
    from (
      select * from application
      where submission in (select submission from application where status = 'notified' and twin)
        and cell = ${eligible.cell} and ${canBeOffered(eligible)}) a
    left join referral r on r.number = a.referral_number`.execute(trx);
  return rows.map(candidateOf);
}

/** Of each line the notified child who stands last. */
export async function findLastNotified(trx: Trx, cell: CellKey): Promise<readonly Candidate[]> {
  const { rows } = await sql<CandidateRow>`select ${QUEUE_COLUMNS}, ${RANK}
    from (values ('E'), ('P'), ('G')) each (line)
    cross join lateral (
      select * from application
      where cell = ${cell} and line = each.line and status = 'notified'
      order by order_category desc, filed_at desc, number_order desc limit 1) a
    left join referral r on r.number = a.referral_number`.execute(trx);
  return rows.map(candidateOf);
}

/** `canBeOffered` of core/domain/application/offer-place.ts, on the columns of `application`. */
function canBeOffered({ now, publications, except }: Eligibility) {
  return sql`status in ('pending', 'queued') and papers_claim <> 'claimed'
    and place_from <= ${almatyDay(now)} and lapse_mark is distinct from ${publications}::int
    and uuid is distinct from ${except}::uuid`;
}

function candidateOf(row: CandidateRow): Candidate {
  return { application: applicationOf(row), line: row.line, rank: row.rank };
}

/** The place of a row. */
export function placeOf({ group_id, ...row }: PlaceTable): Place {
  return { ...row, group: group_id };
}
