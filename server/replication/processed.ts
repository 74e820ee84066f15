import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { FailureBody } from '../../core/protocol/failure.ts';
import { type MutationResult, MutationResultSchema } from '../../core/protocol/replication.ts';
import type { Submitted } from '../application/prepare.ts';
import type { Queries } from '../database/queries.ts';
import type { Database } from '../database/schema.ts';
import type { OutgoingEnvelope } from './envelope.ts';

/** What became of a mutation, before it carries a number. */
export type Outcome =
  | { readonly outcome: 'done'; readonly data: Submitted }
  | { readonly outcome: 'refused'; readonly failure: z.input<typeof FailureBody> };

/** Which mutation of which client, and the hash of what it wants. */
export type Identity = {
  readonly client: string;
  readonly outgoing: OutgoingEnvelope;
  readonly hash: string;
};

/**
 * Moves the client's counter on by one: the first statement of every mutation's transaction. It locks the client's row, so
 * mutations of one client are applied one after the other, in order, each at most once (practices 17, b5.3).
 */
export async function advance(trx: Transaction<Database>, client: string, at: Date): Promise<number> {
  const { last_mutation_id } = await trx
    .updateTable('client')
    .set({ last_mutation_id: sql<number>`last_mutation_id + 1`, seen_at: at })
    .where('id', '=', client)
    .returning('last_mutation_id')
    .executeTakeFirstOrThrow();
  return last_mutation_id;
}

/**
 * The same for several clients at once, each by the mutation that is next for it and was never received before; the others stay
 * as they are. Gives the clients that moved on. They are locked in one order, so that nobody waits in a circle.
 */
export async function advanceAll(
  trx: Transaction<Database>,
  next: readonly Identity[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`with ready as (
      select c.id, m.number from unnest(${next.map(({ client }) => client)}::uuid[],
        ${next.map(({ outgoing }) => outgoing.id)}::bigint[],
        ${next.map(({ outgoing }) => outgoing.uuid)}::uuid[]) m (client, number, uuid)
      join client c on c.id = m.client
      where c.last_mutation_id = m.number - 1
        and not exists (select from processed_mutation p where p.mutation_uuid = m.uuid)
      order by c.id for update of c)
    update client c set last_mutation_id = ready.number, seen_at = ${at} from ready where c.id = ready.id
    returning c.id`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

/** The number of the last mutation of a client that was processed. */
export async function lastMutationId(db: Queries, client: string): Promise<number> {
  const row = await db
    .selectFrom('client')
    .select('last_mutation_id')
    .where('id', '=', client)
    .executeTakeFirst();
  return row?.last_mutation_id ?? 0;
}

/** The number of the client's last mutation, and what became of this one if it was received under whatever client; in one statement. */
export async function heardBefore(
  db: Queries,
  { client, outgoing, hash }: Identity,
): Promise<{ readonly last: number; readonly known: MutationResult | null }> {
  const row = await db
    .selectFrom('client as c')
    .leftJoin('processed_mutation as p', (join) => join.on('p.mutation_uuid', '=', outgoing.uuid))
    .select(['c.last_mutation_id', 'p.args_hash', 'p.outcome'])
    .where('c.id', '=', client)
    .executeTakeFirst();
  const { last_mutation_id: last, args_hash, outcome } = row ?? NEVER_HEARD;
  if (outcome === null) return { last, known: null };
  return { last, known: args_hash === hash ? numbered(outgoing.id, outcome) : reused(outgoing.id) };
}

const NEVER_HEARD = { last_mutation_id: 0, args_hash: null, outcome: null };

/** The stored result of a mutation that was processed before; `identity-reused` when it was another one. */
export async function storedResult(
  db: Queries,
  { client, outgoing, hash }: Identity,
): Promise<MutationResult> {
  const row = await db
    .selectFrom('processed_mutation')
    .select(['args_hash', 'outcome', 'mutation_uuid', 'repeats'])
    .where('client', '=', client)
    .where('mutation_id', '=', outgoing.id)
    .executeTakeFirst();
  const same =
    row !== undefined && row.args_hash === hash && (row.mutation_uuid ?? row.repeats) === outgoing.uuid;
  return same ? numbered(outgoing.id, row.outcome) : reused(outgoing.id);
}

/** The result of the same mutation received under another client (a restored replica sends its outbox again); or null. */
export async function resultByUuid(
  db: Queries,
  { outgoing, hash }: Identity,
): Promise<MutationResult | null> {
  const row = await db
    .selectFrom('processed_mutation')
    .select(['args_hash', 'outcome'])
    .where('mutation_uuid', '=', outgoing.uuid)
    .executeTakeFirst();
  if (row === undefined) return null;
  return row.args_hash === hash ? numbered(outgoing.id, row.outcome) : reused(outgoing.id);
}

/** Keeps a result, to be given again to whoever asks. */
export async function storeResult(
  trx: Transaction<Database>,
  { client, outgoing, hash }: Identity,
  outcome: Outcome,
  kept: { readonly repeated?: boolean; readonly keepArgs?: boolean; readonly at: Date },
): Promise<void> {
  await trx
    .insertInto('processed_mutation')
    .values({
      client,
      mutation_id: outgoing.id,
      mutation_uuid: kept.repeated === true ? null : outgoing.uuid,
      repeats: kept.repeated === true ? outgoing.uuid : null,
      name: outgoing.mutation.name,
      args_hash: hash,
      outcome: JSON.stringify(outcome),
      kept_args: kept.keepArgs === true ? JSON.stringify(outgoing.mutation) : null,
      at: kept.at,
    })
    .execute();
}

/** Keeps the results of several mutations that were received for the first time. */
export async function storeResults(
  trx: Transaction<Database>,
  results: readonly { readonly identity: Identity; readonly outcome: Outcome }[],
  at: Date,
): Promise<void> {
  const rows = results.map(({ identity: { client, hash, outgoing }, outcome }) => ({
    ...{ client, outcome, mutation_id: outgoing.id, mutation_uuid: outgoing.uuid },
    ...{ name: outgoing.mutation.name, args_hash: hash },
  }));
  await sql`insert into processed_mutation (client, mutation_id, mutation_uuid, name, args_hash, outcome, at)
    select client, mutation_id, mutation_uuid, name, args_hash, outcome, ${at}
    from jsonb_populate_recordset(null::processed_mutation, ${JSON.stringify(rows)}::jsonb)`.execute(trx);
}

/** A stored outcome with the number under which it is asked for. */
export function numbered(id: number, outcome: object): MutationResult {
  return MutationResultSchema.parse({ ...outcome, id });
}

/** The outcome of a result, without the number. */
export function outcomeOf(result: MutationResult): Outcome {
  return result.outcome === 'done'
    ? { outcome: 'done', data: result.data }
    : { outcome: 'refused', failure: result.failure };
}

function reused(id: number): MutationResult {
  return { id, outcome: 'refused', failure: { code: 'identity-reused' } };
}
