import { sql } from 'kysely';
import type { QueueRow } from '../../core/protocol/report.ts';
import type { Queries } from '../database/queries.ts';
import { type Asked, of, within } from './period.ts';

/**
 * The queue by district, year of the group, voucher category, class and confirmed benefit: how many wait now, and how many applications were filed in
 * the period, whatever became of them.
 */
export async function countQueue(db: Queries, asked: Asked): Promise<readonly QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    select * from (
      select a.district, a.group_year as "groupYear", a.category, a.queue_class as "queueClass",
        case when a.benefit_claim = 'confirmed' then a.benefit end as benefit,
        count(*) filter (where a.status in ('pending', 'queued', 'notified'))::int as waiting,
        count(*) filter (where a.status = 'notified')::int as notified,
        count(*) filter (where a.status in ('pending', 'queued', 'notified')
          and (a.benefit_claim = 'claimed' or a.papers_claim = 'claimed'))::int as undecided,
        count(*) filter (where a.status = 'stopListed')::int as "stopListed",
        count(*) filter (where ${within(sql`a.filed_at`, asked)})::int as filed
      from application a
      where ${of(sql`a.district`, asked)}
      group by 1, 2, 3, 4, 5) q
    where waiting + "stopListed" + filed > 0
    order by district, "groupYear", category nulls last, array_position(array['E', 'P', 'G'], "queueClass"), benefit nulls last`.execute(
    db,
  );
  return rows;
}
