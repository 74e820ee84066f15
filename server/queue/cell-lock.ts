/** The cells a command concerns are locked before anything else is read (core/domain/queue/step.ts: one rule at a time per cell). */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { type Cell, type CellKey, cellKey, newCell } from '../../core/domain/cell.ts';
import { parseChildIin } from '../../core/domain/iin.ts';
import { cellOfGroup } from '../../core/domain/place.ts';
import { partsOf } from '../../core/domain/plain-date.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Command } from '../../core/domain/queue/command.ts';
import type { Database } from '../database/schema.ts';
import { findGroup, isUuid } from './lookup.ts';

type Trx = Transaction<Database>;

/** The cells that a transaction has locked until it ends, as they are; the rules that are played keep them up to date. */
export type LockedCells = Map<CellKey, Cell>;

/** Locks the cells that a command can touch. */
export async function lockCellsOf(trx: Trx, command: Command, policy: Policy): Promise<LockedCells> {
  if (command.do === 'apply') {
    const { district, kind, children } = command.filing;
    const keys = children.map(({ iin }) => ofChild(cellKey(district, kind, 0), iin));
    const old = command.movesFrom === null ? null : await cellOfApplication(trx, command.movesFrom);
    return lockCells(trx, [...keys, old], policy);
  }
  if (command.do === 'publishPlaces' || command.do === 'withdrawPlaces') {
    const known = await findGroup(trx, command.group);
    return lockCells(trx, [known === null ? null : cellOfGroup(known.group)], policy);
  }
  if (!isUuid(command.application)) return new Map();
  if (command.do !== 'correct' || command.correction.childIin === null) {
    const found = await lock(trx, sql`(select cell from application where uuid = ${command.application})`);
    if (found !== null) return new Map([[found.key, found]]);
  }
  const own = await cellOfApplication(trx, command.application);
  if (own === null) return new Map();
  const corrected = command.do === 'correct' ? command.correction.childIin : null;
  return lockCells(trx, [own, corrected === null ? null : ofChild(own, corrected)], policy);
}

/** Locks cells by key, in the one order that everybody keeps, so that nobody waits in a circle. */
export async function lockCells(
  trx: Trx,
  keys: readonly (CellKey | null)[],
  policy: Policy,
): Promise<LockedCells> {
  const locked: LockedCells = new Map();
  const sorted = [...new Set(keys.filter((key) => key !== null))].toSorted();
  for (const key of sorted) {
    const cell = (await lock(trx, sql`${key}`)) ?? (await begin(trx, key, policy));
    locked.set(key, cell);
  }
  return locked;
}

async function lock(trx: Trx, key: RawBuilder<unknown>): Promise<Cell | null> {
  const { rows } = await sql<{ key: string; cycle_index: number; publications: number }>`
    select key, cycle_index, publications from cell where key = ${key} for update`.execute(trx);
  const row = rows[0];
  return row === undefined
    ? null
    : { key: row.key, cycleIndex: row.cycle_index, publications: row.publications };
}

/** Makes a cell in which nothing has happened yet; somebody else may be quicker. */
async function begin(trx: Trx, key: CellKey, policy: Policy): Promise<Cell> {
  const [district = '', kind = '', year = ''] = key.split('/');
  await trx
    .insertInto('cell')
    .values({ district, kind, group_year: Number(year), cycle_index: policy.cycleStart })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await lock(trx, sql`${key}`)) ?? newCell(key, policy);
}

async function cellOfApplication(trx: Trx, id: string): Promise<CellKey | null> {
  if (!isUuid(id)) return null;
  const row = await trx.selectFrom('application').select('cell').where('uuid', '=', id).executeTakeFirst();
  return row?.cell ?? null;
}

/** The cell for a child of the year that an IIN says, or null where it says none. */
function ofChild(key: CellKey, iin: string): CellKey | null {
  const parsed = parseChildIin(iin);
  return parsed.ok ? key.replace(/\d+$/, String(partsOf(parsed.value.birthDate).year)) : null;
}
