import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type MutationResult, type Outgoing, PROTOCOL, SCHEMA } from '../protocol/replication.ts';
import { filesOf } from './outbox.ts';
import type { Parts } from './parts.ts';
import { settleResults } from './pull.ts';
import type { ServerClient } from './server-client.ts';

/** Told as it goes: which submissions are being sent, which were answered. */
export type PushWatch = {
  readonly sending: (mutations: readonly Outgoing[]) => void;
  readonly settled: (submissions: readonly string[]) => void;
};

/** Refusals of a single scan: the rest goes on, and the server says what it thinks of the mutation without it. */
const FILE_REFUSED: ReadonlySet<string> = new Set([
  'file-type',
  'file-too-large',
  'file-empty',
  'file-unreadable',
  'invalid-request',
]);

/**
 * Sends what waits, oldest first, until the outbox is empty. An answer settles a mutation for good, also a refusal: it is
 * recorded and shown, and the next one goes on. No answer, or fewer answers than mutations, stops the queue for now; what
 * was sent stays in the outbox and is sent again under the same number, which the server knows.
 */
export async function push(
  parts: Parts,
  client: ServerClient,
  watch: PushWatch,
  now: () => Instant,
): Promise<Result<null, Failure>> {
  let renewed = false;
  for (;;) {
    const sent = await pushBatch(parts, client, watch, now, renewed);
    if (!sent.ok) return sent;
    if (sent.value === 'empty') return ok(null);
    if (sent.value === 'numbers-differ') {
      renewed = true;
      parts.device.renew();
    }
  }
}

/**
 * `numbers-differ`: the server has other mutations under our numbers (a copy of this replica was here before), or misses
 * earlier ones (it was restored from a backup): the rest goes out once more under a new client identifier, and what the
 * server has already it knows by the mutation's own UUID.
 * @param renewed that has been tried; what is still refused so is a refusal like any other
 */
async function pushBatch(
  parts: Parts,
  client: ServerClient,
  watch: PushWatch,
  now: () => Instant,
  renewed: boolean,
): Promise<Result<'empty' | 'sent' | 'numbers-differ', Failure>> {
  const { device, outbox } = parts;
  const batch = outbox.batch();
  const [first] = batch;
  if (first === undefined) return ok('empty');
  const ids = batch.map(({ id }) => id);
  watch.sending(batch);
  const files = await pushFiles(parts, client, batch, now);
  const clientId = device.clientId();
  const request = { protocol: PROTOCOL, schema: SCHEMA, clientId, mutations: batch };
  const answer = files.ok ? await client.call('push', request) : files;
  if (!answer.ok) {
    outbox.failed(ids, answer.error.code);
    return answer.error.code === 'identity-reused' && !renewed ? ok('numbers-differ') : answer;
  }
  const { serverId, lastMutationId, results } = answer.value;
  if (serverId !== device.pairing()?.serverId) return fail({ code: 'server-changed' });
  const counted = renewed ? results : results.filter((result) => !isReused(result));
  const before = outbox.count();
  watch.settled(settleResults(parts, counted, now()));
  const gap = lastMutationId < first.id - 1;
  if (!renewed && (gap || counted.length < results.length)) return ok('numbers-differ');
  if (outbox.count() === before) {
    outbox.failed(ids, 'server-unreachable');
    return fail({ code: 'server-unreachable' });
  }
  return ok('sent');
}

function isReused(result: MutationResult): boolean {
  return result.outcome === 'refused' && result.failure.code === 'identity-reused';
}

async function pushFiles(
  parts: Parts,
  client: ServerClient,
  batch: readonly Outgoing[],
  now: () => Instant,
): Promise<Result<null, Failure>> {
  const { attachments } = parts;
  for (const sha256 of new Set(batch.flatMap(({ mutation }) => filesOf(mutation)))) {
    if (attachments.isUploaded(sha256)) continue;
    const scan = attachments.read(sha256);
    if (scan === null) continue;
    const put = await client.putFile(sha256, scan.bytes);
    if (put.ok) attachments.uploaded(sha256, now());
    else if (!FILE_REFUSED.has(put.error.code)) return put;
  }
  return ok(null);
}
