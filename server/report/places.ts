import { sql } from 'kysely';
import { almatyDay } from '../../core/domain/almaty.ts';
import type { PlacesRow } from '../../core/protocol/report.ts';
import type { Queries } from '../database/queries.ts';
import { type Asked, of, within } from './period.ts';

type Row = Omit<PlacesRow, 'heldSince'> & { readonly held_since: Date | null };

/**
 * The places of every kindergarten: published and withdrawn in the period, and how they stand now, above all those that are held
 * back (domain.md §9: capacity against what is published). A kindergarten that is closed stands here for what it did in the period.
 */
export async function countPlaces(db: Queries, asked: Asked): Promise<readonly PlacesRow[]> {
  const { rows } = await sql<Row>`
    select k.district, jsonb_build_object('id', k.id, 'kk', k.name_kk, 'ru', k.name_ru) as kindergarten,
      l.published, l.withdrawn, s.*
    from kindergarten k
    cross join lateral (
      select coalesce(sum(places) filter (where action = 'published'), 0)::int as published,
        coalesce(sum(places) filter (where action = 'withdrawn'), 0)::int as withdrawn
      from kindergarten_log where kindergarten = k.id and ${within(sql`at`, asked)}) l
    cross join lateral (
      select coalesce(sum(g.capacity), 0)::int as capacity,
        coalesce(sum(g.enrolled_otherwise), 0)::int as "enrolledOtherwise",
        coalesce(sum(p.taken), 0)::int as taken, coalesce(sum(p.offered), 0)::int as offered,
        coalesce(sum(p.open), 0)::int as open,
        coalesce(sum(greatest(g.capacity - g.enrolled_otherwise - p.used, 0)), 0)::int as "heldBack",
        min(g.held_since) as held_since
      from kindergarten_group g
      cross join lateral (
        select count(*) as used, count(*) filter (where state = 'taken') as taken,
          count(*) filter (where state = 'offered') as offered, count(*) filter (where state = 'open') as open
        from place where group_id = g.id) p
      where g.kindergarten = k.id and k.closed_at is null) s
    where ${of(sql`k.district`, asked)} and (k.closed_at is null or l.published + l.withdrawn > 0)
    order by k.district, k.name_kk, k.id`.execute(db);
  return rows.map(({ held_since, ...row }) => ({
    ...row,
    heldSince: held_since === null || row.heldBack === 0 ? null : almatyDay(held_since.getTime()),
  }));
}
