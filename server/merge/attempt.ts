import { sql } from 'kysely';
import { DAY, HOUR, type Instant, MINUTE } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';

/**
 * Searches that found nothing, of a person and at a desk: whoever tries which child has which number is stopped soon. `all`
 * counts those that found something, too.
 */
const LIMITS = [
  { of: 'iin', within: HOUR, wrong: 5, all: 20 },
  { of: 'iin', within: DAY, wrong: 10, all: 60 },
  { of: 'desk', within: HOUR, wrong: 40, all: 120 },
] as const;
/** How long a search that found an application lets its code be asked for. */
const FOUND_MS = 30 * MINUTE;
/** Searches are counted and put down one after the other. */
const LOCK = 7_219_305;

/** Puts a search down before it is made, so that searches made at once count one another; gives its number. */
export async function countAttempt(services: Services, desk: Desk, { iin }: Actor): Promise<Answer<number>> {
  return services.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    const now = services.now();
    const lately = await trx
      .selectFrom('merge_attempt')
      .select(['iin', 'desk', 'at', 'application'])
      .where('at', '>', new Date(now - DAY))
      .where((row) => row.or([row('iin', '=', iin), row('desk', '=', desk.id)]))
      .execute();
    const own = { iin, desk: desk.id };
    const over = LIMITS.some(({ of, within, wrong, all }) => {
      const rows = lately.filter((row) => row[of] === own[of] && row.at.getTime() > now - within);
      const missed = rows.filter(({ application }) => application === null);
      return missed.length >= wrong || rows.length >= all;
    });
    if (over) return fail({ code: 'too-many-searches' });
    const { id } = await trx
      .insertInto('merge_attempt')
      .values({ ...own, at: new Date(now), application: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    return ok(id);
  });
}

/** The search has found its application. */
export async function noteFound({ db }: Services, attempt: number, application: string): Promise<void> {
  await db.updateTable('merge_attempt').set({ application }).where('id', '=', attempt).execute();
}

/** Whether this person has found the application here a while ago. */
export async function hasFound(
  { db }: Services,
  desk: Desk,
  { iin }: Actor,
  application: string,
  now: Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('merge_attempt')
    .select('id')
    .where('iin', '=', iin)
    .where('desk', '=', desk.id)
    .where('application', '=', application)
    .where('at', '>', new Date(now - FOUND_MS))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
