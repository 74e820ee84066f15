import { sql } from 'kysely';
import type { NoticesRow } from '../../core/protocol/report.ts';
import type { Queries } from '../database/queries.ts';
import { type Asked, of, within } from './period.ts';

/**
 * The notices of the period by district and kind, and how they came through. Each is counted in one of reached, called, under way,
 * outdated, unreached; a way that failed counts whether or not another one came through.
 */
export async function countNotices(db: Queries, asked: Asked): Promise<readonly NoticesRow[]> {
  const { rows } = await sql<NoticesRow>`
    select n.district, n.kind, count(*)::int as notices,
      count(*) filter (where n."end" = 'reached')::int as reached,
      count(*) filter (where n."end" = 'called')::int as called,
      count(*) filter (where n."end" = 'underWay')::int as "underWay",
      count(*) filter (where n."end" = 'outdated')::int as outdated,
      count(*) filter (where n."end" = 'unreached')::int as unreached,
      count(*) filter (where n.email_failed)::int as "emailFailed",
      count(*) filter (where n.sms_failed)::int as "smsFailed"
    from (
      select n.district, n.kind, w.email_failed, w.sms_failed,
        case when n.reached_at is not null then 'reached' when n.called_at is not null then 'called'
          when w.open then 'underWay' when w.outdated then 'outdated' else 'unreached' end as "end"
      from notice n
      cross join lateral (
        select coalesce(bool_or(d.settled_at is null), false) as open,
          coalesce(bool_and(d.state = 'outdated'), false) as outdated,
          coalesce(bool_or(d.channel = 'email' and d.state = 'failed'), false) as email_failed,
          coalesce(bool_or(d.channel = 'sms' and d.state = 'failed'), false) as sms_failed
        from notice_delivery d where d.notice = n.id) w
      where ${of(sql`n.district`, asked)} and ${within(sql`n.at`, asked)}) n
    group by n.district, n.kind
    order by n.district, n.kind`.execute(db);
  return rows;
}
