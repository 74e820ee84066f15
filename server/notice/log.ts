import { type Kysely, sql } from 'kysely';
import { NOTICE_PAGE, type Notice } from '../../core/protocol/notice.ts';
import type { Database } from '../database/schema.ts';
import { type Clock, iso, TOLD_COLUMNS, type ToldRow, tell } from './told.ts';

/** Which notices of the log are wanted: those of an application, or of a whole district; older than `before`. */
export type LogQuery = {
  readonly of: { readonly application: string } | { readonly district: string };
  readonly before: number | null;
};

/** A page of the notices log, the newest first, and whether there are older ones. */
export async function noticeLog(
  db: Kysely<Database>,
  { of, before }: LogQuery,
  clock: Clock,
): Promise<{ readonly notices: readonly Notice[]; readonly more: boolean }> {
  const which =
    'application' in of ? sql`n.application = ${of.application}` : sql`n.district = ${of.district}`;
  const { rows } = await sql<ToldRow & { readonly reached_at: Date | null }>`
    select ${TOLD_COLUMNS}, n.reached_at
    from notice n left join application a on a.uuid = n.application
    where ${which} and (${before}::bigint is null or n.id < ${before}::bigint)
    order by n.id desc limit ${NOTICE_PAGE + 1}`.execute(db);
  const page = await tell(db, rows.slice(0, NOTICE_PAGE), clock, 'application' in of);
  return {
    notices: page.map(([told, { reached_at }]) => ({ ...told, reachedAt: iso(reached_at) })),
    more: rows.length > NOTICE_PAGE,
  };
}
