import type { Instant } from '../../core/domain/instant.ts';
import type { Services } from '../services.ts';

/** What the birth record says of somebody who joins as a parent; `unproved` where ГБД ФЛ is silent or has no record. */
export type Relation = 'proved' | 'unproved' | 'stranger';

/** Asks ГБД ФЛ (or what it said within a day) whether somebody is a parent of the child (domain.md §1.11 "Relation"). */
export async function relationTo(
  { db, registry }: Pick<Services, 'db' | 'registry'>,
  child: string,
  parent: string,
  now: Instant,
): Promise<Relation> {
  const answer = await registry.recall(db, child, now);
  if (!answer.ok || answer.value.parents.length === 0) return 'unproved';
  return answer.value.parents.includes(parent) ? 'proved' : 'stranger';
}
