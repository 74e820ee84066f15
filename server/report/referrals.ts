import { sql } from 'kysely';
import type { ReferralsRow } from '../../core/protocol/report.ts';
import type { Queries } from '../database/queries.ts';
import { type Asked, of, within } from './period.ts';

/** The referrals issued in the period, by kindergarten, and what has become of them by now. */
export async function countReferrals(db: Queries, asked: Asked): Promise<readonly ReferralsRow[]> {
  const { rows } = await sql<ReferralsRow>`
    select k.district, jsonb_build_object('id', k.id, 'kk', k.name_kk, 'ru', k.name_ru) as kindergarten,
      count(*)::int as issued,
      count(*) filter (where r.kind = 'turn')::int as turn,
      count(*) filter (where r.kind = 'free-choice')::int as "freeChoice",
      count(*) filter (where r.kind = 'transfer')::int as transfer,
      count(*) filter (where r.ended is null)::int as "inForce",
      count(*) filter (where r.extended)::int as extended,
      count(*) filter (where r.ended = 'arrived')::int as arrived,
      count(*) filter (where r.ended = 'returned')::int as returned,
      count(*) filter (where r.ended = 'expired')::int as expired,
      count(*) filter (where r.ended = 'refused')::int as refused,
      count(*) filter (where r.ended = 'removed')::int as removed
    from referral r join kindergarten_group g on g.id = r.group_id join kindergarten k on k.id = g.kindergarten
    where ${of(sql`k.district`, asked)} and ${within(sql`r.issued_at`, asked)}
    group by k.id
    order by k.district, k.name_kk, k.id`.execute(db);
  return rows;
}
