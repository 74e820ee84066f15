/** How the rules' writes reach the tables. */
import type { Transaction } from 'kysely';
import { endOfDay } from '../../core/domain/almaty.ts';
import { type Application, cellOf, standingOf } from '../../core/domain/application/state.ts';
import type { Cell } from '../../core/domain/cell.ts';
import { toIso } from '../../core/domain/instant.ts';
import type { Place } from '../../core/domain/place.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Referral } from '../../core/domain/referral.ts';
import type { ApplicationRecord } from '../../core/protocol/record.ts';
import type { Database } from '../database/schema.ts';
import { positionOfNew } from '../place/position.ts';
import { queueColumns, referralColumns } from './application-row.ts';
import type { KnownGroup } from './lookup.ts';
import type { Paper } from './origin.ts';

type Trx = Transaction<Database>;

/** What an application's row needs beside its state; `paper` where it is new. */
export type Writing = {
  readonly policy: Policy;
  /** The district's version that this transaction gives to its rows. */
  readonly version: number;
  /** The group of the latest referral. */
  readonly group: KnownGroup | null;
  readonly paper: Paper | null;
};

/** Writes an application with its latest referral. */
export async function writeApplication(
  trx: Trx,
  application: Application,
  { policy, version, group, paper }: Writing,
): Promise<void> {
  if (paper !== null) return fileApplication(trx, application, paper, { policy, version });
  const { referral } = application;
  if (referral !== null) await writeReferral(trx, application, referral);
  const record = referral === null ? null : recordOf(application, referral, group);
  await trx
    .updateTable('application')
    .set({
      ...queueColumns(application, policy),
      referral: record === null ? null : JSON.stringify(record),
      row_version: version,
    })
    .where('uuid', '=', application.id)
    .execute();
}

async function fileApplication(
  trx: Trx,
  application: Application,
  paper: Paper,
  { policy, version }: Pick<Writing, 'policy' | 'version'>,
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

async function writeReferral(trx: Trx, application: Application, referral: Referral): Promise<void> {
  const row = referralColumns(application, referral);
  const { held_place, valid_until, extended, ended } = row;
  await trx
    .insertInto('referral')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('number').doUpdateSet({ held_place, valid_until, extended, ended }),
    )
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
    kindergarten: group.kindergartenName,
    group: group.name,
    issuedAt: toIso(referral.issuedAt),
    validUntil: toIso(endOfDay(referral.validUntil) - 1),
    extended: referral.extended,
    kind: referral.kind,
  };
}

/** Writes a place, or ends it. */
export async function writePlace(trx: Trx, id: string, place: Place | null): Promise<void> {
  if (place === null) {
    await trx.updateTable('referral').set({ held_place: null }).where('held_place', '=', id).execute();
    await trx.deleteFrom('place').where('id', '=', id).execute();
    return;
  }
  const { group, ...rest } = place;
  const row = { ...rest, group_id: group };
  const { id: _, ...changed } = row;
  await trx
    .insertInto('place')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
    .execute();
}

/** Writes where the cycle of a locked cell stands and how often places were published in it. */
export async function writeCell(trx: Trx, cell: Cell): Promise<void> {
  await trx
    .updateTable('cell')
    .set({ cycle_index: cell.cycleIndex, publications: cell.publications })
    .where('key', '=', cell.key)
    .execute();
}
