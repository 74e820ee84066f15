import { sql } from 'kysely';
import type { Report, WaitingRow } from '../../core/protocol/report.ts';
import type { Queries } from '../database/queries.ts';
import { type Asked, dayNumberOf, of, within } from './period.ts';

type Row = Omit<WaitingRow, 'district' | 'groupYear' | 'queueClass'> & {
  readonly district: string | null;
  readonly groupYear: number | null;
  readonly queueClass: WaitingRow['queueClass'] | null;
};
type Waiting = Pick<Extract<Report, { name: 'waiting' }>, 'rows' | 'districts' | 'total'>;

/**
 * How many days by the calendar lay between filing and the first referral, of children whose first referral was issued in the
 * period: the median, what nine of ten did not exceed, the longest. A transfer is no first referral.
 */
export async function measureWaiting(db: Queries, asked: Asked): Promise<Waiting> {
  const { rows } = await sql<Row>`
    select w.district, w.group_year as "groupYear", w.queue_class as "queueClass", count(*)::int as children,
      percentile_cont(0.5) within group (order by w.days) as median,
      percentile_disc(0.9) within group (order by w.days) as ninetieth,
      max(w.days) as longest
    from (
      select a.district, a.group_year, a.queue_class,
        ${dayNumberOf(sql`r.issued_at`)} - ${dayNumberOf(sql`a.filed_at`)} as days
      from referral r join application a on a.uuid = r.application
      where r.kind <> 'transfer' and ${of(sql`a.district`, asked)} and ${within(sql`r.issued_at`, asked)}
        and not exists (select from referral e where e.application = r.application
          and e.kind <> 'transfer' and (e.issued_at, e.number) < (r.issued_at, r.number))) w
    group by grouping sets ((w.district, w.group_year, w.queue_class), (w.district), ())
    having count(*) > 0
    order by w.district, w.group_year, array_position(array['E', 'P', 'G'], w.queue_class)`.execute(db);
  const figures = ({ children, median, ninetieth, longest }: Row) => ({
    ...{ children, median, ninetieth, longest },
  });
  const total = rows.find(({ district }) => district === null);
  return {
    rows: rows.flatMap((row) =>
      row.district === null || row.groupYear === null || row.queueClass === null
        ? []
        : [{ ...figures(row), district: row.district, groupYear: row.groupYear, queueClass: row.queueClass }],
    ),
    districts: rows.flatMap((row) =>
      row.district === null || row.groupYear !== null ? [] : [{ ...figures(row), district: row.district }],
    ),
    total: total === undefined ? null : figures(total),
  };
}
