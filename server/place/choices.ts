import { sql } from 'kysely';
import type { z } from 'zod';
import { almatyYear } from '../../core/domain/almaty.ts';
import { choiceRefusal } from '../../core/domain/application/choose-place.ts';
import { cellOf } from '../../core/domain/application/state.ts';
import { ageOfGroup } from '../../core/domain/group.ts';
import { toIso } from '../../core/domain/instant.ts';
import { ok } from '../../core/domain/result.ts';
import { type Coordinates, distanceKm } from '../../core/domain/settlement.ts';
import type { PlaceChoicesSchema } from '../../core/protocol/place.ts';
import type { Answer } from '../answer.ts';
import { findVisible } from '../application/visible.ts';
import { actingAs } from '../command/acting.ts';
import type { Queries } from '../database/queries.ts';
import type { Actor } from '../person/session.ts';
import { choosablePlaces } from '../queue/observe.ts';
import type { KindergartenGroupTable, KindergartenTable } from '../queue/tables.ts';
import type { Services } from '../services.ts';

type Row = Pick<KindergartenGroupTable, 'language' | 'birth_year'> &
  Pick<
    KindergartenTable,
    'name_kk' | 'name_ru' | 'kind' | 'settlement' | 'address' | 'phone' | 'latitude' | 'longitude'
  > & {
    readonly group_id: string;
    readonly group_name: string;
    readonly kindergarten: string;
    readonly offered: number;
    readonly open: number;
  };

/**
 * The groups in which a child could take a place now (domain.md §1.10.6, .8): those with an open place, and while its turn has
 * come those with a place on offer; of open kindergartens only. Empty, with the reason, while nothing can be chosen.
 */
export async function choicesOf(
  { db, rules, now, settlements }: Services,
  actor: Actor,
  input: { readonly application: string },
): Promise<Answer<z.input<typeof PlaceChoicesSchema>>> {
  const found = await findVisible(db, actor, input.application);
  if (!found.ok) return found;
  const application = found.value;
  const { district, kind, parents } = application;
  const places = await choosablePlaces(db, [application.id]);
  const of = (state: 'open' | 'offered') => places.find((place) => place.state === state) ?? null;
  const at = now();
  const by = actingAs(actor, 'choosePlace', { district, kindergarten: null, parents });
  const refusal = choiceRefusal(application, { open: of('open'), offered: of('offered') }, by, at, rules);
  const turn = application.status === 'notified';
  const settlement = await settlementOf(db, application.id);
  const home = settlements.coordinatesOf(district, settlement);
  const rows = refusal === null ? await groupsWithPlaces(db, cellOf(application), turn) : [];
  return ok({
    ...{ at: toIso(at), kind, turn, refusal, settlement },
    chooseBy: application.status === 'notified' ? application.offer.chooseBy : null,
    choices: rows.map((row) => ({
      group: row.group_id,
      name: row.group_name,
      language: row.language,
      birthYear: row.birth_year,
      age: ageOfGroup(row.birth_year, almatyYear(at)),
      offered: row.offered,
      open: row.open,
      kindergarten: {
        id: row.kindergarten,
        ...{ kk: row.name_kk, ru: row.name_ru, kind: row.kind },
        ...{ settlement: row.settlement, address: row.address, phone: row.phone },
      },
      distanceKm: distance(home, whereIs(row, district, settlements)),
    })),
  });
}

/** Groups of a cell with a place that may be taken: on offer counts only when the turn has come. */
async function groupsWithPlaces(db: Queries, cell: string, turn: boolean): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select g.id as group_id, g.name as group_name, g.language, g.birth_year,
      k.id as kindergarten, k.name_kk, k.name_ru, k.kind, k.settlement, k.address, k.phone, k.latitude, k.longitude,
      p.offered, p.open
    from (
      select group_id, count(*) filter (where state = 'open')::int as open,
        count(*) filter (where state = 'offered' and ${turn})::int as offered
      from place where cell = ${cell} and state <> 'taken' group by group_id) p
    join kindergarten_group g on g.id = p.group_id join kindergarten k on k.id = g.kindergarten
    where p.offered + p.open > 0 and k.closed_at is null
    order by k.settlement, k.name_kk, g.name, g.id`.execute(db);
  return rows;
}

async function settlementOf(db: Queries, application: string): Promise<string> {
  const row = await db
    .selectFrom('application')
    .select(sql<string>`coalesce(corrected ->> 'settlement', form ->> 'settlement')`.as('settlement'))
    .where('uuid', '=', application)
    .executeTakeFirstOrThrow();
  return row.settlement;
}

/** A kindergarten's own coordinates, else those of its settlement. */
function whereIs(
  { latitude, longitude, settlement }: Row,
  district: string,
  settlements: Services['settlements'],
): Coordinates | null {
  if (latitude !== null && longitude !== null) return { latitude, longitude };
  return settlements.coordinatesOf(district, settlement);
}

/** In kilometres to one decimal; null unless both places are known. */
function distance(from: Coordinates | null, to: Coordinates | null): number | null {
  return from === null || to === null ? null : Math.round(distanceKm(from, to) * 10) / 10;
}
