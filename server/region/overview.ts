import { sql } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { DistrictOverview } from '../../core/protocol/region.ts';
import type { Answer } from '../answer.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { seesRegion } from './right.ts';

type Row = Omit<DistrictOverview, 'district' | 'heldBack' | 'undeliveredNotices'> & {
  readonly district: string;
  readonly held_back: number;
  readonly undelivered: number;
};

/** How every district stands now, in one statement, so that the figures belong to one moment. */
export async function regionOverview(
  { db, districts }: Services,
  actor: Actor,
): Promise<Answer<{ districts: readonly DistrictOverview[] }>> {
  if (!seesRegion(actor)) return fail({ code: 'not-permitted' });
  const codes = districts.all.map(({ code }) => code);
  const { rows } = await sql<Row>`
    select d.code as district,
      count(a.uuid) filter (where a.status in ('pending', 'queued', 'notified'))::int as waiting,
      count(a.uuid) filter (where a.status = 'notified')::int as notified,
      count(a.uuid) filter (where a.status not in ('left', 'removed', 'withdrawn', 'rejected')
        and (a.benefit_claim = 'claimed' or a.papers_claim = 'claimed'))::int as undecided,
      count(a.uuid) filter (where a.status in ('referred', 'extended'))::int as referred,
      count(a.uuid) filter (where a.status = 'stopListed')::int as "stopListed",
      count(a.uuid) filter (where a.status = 'enrolled')::int as enrolled,
      (select count(*) from kindergarten k where k.district = d.code and k.closed_at is null)::int as kindergartens,
      g.capacity, g.offered, g.open, greatest(g.capacity - g.otherwise - g.used, 0)::int as held_back,
      (select count(*) from notice n cross join lateral (
          select bool_and(x.settled_at is not null) and not bool_and(x.state = 'outdated') as lost
          from notice_delivery x where x.notice = n.id) w
        where n.district = d.code and n.reached_at is null and n.called_at is null and w.lost)::int as undelivered,
      (select count(*) from desk k where k.district = d.code and k.revoked_at is null)::int as desks
    from unnest(${codes}::text[]) with ordinality as d (code, place)
    left join application a on a.district = d.code
    cross join lateral (
      select coalesce(sum(c.capacity), 0)::int as capacity,
        coalesce(sum(c.enrolled_otherwise), 0)::int as otherwise, coalesce(sum(p.offered), 0)::int as offered,
        coalesce(sum(p.open), 0)::int as open, coalesce(sum(p.used), 0)::int as used
      from kindergarten_group c join kindergarten k on k.id = c.kindergarten
      cross join lateral (
        select count(*) as used, count(*) filter (where state = 'offered') as offered,
          count(*) filter (where state = 'open') as open
        from place where group_id = c.id) p
      where k.district = d.code and k.closed_at is null) g
    group by d.code, d.place, g.capacity, g.otherwise, g.offered, g.open, g.used
    order by d.place`.execute(db);
  return ok({
    districts: rows.map(({ held_back: heldBack, undelivered: undeliveredNotices, ...row }) => ({
      ...row,
      heldBack,
      undeliveredNotices,
    })),
  });
}
