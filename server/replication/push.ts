import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { fail, ok } from '../../core/domain/result.ts';
import {
  type Mutation,
  type MutationResult,
  PROTOCOL,
  type PushResponse,
} from '../../core/protocol/replication.ts';
import type { Answer } from '../answer.ts';
import { prepareSubmission, type Submitted } from '../application/prepare.ts';
import { submitApplication } from '../application/submit.ts';
import { isChoice, type PreparedChoice } from '../command/choices.ts';
import { decideCommand } from '../command/decide.ts';
import { prepareCommand } from '../command/prepare.ts';
import { databaseFailure } from '../database/failure.ts';
import type { Database } from '../database/schema.ts';
import type { Desk } from '../desk/authentication.ts';
import { errorForLog } from '../log.ts';
import { noteLateRefusal } from '../notice/refused-offline.ts';
import { openOfflineSession, prepareOfflineSession } from '../person/offline-session.ts';
import type { Services } from '../services.ts';
import { argumentsHash } from './canonical-json.ts';
import type { Crowd } from './crowd.ts';
import { isKnown, type OutgoingEnvelope, type PushEnvelope, readMutation } from './envelope.ts';
import {
  advance,
  heardBefore,
  type Identity,
  lastMutationId,
  numbered,
  type Outcome,
  outcomeOf,
  resultByUuid,
  storedResult,
  storeResult,
} from './processed.ts';

/** How often a mutation that fails for an unknown reason is tried before it is set aside (practices b5.8). */
const ATTEMPTS = 5;
/** Races lost in a row before that counts as such a reason. */
const CONFLICTS = 20;

/** What receiving mutations needs of the server: where choices of places wait for each other, beside the rest. */
export type PushServices = Services & { readonly crowd: Crowd };

/** Whether desks of this protocol may talk to this server: its own and the previous one. */
export function speaks(protocol: number): boolean {
  return protocol === PROTOCOL || (protocol === PROTOCOL - 1 && protocol > 0);
}

/**
 * Receives mutations in the order of the outbox, each in a transaction of its own (practices b5.3), or, where many choose a
 * place at the same moment, in one that they share (`crowd.ts`). One processed before gets
 * its stored result again; a gap in the numbers, or a mutation that only a newer server knows, ends the batch: what came
 * before it counts. A refusal is a result like any other, so one bad mutation never holds up the rest.
 */
export async function push(
  services: PushServices,
  desk: Desk,
  request: PushEnvelope,
): Promise<Answer<z.input<typeof PushResponse>>> {
  const { clientId, mutations } = request;
  const unknown = mutations.findIndex((outgoing) => !isKnown(outgoing));
  if (!speaks(request.protocol) || unknown === 0) return fail({ code: 'upgrade-needed' });
  if (!(await holdsClient(services, desk, request))) return fail({ code: 'identity-reused' });
  const results: MutationResult[] = [];
  for (const outgoing of unknown < 0 ? mutations : mutations.slice(0, unknown)) {
    const identity = { client: clientId, outgoing, hash: argumentsHash(outgoing.mutation) };
    const result = await receive(services, desk, identity);
    if (result === 'out-of-order') break;
    results.push(result);
  }
  return ok({
    serverId: services.serverId,
    lastMutationId: await lastMutationId(services.db, clientId),
    results,
  });
}

/** Whether the client is this desk's; an unknown one (a restored replica takes a new name) becomes it. */
async function holdsClient(services: Services, desk: Desk, request: PushEnvelope): Promise<boolean> {
  const { clientId, protocol, schema } = request;
  const seen = { protocol, schema, seen_at: new Date(services.now()) };
  const held = await services.db
    .insertInto('client')
    .values({ id: clientId, desk: desk.id, ...seen })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(seen).where('client.desk', '=', desk.id))
    .returning('id')
    .executeTakeFirst();
  return held !== undefined;
}

async function receive(
  services: PushServices,
  desk: Desk,
  identity: Identity,
): Promise<MutationResult | 'out-of-order'> {
  let conflicts = 0;
  for (let attempt = 1; ; ) {
    try {
      return await once(services, desk, identity, attempt === 1 && conflicts === 0);
    } catch (error) {
      const kind = databaseFailure(error);
      if (kind === 'unavailable') throw error;
      if (kind === 'conflict' && conflicts < CONFLICTS) {
        conflicts += 1;
        await wait(Math.random() * 20 * conflicts);
        continue;
      }
      if (attempt === ATTEMPTS) return setAside(services, identity, error);
      await wait(25 * 2 ** attempt);
      attempt += 1;
    }
  }
}

async function once(
  services: PushServices,
  desk: Desk,
  identity: Identity,
  inCompany: boolean,
): Promise<MutationResult | 'out-of-order'> {
  const { outgoing } = identity;
  const { last, known } = await heardBefore(services.db, identity);
  if (outgoing.id <= last) return storedResult(services.db, identity);
  if (outgoing.id > last + 1) return 'out-of-order';
  const prepared = known === null ? await prepare(services, desk, outgoing) : null;
  const choice = prepared?.choice ?? null;
  const together = choice !== null && inCompany ? await services.crowd.decide(identity, choice) : null;
  if (together !== null) return together;
  return inTurn(services, identity, async (trx) => {
    const repeated = await resultByUuid(trx, identity);
    if (repeated !== null) return { outcome: outcomeOf(repeated), repeated: true };
    if (prepared === null) throw new Error('A processed mutation has gone');
    const outcome = await prepared.decide(trx);
    if (outcome.outcome === 'refused') await noteLateRefusal(trx, desk, outgoing, services.now());
    return { outcome, repeated: false };
  });
}

/** Runs the decision as the client's next mutation and keeps its result; whoever comes late gets the stored one. */
async function inTurn(
  services: Services,
  identity: Identity,
  decide: (trx: Transaction<Database>) => Promise<{ outcome: Outcome; repeated: boolean }>,
  keepArgs = false,
): Promise<MutationResult | 'out-of-order'> {
  const { client, outgoing } = identity;
  const at = new Date(services.now());
  const turn = await services.db
    .transaction()
    .execute(async (trx) => {
      const number = await advance(trx, client, at);
      if (number !== outgoing.id) throw new NotItsTurn(number);
      const { outcome, repeated } = await decide(trx);
      await storeResult(trx, identity, outcome, { repeated, keepArgs, at });
      return numbered(outgoing.id, outcome);
    })
    .catch((error: unknown) => {
      if (error instanceof NotItsTurn) return error;
      throw error;
    });
  if (!(turn instanceof NotItsTurn)) return turn;
  return turn.number > outgoing.id ? storedResult(services.db, identity) : 'out-of-order';
}

class NotItsTurn extends Error {
  readonly number: number;

  constructor(number: number) {
    super('another mutation is next');
    this.number = number;
  }
}

/** A mutation for which everything is done that needs no lock. */
type Prepared = {
  /** What remains to be done inside the transaction. */
  readonly decide: (trx: Transaction<Database>) => Promise<Outcome>;
  /** Set where it can be decided in the company of others. */
  readonly choice: PreparedChoice | null;
};

async function prepare(services: Services, desk: Desk, outgoing: OutgoingEnvelope): Promise<Prepared> {
  const mutation = readMutation(outgoing);
  if ('field' in mutation) {
    const { field } = mutation;
    const failure = { code: 'invalid-request', field } as const;
    return { decide: async () => ({ outcome: 'refused', failure }), choice: null };
  }
  const prepared = await decisionOf(services, desk, outgoing.session, mutation);
  if (!prepared.ok)
    return { decide: async () => ({ outcome: 'refused', failure: prepared.error }), choice: null };
  const { choice = null, decide } = prepared.value;
  return {
    choice,
    decide: async (trx) => {
      const done = await decide(trx);
      return done.ok ? { outcome: 'done', data: done.value } : { outcome: 'refused', failure: done.error };
    },
  };
}

type Decision = {
  readonly decide: (trx: Transaction<Database>) => Promise<Answer<Submitted>>;
  readonly choice?: PreparedChoice | null;
};

/** Each mutation by its name: what can be found out before the transaction, and what is decided in it. */
async function decisionOf(
  services: Services,
  desk: Desk,
  session: string,
  mutation: Mutation,
): Promise<Answer<Decision>> {
  switch (mutation.name) {
    case 'application.submit': {
      const prepared = await prepareSubmission(services, desk, session, mutation.args);
      if (!prepared.ok) return prepared;
      return ok({ decide: (trx) => submitApplication(services, trx, prepared.value) });
    }
    case 'command': {
      const prepared = await prepareCommand(services, desk, session, mutation.args);
      if (!prepared.ok) return prepared;
      const { value } = prepared;
      const decide = async (trx: Transaction<Database>) => {
        const done = await decideCommand(services, trx, value);
        return done.ok ? ok({ applications: [], facts: done.value }) : done;
      };
      return ok({ decide, choice: isChoice(value) ? value : null });
    }
    case 'session.open': {
      const prepared = await prepareOfflineSession(services, desk, mutation.args);
      if (!prepared.ok) return prepared;
      return ok({ decide: (trx) => openOfflineSession(services, trx, prepared.value) });
    }
  }
}

/** A mutation that this server cannot cope with is refused for good, its arguments kept for replay by an administrator. */
async function setAside(
  services: Services,
  identity: Identity,
  error: unknown,
): Promise<MutationResult | 'out-of-order'> {
  const incident = randomUUID();
  services.log.error({ incident, mutation: identity.outgoing.uuid, error: errorForLog(error) }, 'set aside');
  const failure = { code: 'internal', facts: { incident } };
  return inTurn(
    services,
    identity,
    async () => ({ outcome: { outcome: 'refused', failure }, repeated: false }),
    true,
  );
}
