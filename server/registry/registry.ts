import { HOUR, type Instant } from '../../core/domain/instant.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import type { RegistryPerson } from '../../core/protocol/person.ts';
import type { Queries } from '../database/queries.ts';
import type { PersonRegistry, RegistryFailure } from './gbdfl.ts';
import { type RegistryFacts, RegistryFactsSchema } from './gbdfl-answer.ts';

/** An answer of ГБД ФЛ is good for judging an application for a day: the form was filled in from it. */
const KEPT_MS = 24 * HOUR;

/** ГБД ФЛ with what it answered lately. */
export type Registry = {
  /** Asks anew and remembers the answer. */
  lookUp(db: Queries, iin: string, now: Instant): Promise<Result<RegistryFacts, RegistryFailure>>;
  /** What was answered within the last day; asks only if there is nothing. */
  recall(db: Queries, iin: string, now: Instant): Promise<Result<RegistryFacts, RegistryFailure>>;
};

/** Remembers in the database what `persons` answers. */
export function createRegistry(persons: PersonRegistry): Registry {
  const lookUp: Registry['lookUp'] = async (db, iin, now) => {
    const answer = await persons.ask(iin);
    if (answer.ok) {
      const row = { iin, person: JSON.stringify(answer.value), at: new Date(now) };
      await db
        .insertInto('registry_answer')
        .values(row)
        .onConflict((conflict) => conflict.column('iin').doUpdateSet({ person: row.person, at: row.at }))
        .execute();
    }
    return answer;
  };
  return {
    lookUp,
    async recall(db, iin, now) {
      const row = await db
        .selectFrom('registry_answer')
        .select('person')
        .where('iin', '=', iin)
        .where('at', '>', new Date(now - KEPT_MS))
        .executeTakeFirst();
      const kept = RegistryFactsSchema.safeParse(row?.person);
      return kept.success ? ok(kept.data) : lookUp(db, iin, now);
    },
  };
}

/**
 * The person as a form needs him: of several current registrations the one in the district that is asked, else the permanent
 * one, else any.
 */
export function personFor(district: string, facts: RegistryFacts): RegistryPerson {
  const { registrations, ...person } = facts;
  const registration =
    registrations.find((each) => each.district === district) ??
    registrations.find((each) => !each.temporary) ??
    registrations[0] ??
    null;
  return { ...person, registration };
}
