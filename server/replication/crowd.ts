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
const MOST = 250;
/** Connections, and so transactions at once: while one is in the database, the next is made ready. */
export const CROWD_CONNECTIONS = 2;

/** Opens it; `services.db` is better a pool of its own, so that nobody who is still being heard stands before those who wait. */
export function openCrowd(services: ChoiceServices & { readonly log: Logger }): Crowd {
  const waiting: Member[] = [];
  const held = new Set<string>();
  const unanswered = new Set<Promise<MutationResult | null>>();
  let serving = 0;

  /** Serves until there is nobody left, or only such as wait for the other transaction. */
  const serve = async () => {
    serving += 1;
    for (;;) {
      const members = takeNext(waiting, held);
      if (members.length === 0) break;
      await decideTogether(services, members);
      for (const each of members.flatMap(unshared)) held.delete(each);
    }
    serving -= 1;
  };
  return {
    decide: (identity, choice) => {
      const answered = new Promise<MutationResult | null>((answer, fail) => {
        waiting.push({ identity, choice, answer, fail });
        if (serving < CROWD_CONNECTIONS) void serve();
      });
      const done = () => unanswered.delete(answered);
      unanswered.add(answered);
      answered.then(done, done);
      return answered;
    },
    settled: async () => {
      while (unanswered.size > 0) await Promise.allSettled(unanswered);
    },
  };
}

/** Takes out those who go first: as many as one transaction takes, and nobody who shares what only one at a time may have. */
function takeNext(waiting: Member[], held: Set<string>): readonly Member[] {
  const members: Member[] = [];
  const later: Member[] = [];
  let seen = 0;
  for (const member of waiting) {
    if (members.length === MOST) break;
    seen += 1;
    const own = unshared(member);
    if (own.some((each) => held.has(each))) later.push(member);
    else {
      for (const each of own) held.add(each);
      members.push(member);
    }
  }
  waiting.splice(0, seen, ...later);
  return members;
}

function unshared({ identity: { client, outgoing }, choice }: Member): readonly string[] {
  return [`client ${client}`, `mutation ${outgoing.uuid}`, ...unsharedBy(choice)];
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
