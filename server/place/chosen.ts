import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import type { Failure } from '../../core/domain/failure.ts';
import type { QueueCommand } from '../../core/protocol/command.ts';
import type { ChosenPlace } from '../../core/protocol/place.ts';
import type { Database } from '../database/schema.ts';

/**
 * Why a place is not the one that was chosen: `place-changed` where kindergarten or group are called otherwise by now, moved or
 * teach in another language than whoever chose has read and signed; `no-free-place` where the kindergarten is closed.
 */
export async function chosenFault(db: Kysely<Database>, command: QueueCommand): Promise<Failure | null> {
  if (command.do !== 'choosePlace') return null;
  const row = await db
    .selectFrom('kindergarten_group as g')
    .innerJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['k.name_kk', 'k.name_ru', 'k.settlement', 'k.address', 'g.name', 'g.birth_year', 'g.language'])
    .select(sql<boolean>`k.closed_at is not null`.as('closed'))
    .where('g.id', '=', command.group)
    .executeTakeFirstOrThrow();
  if (row.closed) return { code: 'no-free-place' };
  const is: ChosenPlace = {
    kindergarten: { kk: row.name_kk, ru: row.name_ru },
    address: `${row.settlement}, ${row.address}`,
    group: row.name,
    birthYear: row.birth_year,
    language: row.language,
  };
  return isDeepStrictEqual(command.place, is) ? null : { code: 'place-changed' };
}
