/** How the rules' writes reach the tables: all that is held back in one statement (`queue_write` of migration 2). */
import { sql, type Transaction } from 'kysely';
import { endOfDay } from '../../core/domain/almaty.ts';
import { type Application, cellOf, standingOf } from '../../core/domain/application/state.ts';
import type { Cell } from '../../core/domain/cell.ts';
import { toIso } from '../../core/domain/instant.ts';
import { NOTICE_CHANNELS } from '../../core/domain/notice.ts';
import type { Place } from '../../core/domain/place.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Referral } from '../../core/domain/referral.ts';
import type { ApplicationRecord } from '../../core/protocol/record.ts';
import type { Database } from '../database/schema.ts';
import { positionOfNew } from '../place/position.ts';
import { queueColumns, referralColumns } from './application-row.ts';
import type { KnownGroup } from './lookup.ts';
import type { Paper } from './origin.ts';
import type { told } from './told.ts';

type Trx = Transaction<Database>;

/** The versions that this transaction has given its districts; every row it writes carries its district's. */
export type Versions = Readonly<Record<string, number>>;

/** What a rule has changed. */
export type Changes = {
  readonly versions: Versions;
  /** Every district of which something changes. */
  readonly districts: readonly string[];
  readonly applications: readonly { readonly state: Application; readonly group: KnownGroup | null }[];
  readonly places: readonly Place[];
  /** Places that do not exist any more. */
  readonly dropped: readonly string[];
  readonly cells: readonly Cell[];
  readonly events: readonly ReturnType<typeof told>[];
};

/** Writes changes of rows that exist, and what is told of them. Gives the versions, those that it has taken included. */
export async function writeChanges(trx: Trx, changes: Changes, policy: Policy): Promise<Versions> {
  const { versions, districts, applications, dropped, events } = changes;
  const given = {
    ...{ versions, districts, dropped, events, channels: NOTICE_CHANNELS },
    referrals: applications.flatMap(({ state }) =>
      state.referral === null ? [] : [referralColumns(state, state.referral)],
    ),
    applications: applications.map(({ state, group }) => ({
      uuid: state.id,
      ...queueColumns(state, policy),
      referral: state.referral === null ? null : recordOf(state, state.referral, group),
    })),
    places: changes.places.map(({ group, ...place }) => ({ ...place, group_id: group })),
    cells: changes.cells.map(({ key, cycleIndex, publications }) => ({
      ...{ key, cycle_index: cycleIndex, publications },
    })),
  };
  const { rows } = await sql<{ versions: Versions }>`
    select queue_write(${JSON.stringify(given)}::jsonb) as versions`.execute(trx);
  return rows[0]?.versions ?? versions;
}

/** Writes a new application with its paper; its number in the queue at this moment goes with it. */
export async function fileApplication(
  trx: Trx,
  application: Application,
  paper: Paper,
  { policy, version }: { readonly policy: Policy; readonly version: number },
): Promise<void> {
  const standing = standingOf(application, policy);
  await trx
    .insertInto('application')
    .values({
      ...paper,
      ...queueColumns(application, policy),
      uuid: application.id,
      number: application.number,
      submission: application.form,
      district: application.district,
      kind: application.kind,
      entered_by: application.enteredBy,
      filed_at: new Date(application.filedAt),
      queue_number_at_filing: await positionOfNew(trx, policy, cellOf(application), standing),
      row_version: version,
    })
    .execute();
}

/** The referral as desks show it: in force, or the one the child is enrolled by. */
function recordOf(
  { status }: Application,
  referral: Referral,
  group: KnownGroup | null,
): ApplicationRecord['referral'] {
  if (status !== 'referred' && status !== 'extended' && status !== 'enrolled') return null;
  if (group === null) throw new Error(`The group of referral ${referral.number} does not exist`);
  return {
    number: referral.number,
    kindergarten: group.kindergartenName.kk,
    kindergartenRu: group.kindergartenName.ru,
    group: group.name,
    issuedAt: toIso(referral.issuedAt),
    validUntil: toIso(endOfDay(referral.validUntil) - 1),
    extended: referral.extended,
    kind: referral.kind,
  };
}
