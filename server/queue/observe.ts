/** What is to be seen of applications now: the observation of design.md, from the database. */
import { type NotNull, sql } from 'kysely';
import { toAlmatyIso } from '../../core/domain/almaty.ts';
import { cellOf } from '../../core/domain/application/state.ts';
import { positionInCell } from '../../core/domain/cell.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { NoticeChannel, NoticeKind } from '../../core/domain/notice.ts';
import type { Place } from '../../core/domain/place.ts';
import {
  type ObservedApplication,
  type ObservedNotice,
  observeApplication,
} from '../../core/domain/queue/observe.ts';
import type { QueueClass } from '../../core/domain/status.ts';
import { applicationOf, QUEUE_COLUMNS, type QueueRow } from './application-row.ts';
import { placeOf } from './lookup.ts';
import type { ServerQueue } from './play.ts';
import type { PlaceTable } from './tables.ts';

type Row = QueueRow & {
  readonly line: QueueClass;
  readonly before: number | null;
  readonly e: number;
  readonly p: number;
  readonly g: number;
  readonly cycle_index: number | null;
};

/** Observes applications at `now`, by id, in the order given; unknown ones are left out. */
export async function observeApplications(
  { db, rules }: Pick<ServerQueue, 'db' | 'rules'>,
  ids: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, ObservedApplication>> {
  const { rows } = await sql<Row>`select ${QUEUE_COLUMNS}, a.line, s.e, s.p, s.g, c.cycle_index,
      case when a.status in ('pending', 'queued', 'notified')
        then queue_before(a.cell, a.line, a.order_category, a.filed_at, a.number_order) end as before
    from application a left join referral r on r.number = a.referral_number
    left join cell c on c.key = a.cell cross join lateral queue_sizes(a.cell) s
    where a.uuid = any(${ids}::uuid[])
    order by array_position(${ids}::uuid[], a.uuid)`.execute(db);
  const places = await choosablePlaces(db, ids);
  const of = (cell: string, state: Place['state']) =>
    places.find((place) => place.cell === cell && place.state === state) ?? null;
  return new Map(
    rows.map((row) => {
      const application = applicationOf(row);
      const cell = cellOf(application);
      const { cycle, cycleStart } = rules.policy;
      const position =
        row.before === null
          ? null
          : positionInCell(
              { line: row.line, rank: row.before + 1 },
              { E: row.e, P: row.p, G: row.g },
              cycle,
              row.cycle_index ?? cycleStart,
            );
      const circumstances = { open: of(cell, 'open'), offered: of(cell, 'offered'), duplicate: false };
      return [row.uuid, observeApplication(application, position, circumstances, now, rules)];
    }),
  );
}

/** The earliest published place of each cell on offer, and the earliest open one. */
export async function choosablePlaces(
  db: ServerQueue['db'],
  ids: readonly string[],
): Promise<readonly Place[]> {
  const { rows } = await sql<PlaceTable>`select p.*
    from (select distinct cell from application where uuid = any(${ids}::uuid[])) c
    cross join (values ('offered'), ('open')) each (state)
    cross join lateral (
      select * from place where cell = c.cell and state = each.state order by published limit 1) p`.execute(
    db,
  );
  return rows.map(placeOf);
}

/** Every notice since the beginning, in the order in which they were put down. */
export async function observeNotices({ db }: Pick<ServerQueue, 'db'>): Promise<readonly ObservedNotice[]> {
  const rows = await db
    .selectFrom('notice as n')
    .innerJoin('notice_delivery as d', 'd.notice', 'n.id')
    .select(['n.application', 'n.kind', 'n.at'])
    .where('n.application', 'is not', null)
    .$narrowType<{ application: NotNull; kind: NoticeKind }>()
    .select(sql<NoticeChannel[]>`array_agg(d.channel order by d.channel)`.as('channels'))
    .groupBy('n.id')
    .orderBy('n.id')
    .execute();
  return rows.map(({ application, kind, at, channels }) => ({
    at: toAlmatyIso(at.getTime()),
    application,
    kind,
    channels,
  }));
}
