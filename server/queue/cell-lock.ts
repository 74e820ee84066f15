/** The cells a command concerns are locked before anything else is read (design.md: one rule at a time per cell). */
import { sql, type Transaction } from 'kysely';
import { type CellKey, cellKey } from '../../core/domain/cell.ts';
import { parseChildIin } from '../../core/domain/iin.ts';
import { cellOfGroup } from '../../core/domain/place.ts';
import { partsOf } from '../../core/domain/plain-date.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Command } from '../../core/domain/queue/command.ts';
import type { Database } from '../database/schema.ts';
import { findGroup, isUuid } from './lookup.ts';

type Trx = Transaction<Database>;

/** Keys of the cells that a command can touch, sorted, so that two commands never wait for each other in a circle. */
export async function cellsOf(trx: Trx, command: Command): Promise<readonly CellKey[]> {
  const keys = new Set<CellKey>();
  const add = (key: CellKey | null) => {
    if (key !== null) keys.add(key);
  };
  if (command.do === 'apply') {
    const { district, kind, children } = command.filing;
    for (const { iin } of children) add(movedCell(cellKey(district, kind, 0), iin));
    if (command.movesFrom !== null) add(await cellOfApplication(trx, command.movesFrom));
  } else if (command.do === 'publishPlaces' || command.do === 'withdrawPlaces') {
    const group = await findGroup(trx, command.group);
    add(group === null ? null : cellOfGroup(group.group));
  } else {
    const own = await cellOfApplication(trx, command.application);
    add(own);
    const corrected = command.do === 'correct' ? command.correction.childIin : null;
    if (own !== null && corrected !== null) add(movedCell(own, corrected));
  }
  return [...keys].toSorted();
}

/** The cell in which an application stands, or null where there is no such application. */
export async function cellOfApplication(trx: Trx, id: string): Promise<CellKey | null> {
  if (!isUuid(id)) return null;
  const row = await trx.selectFrom('application').select('cell').where('uuid', '=', id).executeTakeFirst();
  return row?.cell ?? null;
}

/** Locks cells until the transaction ends; one in which nothing has happened yet is made. Give the keys sorted. */
export async function lockCells(trx: Trx, keys: readonly CellKey[], policy: Policy): Promise<void> {
  for (const key of keys) {
    const lock = () => sql`select from cell where key = ${key} for update`.execute(trx);
    if ((await lock()).rows.length > 0) continue;
    const [district = '', kind = '', year = ''] = key.split('/');
    await trx
      .insertInto('cell')
      .values({ district, kind, group_year: Number(year), cycle_index: policy.cycleStart })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await lock();
  }
}

/** The same cell for a child of another birth year, or null for an IIN that says none. */
function movedCell(key: CellKey, iin: string): CellKey | null {
  const parsed = parseChildIin(iin);
  if (!parsed.ok) return null;
  return key.replace(/\d+$/, String(partsOf(parsed.value.birthDate).year));
}
