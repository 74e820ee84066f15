import { z } from 'zod';
import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import { toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type ApplicationRecord, type Change, ChangeSchema } from '../protocol/record.ts';
import { type MutationResult, PROTOCOL, PullResponse, SCHEMA } from '../protocol/replication.ts';
import type { Parts } from './parts.ts';
import type { ServerClient } from './server-client.ts';

/** The pull's answer with its rows not yet read: rows of a newer schema are kept for the day this program can. */
const LoosePull = PullResponse.extend({
  changes: z
    .array(z.looseObject({ table: z.string(), id: z.string(), version: z.int(), row: z.unknown() }))
    .readonly(),
});
type LooseChange = z.output<typeof LoosePull>['changes'][number];

/** What a pull brought: whether rows changed, which submissions were answered, and how the session stands at the server. */
export type Pulled = {
  readonly changed: boolean;
  readonly settled: readonly string[];
  /** Its roles; null: it is not open there; undefined: none was named, or it is another by now. */
  readonly standing: z.output<typeof PullResponse>['session'];
};

/**
 * Pulls until nothing more is there; each page is one transaction with its cursor, so a stop in the middle is taken up
 * where it was. A changed scope (re-paired, other rights, another person at the kiosk) begins anew; the outbox is untouched.
 */
export async function pull(
  parts: Parts,
  client: ServerClient,
  session: string | null,
  now: () => Instant,
): Promise<Result<Pulled, Failure>> {
  const { device, sessions } = parts;
  const settled: string[] = [];
  let changed = false;
  let standing: Pulled['standing'];
  for (;;) {
    const { cursor, scope } = device.cursor();
    const clientId = device.clientId();
    const request = { protocol: PROTOCOL, schema: SCHEMA, clientId, cursor: cursor ?? undefined };
    const before = now();
    const answer = await client.read('pull', request, LoosePull, session);
    if (!answer.ok) return answer;
    const page = answer.value;
    if (page.serverId !== device.pairing()?.serverId) return fail({ code: 'server-changed' });
    // Meanwhile the person has left, or the replica has taken another name: the answer is for nobody.
    if ((sessions.current()?.token ?? null) !== session || device.clientId() !== clientId)
      return ok({ changed, settled, standing: undefined });
    standing = session === null ? undefined : page.session;
    device.setClockOffset((before + now()) / 2 - Date.parse(page.now));
    const anew = scope !== null && scope !== page.scope;
    parts.database
      .transaction(() => {
        if (anew) {
          clearReplicated(parts);
          device.setCursor({ cursor: null, scope: null });
        } else {
          for (const change of page.changes) apply(parts, change);
          changed = parts.positions.turned(page.cells ?? []) || changed;
          device.setCursor({ cursor: page.cursor, scope: page.scope });
        }
        settled.push(...settleResults(parts, page.results, now()));
      })
      .immediate();
    changed ||= anew || page.changes.length > 0 || page.results.length > 0;
    if (!anew && !page.hasMore) break;
  }
  device.setLastSyncAt(toIso(now()));
  return ok({ changed, settled, standing });
}

/** Writes the answers to mutations of this client; gives the submissions and commands they were of. Once more does no harm. */
export function settleResults(
  parts: Parts,
  results: readonly MutationResult[],
  now: Instant,
): readonly string[] {
  const { commands, database, device, outbox, submissions } = parts;
  const settled: string[] = [];
  database
    .transaction(() => {
      const clientId = device.clientId();
      const note = database.prepare(
        'INSERT OR REPLACE INTO mutation_result (uuid, client_id, mutation_id, outcome, body, at) VALUES (?, ?, ?, ?, ?, ?)',
      );
      for (const result of results) {
        const uuid = outbox.settle(result.id, clientId, toIso(now));
        if (uuid === null) continue;
        if (parts.keepsAcknowledged)
          note.run(uuid, clientId, result.id, result.outcome, JSON.stringify(result), toIso(now));
        const document = submissions.settle(uuid, result, now) ?? commands.settle(uuid, result, now);
        if (document !== null) settled.push(document);
      }
      if (!parts.keepsAcknowledged) parts.attachments.dropSent();
    })
    .immediate();
  return settled;
}

/** Takes all rows of the server away, before they are pulled from the beginning. */
export function clearReplicated(parts: Parts): void {
  parts.applications.clearReceived();
  parts.database.exec('DELETE FROM history; DELETE FROM document; DELETE FROM unread; DELETE FROM cell;');
  parts.positions.changedAll();
}

/** Reads again what an older program kept unread; what this one cannot read either stays. */
export function readUnread(parts: Parts): void {
  const { database } = parts;
  const rows = database
    .prepare<[], { source: string; id: string; body: string }>('SELECT source, id, body FROM unread')
    .all();
  const drop = database.prepare('DELETE FROM unread WHERE source = ? AND id = ?');
  database
    .transaction(() => {
      for (const { source, id, body } of rows) {
        const change = ChangeSchema.safeParse(JSON.parse(body));
        if (!change.success) continue;
        applyRead(parts, change.data);
        drop.run(source, id);
      }
    })
    .immediate();
}

function apply(parts: Parts, loose: LooseChange): void {
  const change = ChangeSchema.safeParse(loose);
  if (change.success) applyRead(parts, change.data);
  else
    parts.database
      .prepare('INSERT OR REPLACE INTO unread (source, id, version, body) VALUES (?, ?, ?, ?)')
      .run(loose.table, loose.id, loose.version, JSON.stringify(loose));
}

function applyRead(parts: Parts, change: Change): void {
  const { rows } = parts;
  switch (change.table) {
    case 'application':
      applyApplication(parts, change.id, change.row, change.version);
      break;
    case 'history':
      if (change.row === null) rows.removeHistory(change.id);
      else rows.putHistory(change.id, change.row, change.version);
      break;
    case 'document':
      if (change.row === null) rows.removeDocument(change.id);
      else rows.putDocument(change.row, change.version);
      break;
  }
}

function applyApplication(parts: Parts, uuid: string, row: ApplicationRecord | null, version: number): void {
  const { applications, positions } = parts;
  const before = applications.get(uuid);
  if (before !== null) positions.changed(before);
  if (row === null) applications.remove(uuid);
  else positions.changed(applications.putRecord(row, version));
}
