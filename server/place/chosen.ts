import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from 'kysely';
import type { Failure } from '../../core/domain/failure.ts';
import type { ChosenPlace } from '../../core/protocol/place.ts';
import type { Database } from '../database/schema.ts';

/**
 * Why each of some chosen places is not what its parent has read and signed: `place-changed` where kindergarten or group are called
 * otherwise by now, moved or teach in another language; `no-free-place` where the kindergarten is closed. Null where it is the
 * same, and for a group that does not exist, which the rules refuse. Until the transaction ends nobody changes the kindergartens.
 */
export async function chosenFaults(
  trx: Transaction<Database>,
  choices: readonly { readonly group: string; readonly place: ChosenPlace }[],
): Promise<readonly (Failure | null)[]> {
  if (choices.length === 0) return [];
  const rows = await trx
    .selectFrom('kindergarten_group as g')
    .innerJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['g.id', 'k.name_kk', 'k.name_ru', 'k.settlement', 'k.address'])
    .select(['g.name', 'g.birth_year', 'g.language', sql<boolean>`k.closed_at is not null`.as('closed')])
    .where('g.id', 'in', [...new Set(choices.map(({ group }) => group))])
    .orderBy('k.id')
    .modifyEnd(sql`for share of k`)
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  return choices.map(({ group, place }) => {
    const row = known.get(group);
    if (row === undefined) return null;
    if (row.closed) return { code: 'no-free-place' };
    const is: ChosenPlace = {
      kindergarten: { kk: row.name_kk, ru: row.name_ru },
      address: `${row.settlement}, ${row.address}`,
      group: row.name,
      birthYear: row.birth_year,
      language: row.language,
    };
    return isDeepStrictEqual(place, is) ? null : { code: 'place-changed' };
  });
}
