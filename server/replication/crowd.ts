/**
 * Choices of places that are pushed at the same moment are decided together: one transaction moves on the counters of their
 * clients, decides them and keeps their results. Whoever comes alone is a crowd of one.
 */
import type { Logger } from 'pino';
import type { MutationResult } from '../../core/protocol/replication.ts';
import { type ChoiceServices, decideChoices, type PreparedChoice, unsharedBy } from '../command/choices.ts';
import { databaseFailure } from '../database/failure.ts';
import { errorForLog } from '../log.ts';
import { advanceAll, type Identity, numbered, type Outcome, storeResults } from './processed.ts';

/** Where choices wait for each other. */
export type Crowd = {
  /**
   * What became of a choice; null where it was not decided and nothing of it was kept, because it is not its client's next
   * mutation, because it was received before, or because of a fault in the company it was in: then it has to go alone. Throws where there
   * is no database.
   */
  decide(identity: Identity, choice: PreparedChoice): Promise<MutationResult | null>;
  /** Waits until nobody waits any more. */
  settled(): Promise<void>;
};

type Member = {
  readonly identity: Identity;
  readonly choice: PreparedChoice;
  readonly answer: (result: MutationResult | null) => void;
  readonly fail: (error: unknown) => void;
};

/** How many are decided by one transaction. */
const MOST = 200;

/** Opens it; `services.db` may be a connection that it has to itself. */
export function openCrowd(services: ChoiceServices & { readonly log: Logger }): Crowd {
  const waiting: Member[] = [];
  let serving: Promise<void> | null = null;

  const serve = async () => {
    while (waiting.length > 0) {
      await decideTogether(services, takeNext(waiting));
    }
    serving = null;
  };
  return {
    decide: (identity, choice) =>
      new Promise((answer, fail) => {
        waiting.push({ identity, choice, answer, fail });
        serving ??= serve();
      }),
    settled: async () => {
      while (serving !== null) await serving;
    },
  };
}

/** Takes out those who go first: as many as one transaction takes, no two of which share what only one of them may have. */
function takeNext(waiting: Member[]): readonly Member[] {
  const members: Member[] = [];
  const later: Member[] = [];
  const held = new Set<string>();
  for (const member of waiting.splice(0)) {
    const { client, outgoing } = member.identity;
    const own = [`client ${client}`, `mutation ${outgoing.uuid}`, ...unsharedBy(member.choice)];
    if (members.length === MOST || own.some((each) => held.has(each))) later.push(member);
    else {
      for (const each of own) held.add(each);
      members.push(member);
    }
  }
  waiting.push(...later);
  return members;
}

/** Answers every member; what one of them does to the others is that each goes alone. */
async function decideTogether(
  services: ChoiceServices & { readonly log: Logger },
  members: readonly Member[],
): Promise<void> {
  try {
    const results = await inOneTransaction(services, members);
    for (const member of members) member.answer(results.get(member) ?? null);
  } catch (error) {
    if (databaseFailure(error) === 'unavailable') for (const member of members) member.fail(error);
    else {
      services.log.warn(
        { members: members.length, error: errorForLog(error) },
        'a crowd was not decided together',
      );
      for (const member of members) member.answer(null);
    }
  }
}

async function inOneTransaction(
  services: ChoiceServices,
  members: readonly Member[],
): Promise<ReadonlyMap<Member, MutationResult>> {
  const at = new Date(services.now());
  return services.db.transaction().execute(async (trx) => {
    const identities = members.map(({ identity }) => identity);
    const advanced = await advanceAll(trx, identities, at);
    const next = members.filter(({ identity }) => advanced.has(identity.client));
    if (next.length === 0) return new Map();
    const choices = next.map(({ choice }) => choice);
    const answers = await decideChoices(services, trx, choices);
    const decided = next.map((member, index) => {
      const answer = answers[index];
      if (answer === undefined) throw new Error('A choice was not answered');
      const outcome: Outcome = answer.ok
        ? { outcome: 'done', data: { applications: [], facts: answer.value } }
        : { outcome: 'refused', failure: answer.error };
      return { member, identity: member.identity, outcome };
    });
    await storeResults(trx, decided, at);
    return new Map(
      decided.map(({ member, outcome }) => [member, numbered(member.identity.outgoing.id, outcome)]),
    );
  });
}
