/** All that decides the choice of a place, in one statement: many parents choose at once, and each cell answers one by one. */
import { sql } from 'kysely';
import { choiceRefusal } from '../../core/domain/application/choose-place.ts';
import { type Application, cellOf, type Rules } from '../../core/domain/application/state.ts';
import type { Refusal } from '../../core/domain/failure.ts';
import type { Instant } from '../../core/domain/instant.ts';
import { cellOfGroup, type Place } from '../../core/domain/place.ts';
import type { Command } from '../../core/domain/queue/command.ts';
import type { Queries } from '../database/queries.ts';
import { applicationOf, QUEUE_COLUMNS, type QueueRow } from './application-row.ts';
import { isUuid, type KnownGroup, placeOf } from './lookup.ts';
import type { PlaceTable } from './tables.ts';

/** The command that chooses a place. */
export type Choice = Extract<Command, { do: 'choosePlace' }>;

/** What a choice is decided from. */
export type ChoiceFacts = {
  readonly application: Application;
  readonly group: KnownGroup;
  /** The places of the group that were published earliest. */
  readonly offered: Place | null;
  readonly open: Place | null;
  /** Whether a deadline of the cell is due: then it acts first, and the rest may be otherwise. */
  readonly due: boolean;
};

type Row = QueueRow & {
  readonly n: number;
  readonly group: string;
  readonly group_name: string;
  readonly kindergarten: string;
  readonly name_kk: string;
  readonly name_ru: string;
  readonly group_district: string;
  readonly group_kind: KnownGroup['group']['kind'];
  readonly birth_year: number;
  readonly capacity: number;
  readonly offered: PlaceTable | null;
  readonly open: PlaceTable | null;
  readonly due: boolean;
};

/** Reads it for each of several choices as it is now; null where the application or the group does not exist. */
export async function readChoices(
  db: Queries,
  choices: readonly Choice[],
  at: Instant,
): Promise<readonly (ChoiceFacts | null)[]> {
  const ids = choices.map(({ application }) => (isUuid(application) ? application : null));
  const groups = choices.map(({ group }) => group);
  const { rows } = await sql<Row>`select m.n::int as n, ${QUEUE_COLUMNS}, g.id as group, g.name as group_name,
      g.kindergarten, k.name_kk, k.name_ru, k.district as group_district, g.kind as group_kind,
      g.birth_year, g.capacity, ${earliest('offered')} as offered, ${earliest('open')} as open,
      exists (select from application d where d.cell = a.cell and d.deadline_at <= ${new Date(at)}) as due
    from unnest(${ids}::uuid[], ${groups}::text[]) with ordinality m (application, group_id, n)
    join application a on a.uuid = m.application left join referral r on r.number = a.referral_number
    join kindergarten_group g on g.id = m.group_id join kindergarten k on k.id = g.kindergarten`.execute(db);
  const found: (ChoiceFacts | null)[] = choices.map(() => null);
  for (const row of rows) found[row.n - 1] = factsOf(row);
  return found;
}

function factsOf(row: Row): ChoiceFacts {
  const { kindergarten, group_district: district, group_kind: kind, birth_year: birthYear, capacity } = row;
  return {
    application: applicationOf(row),
    group: {
      group: { id: row.group, kindergarten, district, kind, birthYear, capacity },
      kindergartenName: { kk: row.name_kk, ru: row.name_ru },
      name: row.group_name,
    },
    offered: row.offered === null ? null : placeOf(row.offered),
    open: row.open === null ? null : placeOf(row.open),
    due: row.due,
  };
}

function earliest(state: 'offered' | 'open') {
  return sql`(select to_json(p) from place p where p.group_id = g.id and p.state = ${state}
    order by p.published limit 1)`;
}

/** The places of some groups that can be given, those published earliest first: of each group and state at most `most`. */
export async function readStock(db: Queries, groups: readonly string[], most: number): Promise<Stock> {
  const { rows } = await sql<PlaceTable>`select p.* from unnest(${groups}::text[]) g (id)
    cross join (values ('offered'), ('open')) each (state)
    cross join lateral (
      select * from place where group_id = g.id and state = each.state order by published limit ${most}) p`.execute(
    db,
  );
  const shelves = new Map<string, Place[]>();
  for (const id of groups)
    for (const state of ['offered', 'open'] as const) {
      const places = rows.filter((row) => row.group_id === id && row.state === state).map(placeOf);
      shelves.set(shelf(id, state), places);
    }
  return { shelves, most };
}

/** The key of the places of a group in a state. */
export function shelf(group: string, state: Place['state']): string {
  return `${state} ${group}`;
}

/** What a transaction that holds the cells knows of places: a shelf that was read full may hide more. */
export type Stock = { readonly shelves: Map<string, Place[]>; readonly most: number };

/**
 * The refusal of a choice that needs no lock, or null. What was read is one moment's state of the cell, and where no deadline is
 * due the answer is right for that moment; a choice that would be accepted has to be looked at again under the lock.
 */
export function earlyRefusal(
  facts: ChoiceFacts | null,
  { by }: Choice,
  now: Instant,
  rules: Rules,
): Refusal | null {
  if (facts === null) return 'not-found';
  const { application, group, offered, open, due } = facts;
  if (due) return null;
  const places =
    cellOfGroup(group.group) === cellOf(application) ? { offered, open } : { offered: null, open: null };
  return choiceRefusal(application, places, by, now, rules);
}
