import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Failure } from '../../../core/domain/failure.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { MutationResult, PushRequest } from '../../../core/protocol/replication.ts';
import { pull } from '../../../core/replica/pull.ts';
import { push } from '../../../core/replica/push.ts';
import type { Replica } from '../../../core/replica/replica.ts';
import type { ServerClient } from '../../../core/replica/server-client.ts';
import { formIn, formOf, open, pair, query, recordOf, save, temporaryFolder } from './material.ts';

type Pushed = { clientId: string; ids: number[]; uuids: string[] };
type Push = import('zod').infer<typeof PushRequest>;

const now = () => Date.UTC(2026, 2, 2, 4, 0);
const WATCH = { sending: () => undefined, settled: () => undefined };
const UNREACHABLE = fail<Failure>({ code: 'server-unreachable' });

function desk(): { replica: Replica; serverId: string } {
  const replica = open(temporaryFolder());
  return { replica, serverId: pair(replica) };
}

/** A client whose pushes are answered by a script, one answer a push; without a script there is no line. */
function scripted(
  serverId: string,
  answers: ((request: Push) => Result<{ lastMutationId: number; results: MutationResult[] }, Failure>)[],
  files: Record<string, Failure['code'] | 'ok'> = {},
): ServerClient & { pushes: Pushed[]; puts: string[] } {
  const pushes: Pushed[] = [];
  const puts: string[] = [];
  return {
    pushes,
    puts,
    call: async (route, request) => {
      if (route !== 'push') return UNREACHABLE;
      const { clientId, mutations } = request as Push;
      pushes.push({ clientId, ids: mutations.map(({ id }) => id), uuids: mutations.map(({ uuid }) => uuid) });
      const answer = answers.shift()?.(request as Push) ?? UNREACHABLE;
      return (answer.ok ? ok({ serverId, ...answer.value }) : answer) as never;
    },
    read: async () => UNREACHABLE,
    putFile: async (sha256) => {
      puts.push(sha256);
      const answer = files[sha256] ?? 'ok';
      return answer === 'ok' ? ok(null) : fail({ code: answer });
    },
    getFile: async () => UNREACHABLE,
    measureClock: async () => UNREACHABLE,
  };
}

/** Accepts everything it is sent, as number 1, 2, 3… */
function accepting({
  mutations,
}: Push): Result<{ lastMutationId: number; results: MutationResult[] }, Failure> {
  return ok({
    lastMutationId: mutations.at(-1)?.id ?? 0,
    results: mutations.map(({ id, mutation }) => ({
      id,
      outcome: 'done',
      data: {
        applications: formIn(mutation).children.map(({ uuid }) => ({
          uuid,
          number: `ОДО.2026.${String(id).padStart(6, '0')}`,
          queueNumber: id,
        })),
      },
    })),
  });
}

test('an answer that is lost leaves the mutation in the outbox, and the same number goes out again', async () => {
  const { replica, serverId } = desk();
  const { uuid } = save(replica, formOf({ child: 'Бала Бір' }));
  const client = scripted(serverId, [() => UNREACHABLE, accepting]);
  expect(await push(replica, client, WATCH, now)).toEqual(UNREACHABLE);
  expect(replica.outbox.count()).toBe(1);
  expect(replica.submissions.get(uuid)?.state).toBe('saved');
  expect(await push(replica, client, WATCH, now)).toEqual(ok(null));
  expect(client.pushes[1]).toEqual(client.pushes[0]);
  expect(replica.outbox.count()).toBe(0);
  expect(replica.submissions.get(uuid)).toMatchObject({ state: 'received' });
  expect(replica.journal(query({ search: 'ОДО.2026.000001' }), null).total).toBe(1);
});

test('a refusal is recorded and shown, and what stands behind it goes on', async () => {
  const { replica, serverId } = desk();
  const first = save(replica, formOf({ child: 'Бала Бір', serial: 1 }));
  const second = save(replica, formOf({ child: 'Бала Екі', serial: 2 }));
  const settled: string[] = [];
  const client = scripted(serverId, [
    ({ mutations }) =>
      ok({
        lastMutationId: 2,
        results: mutations.map(({ id }) =>
          id === 1
            ? { id, outcome: 'refused', failure: { code: 'duplicate-child', field: 'children.0.iin' } }
            : { id, outcome: 'done', data: { applications: [] } },
        ),
      }),
  ]);
  await push(replica, client, { ...WATCH, settled: (uuids) => settled.push(...uuids) }, now);
  expect(settled).toEqual([first.uuid, second.uuid]);
  expect(replica.submissions.get(first.uuid)?.state).toBe('refused');
  expect(replica.journal(query({ submission: 'refused' }), null).rows).toMatchObject([
    { child_name: 'Бала Бір', refusal: 'duplicate-child' },
  ]);
  expect(replica.submissions.get(second.uuid)?.state).toBe('received');
});

test('a server that stops in the middle of a batch gets the rest later, in order', async () => {
  const { replica, serverId } = desk();
  for (let serial = 1; serial <= 3; serial += 1) save(replica, formOf({ child: 'Бала', serial }));
  const client = scripted(serverId, [
    (request) => accepting({ ...request, mutations: request.mutations.slice(0, 1) }),
    () => ok({ lastMutationId: 1, results: [] }),
    accepting,
  ]);
  expect((await push(replica, client, WATCH, now)).ok).toBe(false);
  expect(replica.outbox.batch().map(({ id }) => id)).toEqual([2, 3]);
  expect(await push(replica, client, WATCH, now)).toEqual(ok(null));
  expect(client.pushes.map(({ ids }) => ids)).toEqual([
    [1, 2, 3],
    [2, 3],
    [2, 3],
  ]);
});

test('another server at the address is noticed and gets nothing settled', async () => {
  const { replica } = desk();
  save(replica, formOf({ child: 'Бала Бір' }));
  const client = scripted(randomUUID(), [accepting]);
  expect(await push(replica, client, WATCH, now)).toEqual(fail({ code: 'server-changed' }));
  expect(replica.outbox.count()).toBe(1);
});

test('numbers that somebody else has used: the same mutations go out under a new client identifier', async () => {
  const { replica, serverId } = desk();
  save(replica, formOf({ child: 'Бала Бір' }));
  const clientId = replica.device.clientId();
  const client = scripted(serverId, [
    () =>
      ok({
        lastMutationId: 1,
        results: [{ id: 1, outcome: 'refused', failure: { code: 'identity-reused' } }],
      }),
    accepting,
  ]);
  expect(await push(replica, client, WATCH, now)).toEqual(ok(null));
  const [before, after] = client.pushes;
  expect(before?.clientId).toBe(clientId);
  expect(after?.clientId).not.toBe(clientId);
  expect(after?.uuids).toEqual(before?.uuids);
  expect(replica.outbox.count()).toBe(0);
});

test('a server that misses earlier numbers gets the rest under a new client identifier', async () => {
  const { replica, serverId } = desk();
  const client = scripted(serverId, [accepting, () => ok({ lastMutationId: 0, results: [] }), accepting]);
  save(replica, formOf({ child: 'Бала Бір', serial: 1 }));
  await push(replica, client, WATCH, now);
  save(replica, formOf({ child: 'Бала Екі', serial: 2 }));
  expect(await push(replica, client, WATCH, now)).toEqual(ok(null));
  expect(client.pushes.map(({ ids }) => ids)).toEqual([[1], [2], [1]]);
});

test('a batch is at most 50 mutations and half a megabyte', async () => {
  const { replica, serverId } = desk();
  for (let serial = 1; serial <= 60; serial += 1) save(replica, formOf({ child: 'Бала', serial }));
  const client = scripted(serverId, [accepting, accepting]);
  await push(replica, client, WATCH, now);
  expect(client.pushes.map(({ ids }) => ids.length)).toEqual([50, 10]);
});

test('scans go first; one that the server refuses does not hold up the queue, a line that is down does', async () => {
  const { replica, serverId } = desk();
  const scan = (text: string) =>
    replica.attachments.add('application/pdf', new TextEncoder().encode(text), now());
  const [good, bad] = [scan('one'), scan('two')];
  const attachment = { name: 'a.pdf', type: 'application/pdf', size: 3, purpose: 'benefit' } as const;
  const form = formOf({ child: 'Бала Бір' });
  const attachments = [good, bad].map((sha256) => ({ ...attachment, sha256 }));
  save(replica, { ...form, attachments });
  const down = scripted(serverId, [], { [good]: 'server-unreachable' });
  expect(await push(replica, down, WATCH, now)).toEqual(UNREACHABLE);
  expect(down.pushes).toEqual([]);
  const up = scripted(serverId, [accepting], { [bad]: 'file-unreadable' });
  expect(await push(replica, up, WATCH, now)).toEqual(ok(null));
  expect(up.puts).toEqual([good, bad]);
  expect(replica.attachments.isUploaded(good)).toBe(true);
  expect(replica.outbox.count()).toBe(0);
});

type Page = Partial<{
  scope: string;
  cursor: string;
  hasMore: boolean;
  changes: unknown[];
  results: unknown[];
}>;

/** A client whose pulls are answered by a script; tells the cursors it was asked with. */
function pulling(serverId: string, pages: Page[]): ServerClient & { cursors: (string | undefined)[] } {
  const cursors: (string | undefined)[] = [];
  const client = scripted(serverId, []);
  return {
    ...client,
    cursors,
    read: async (_route, request, schema) => {
      cursors.push(request.cursor as string | undefined);
      const page = pages.shift();
      return page === undefined
        ? UNREACHABLE
        : ok(
            schema.parse({
              serverId,
              scope: 'register',
              cursor: 'c',
              hasMore: false,
              changes: [],
              lastMutationId: 0,
              results: [],
              now: new Date(now()).toISOString(),
              ...page,
            }),
          );
    },
  };
}

test('what the server decided replaces what was saved here, under the same identifier', async () => {
  const { replica, serverId } = desk();
  const form = formOf({ child: 'Бала Бір' });
  const { label } = save(replica, form);
  const row = recordOf(form, { id: 7 });
  const client = pulling(serverId, [
    { changes: [{ table: 'application', id: row.uuid, version: 3, row }], cursor: '3' },
  ]);
  expect(await pull(replica, client, null, now)).toMatchObject({ value: { changed: true } });
  expect(replica.journal(query(), null)).toMatchObject({
    total: 1,
    rows: [{ number: 'ОДО.2026.000007', label, status: 'queued', submission: 'received' }],
  });
  expect(replica.device.cursor()).toEqual({ cursor: '3', scope: 'register' });
});

test('a tombstone takes the row away', async () => {
  const { replica, serverId } = desk();
  const row = recordOf(formOf({ child: 'Бала Бір' }), { id: 7 });
  const change = { table: 'application', id: row.uuid };
  const client = pulling(serverId, [
    { changes: [{ ...change, version: 3, row }] },
    { changes: [{ ...change, version: 4, row: null }] },
  ]);
  await pull(replica, client, null, now);
  await pull(replica, client, null, now);
  expect(replica.journal(query({ search: 'бала' }), null).total).toBe(0);
});

test('another scope is pulled from the beginning; what waits here stays', async () => {
  const { replica, serverId } = desk();
  save(replica, formOf({ child: 'Күтуде Бала', serial: 9 }));
  const rows = [1, 2].map((id) => recordOf(formOf({ child: 'Бала', serial: id }), { id }));
  const changes = rows.map((row) => ({ table: 'application', id: row.uuid, version: row.id, row }));
  const client = pulling(serverId, [
    { changes: changes.slice(0, 1), cursor: '1' },
    { scope: 'other', cursor: '9' },
    { scope: 'other', changes: changes.slice(1), cursor: '2' },
  ]);
  await pull(replica, client, null, now);
  await pull(replica, client, null, now);
  expect(client.cursors).toEqual([undefined, '1', undefined]);
  expect(replica.journal(query(), null).rows.map((row) => row.uuid)).toContain(rows[1]?.uuid);
  expect(replica.journal(query(), null).rows.map((row) => row.uuid)).not.toContain(rows[0]?.uuid);
  expect(replica.journal(query({ submission: 'saved' }), null).total).toBe(1);
});

test('rows of a newer schema are kept until a program that can read them is here', async () => {
  const folder = temporaryFolder();
  const replica = open(folder);
  const serverId = pair(replica);
  const row = recordOf(formOf({ child: 'Бала Бір' }), { id: 1 });
  const client = pulling(serverId, [
    {
      changes: [{ table: 'application', id: row.uuid, version: 1, row: { ...row, novelty: 1 } }],
      cursor: '5',
    },
  ]);
  await pull(replica, client, null, now);
  expect(replica.journal(query(), null).total).toBe(0);
  // The newer program comes: to it the row is of the right shape.
  replica.database
    .prepare('UPDATE unread SET body = ?')
    .run(JSON.stringify({ table: 'application', id: row.uuid, version: 1, row }));
  replica.close();
  expect(open(folder).journal(query(), null).total).toBe(1);
});

test('rows that come after the person has left are for nobody', async () => {
  const replica = open(temporaryFolder(), 'kiosk');
  const serverId = pair(replica, randomUUID(), 'kiosk');
  const row = recordOf(formOf({ child: 'Бала Бір' }), { id: 1 });
  const client = pulling(serverId, [{ changes: [{ table: 'application', id: row.uuid, version: 1, row }] }]);
  await pull(replica, client, 'token of a person who has left', now);
  expect(replica.journal(query(), null).total).toBe(0);
  expect(replica.device.cursor().cursor).toBeNull();
});
