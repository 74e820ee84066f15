import { type Kysely, sql, type Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import type { Database } from '../database/schema.ts';
import type { Actor } from '../person/session.ts';
import { seesKindergarten, type Where } from './rights.ts';

/** A kindergarten that this person sees; `not-found` for every other, whether it exists or not. */
export async function findSeen(
  db: Kysely<Database>,
  actor: Actor,
  kindergarten: string,
  sees: (actor: Actor, where: Where) => boolean = seesKindergarten,
): Promise<Answer<Where>> {
  const row = await db
    .selectFrom('kindergarten')
    .select(['district', 'id as kindergarten'])
    .where('id', '=', kindergarten)
    .executeTakeFirst();
  return row === undefined || !sees(actor, row) ? fail({ code: 'not-found' }) : ok(row);
}

/** A kindergarten whose row this transaction has to itself: nobody publishes there or changes it meanwhile. */
export async function lockKindergarten(
  trx: Transaction<Database>,
  kindergarten: string,
): Promise<Answer<Where & { readonly closed: boolean }>> {
  const row = await trx
    .selectFrom('kindergarten')
    .select(['district', 'id as kindergarten', sql<boolean>`closed_at is not null`.as('closed')])
    .where('id', '=', kindergarten)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? fail({ code: 'not-found' }) : ok(row);
}

/**
 * The kindergarten of a group, held open: nobody closes it or changes its groups until this transaction ends; others may
 * publish at the same time. `kindergarten-closed` for a closed one.
 */
export async function holdOpen(
  trx: Transaction<Database>,
  group: string,
): Promise<Answer<{ readonly kindergarten: string }>> {
  const row = await trx
    .selectFrom('kindergarten_group as g')
    .innerJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['g.kindergarten', sql<boolean>`k.closed_at is not null`.as('closed')])
    .where('g.id', '=', group)
    .modifyEnd(sql`for share of k`)
    .executeTakeFirst();
  if (row === undefined) return fail({ code: 'not-found' });
  return row.closed ? fail({ code: 'kindergarten-closed' }) : ok(row);
}

/** How many places of a group, or of all groups of a kindergarten, exist, and how many of them wait for a child on its way. */
export async function placesOf(
  db: Queries,
  of: { readonly group: string } | { readonly kindergarten: string },
): Promise<{ readonly published: number; readonly referred: number; readonly enrolled: number }> {
  const { rows } = await sql<{ published: number; referred: number; enrolled: number }>`
    select count(*) filter (where p.state <> 'taken')::int as published,
      count(*) filter (where p.state = 'taken' and a.status is distinct from 'enrolled')::int as referred,
      count(*) filter (where a.status = 'enrolled')::int as enrolled
    from place p join kindergarten_group g on g.id = p.group_id left join application a on a.uuid = p.holder
    where ${'group' in of ? sql`g.id = ${of.group}` : sql`g.kindergarten = ${of.kindergarten}`}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('A count without a row');
  return row;
}
