import { type RawBuilder, sql } from 'kysely';
import { toIso } from '../../core/domain/instant.ts';
import type { PlaceSums } from '../../core/protocol/kindergarten.ts';
import type { Queries } from '../database/queries.ts';

/** The places of one group, as they are counted. */
export type GroupSums = {
  readonly id: string;
  readonly kindergarten: string;
  readonly capacity: number;
  readonly enrolled_otherwise: number;
  readonly enrolled: number;
  readonly referred: number;
  readonly offered: number;
  readonly open: number;
  readonly held_since: Date | null;
};

/** Counts the places of the groups `g` of the kindergartens `k` that `which` names. */
export async function countGroups(db: Queries, which: RawBuilder<unknown>): Promise<readonly GroupSums[]> {
  const { rows } = await sql<GroupSums>`select g.id, g.kindergarten, g.capacity, g.enrolled_otherwise,
      g.held_since,
      count(*) filter (where p.state = 'offered')::int as offered,
      count(*) filter (where p.state = 'open')::int as open,
      count(*) filter (where p.state = 'taken' and a.status = 'enrolled')::int as enrolled,
      count(*) filter (where p.state = 'taken' and a.status is distinct from 'enrolled')::int as referred
    from kindergarten_group g join kindergarten k on k.id = g.kindergarten
      left join place p on p.group_id = g.id left join application a on a.uuid = p.holder
    where ${which} group by g.id`.execute(db);
  return rows;
}

/** The sums of several groups, or of one; held back since the earliest of them. */
export function sumsOf(groups: readonly GroupSums[]): PlaceSums {
  const sum = (of: (group: GroupSums) => number) => groups.reduce((all, group) => all + of(group), 0);
  const since = groups.flatMap(({ held_since }) => (held_since === null ? [] : [held_since.getTime()]));
  return {
    capacity: sum(({ capacity }) => capacity),
    enrolledOtherwise: sum(({ enrolled_otherwise }) => enrolled_otherwise),
    enrolled: sum(({ enrolled }) => enrolled),
    referred: sum(({ referred }) => referred),
    offered: sum(({ offered }) => offered),
    open: sum(({ open }) => open),
    unpublished: sum(
      (group) =>
        group.capacity -
        group.enrolled_otherwise -
        group.enrolled -
        group.referred -
        group.offered -
        group.open,
    ),
    heldSince: since.length === 0 ? null : toIso(Math.min(...since)),
  };
}
