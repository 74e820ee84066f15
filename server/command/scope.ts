import { sql } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { Command } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import type { Scope } from './acting.ts';

/** Where a command acts, and on which application if on one. */
export type Concern = Scope & {
  readonly application: { readonly uuid: string; readonly number: string } | null;
};

/** The district and parents of an application, and the kindergarten of its latest referral. */
export async function scopeOfApplication(trx: Queries, application: string): Promise<Answer<Scope>> {
  const found = await findApplication(trx, application);
  if (!found.ok) return found;
  const { application: _, ...scope } = found.value;
  return ok(scope);
}

/**
 * What a command concerns, for comparing it with what was signed; a command of another word that names neither an application nor
 * a group acts in the desk's district.
 */
export async function concernOf(
  db: Queries,
  command: Command,
  desk: { readonly district: string },
): Promise<Answer<Concern>> {
  if ('application' in command && typeof command.application === 'string')
    return findApplication(db, command.application);
  // A new group is nowhere yet: its kindergarten says where it belongs.
  if (command.do === 'saveGroup') return findKindergarten(db, command.kindergarten);
  if ('group' in command && typeof command.group === 'string') {
    const scope = await scopeOfGroup(db, command.group);
    return scope.ok ? ok({ ...scope.value, application: null }) : scope;
  }
  return ok({ district: desk.district, kindergarten: null, parents: [], application: null });
}

async function findKindergarten(db: Queries, kindergarten: string): Promise<Answer<Concern>> {
  const row = await db
    .selectFrom('kindergarten')
    .select('district')
    .where('id', '=', kindergarten)
    .executeTakeFirst();
  return row === undefined
    ? fail({ code: 'not-found' })
    : ok({ ...row, kindergarten, parents: [], application: null });
}

async function findApplication(trx: Queries, uuid: string): Promise<Answer<Concern>> {
  const [concern] = await concernsOf(trx, [uuid]);
  return concern ?? fail({ code: 'not-found' });
}

/** What several commands concern, each on the application with this UUID. */
export async function concernsOf(
  trx: Queries,
  uuids: readonly string[],
): Promise<readonly Answer<Concern>[]> {
  const { rows } = await sql<Scope & { readonly n: number; readonly number: string }>`
    select m.n::int as n, a.district, a.parents, a.number, g.kindergarten
    from unnest(${uuids}::uuid[]) with ordinality m (uuid, n) join application a on a.uuid = m.uuid
    left join referral r on r.number = a.referral_number
    left join kindergarten_group g on g.id = r.group_id`.execute(trx);
  const found = new Map(rows.map(({ n, ...row }) => [n - 1, row]));
  return uuids.map((uuid, index) => {
    const row = found.get(index);
    if (row === undefined) return fail({ code: 'not-found' });
    const { number, ...scope } = row;
    return ok({ ...scope, application: { uuid, number } });
  });
}

async function scopeOfGroup(trx: Queries, group: string): Promise<Answer<Scope>> {
  const row = await trx
    .selectFrom('kindergarten_group as g')
    .innerJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['k.district', 'g.kindergarten'])
    .where('g.id', '=', group)
    .executeTakeFirst();
  return row === undefined ? fail({ code: 'not-found' }) : ok({ ...row, parents: [] });
}
