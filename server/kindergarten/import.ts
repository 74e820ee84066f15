import type { Transaction } from 'kysely';
import type { Instant } from '../../core/domain/instant.ts';
import type { KindergartenEntry, KindergartenFile } from '../../core/protocol/kindergarten-entry.ts';
import type { Database } from '../database/schema.ts';
import { tellTime } from '../database/time.ts';

/** How many of a file were new. */
export type Imported = { readonly kindergartens: number; readonly groups: number };

/**
 * Enters the kindergartens and groups of a file that the server does not have yet. What it has is left as it is: after the
 * beginning the office's own screens change it, and the same file given again changes nothing. Writes an audit line when
 * anything was new.
 */
export async function importKindergartens(
  trx: Transaction<Database>,
  { kindergartens }: KindergartenFile,
  now: Instant,
): Promise<Imported> {
  await tellTime(trx, now);
  let [newKindergartens, newGroups] = [0, 0];
  for (const entry of kindergartens) {
    newKindergartens += await enterKindergarten(trx, entry);
    newGroups += await enterGroups(trx, entry);
  }
  const imported = { kindergartens: newKindergartens, groups: newGroups };
  if (newKindergartens + newGroups > 0)
    await trx
      .insertInto('audit')
      .values({
        at: new Date(now),
        action: 'kindergartens-imported',
        actor: null,
        desk: null,
        subject: 'kindergarten',
        facts: JSON.stringify(imported),
      })
      .execute();
  return imported;
}

async function enterKindergarten(trx: Transaction<Database>, entry: KindergartenEntry): Promise<number> {
  const { id, district, bin, kind, name, settlement, address, phone, director, coordinates } = entry;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('kindergarten')
    .values({
      id,
      district,
      bin,
      kind,
      name_kk: name.kk,
      name_ru: name.ru,
      settlement,
      address,
      phone,
      director,
      latitude: coordinates?.latitude ?? null,
      longitude: coordinates?.longitude ?? null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

async function enterGroups(
  trx: Transaction<Database>,
  { id: kindergarten, groups }: KindergartenEntry,
): Promise<number> {
  if (groups.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('kindergarten_group')
    .values(
      groups.map(({ id, name, kind, birthYear, language, capacity, enrolledOtherwise }) => ({
        id,
        kindergarten,
        kind,
        birth_year: birthYear,
        language,
        name,
        capacity,
        enrolled_otherwise: enrolledOtherwise,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}
