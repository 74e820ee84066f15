import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../core/protocol/record.ts';
import { bad, type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf, formOfInvented, SCAN, SCAN_HASH } from './forms.ts';
import { KOKSHETAU, openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let operator: SignedIn;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
  desk = await stage.desk();
  operator = await desk.signIn('operator');
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.emptyQueue();
  await desk.put(SCAN_HASH, SCAN);
});

const pull = (client: DeskClient, cursor?: string, session?: string) =>
  client.call(
    'pull',
    {
      protocol: 1,
      schema: 1,
      clientId: client.clientId,
      ...(cursor === undefined ? {} : { cursor }),
    },
    session === undefined ? {} : { session },
  );
const page = async (client: DeskClient, cursor?: string, session?: string) =>
  good(await pull(client, cursor, session));
const submit = async (n: number) =>
  desk.push(
    await desk.submission({
      form: formOfInvented('synaqova-mother', n),
      key: 'synaqova-mother',
      session: operator,
    }),
  );

/** Lines of history under one version, as a mass act writes them. */
async function addHistory(count: number, version: number): Promise<void> {
  const { uuid, district, filed_at } = await stage.database.db
    .selectFrom('application')
    .select(['uuid', 'district', 'filed_at'])
    .executeTakeFirstOrThrow();
  const lines = Array.from({ length: count }, () => ({
    application: uuid,
    district,
    at: filed_at,
    event: 'data-corrected',
    actor: JSON.stringify({ iin: null, name: '', role: 'system' }),
    facts: '{}',
    row_version: version,
  }));
  for (let start = 0; start < lines.length; start += 200)
    await stage.database.db
      .insertInto('history')
      .values(lines.slice(start, start + 200))
      .execute();
}

describe('reading on', () => {
  it('gives every row once and in order, also when one version fills many pages', async () => {
    await submit(1);
    const { db } = stage.database;
    const first = (await page(desk)).changes.length;
    // The first page of 500 ends right after the application of version 2; its history follows.
    await addHistory(499 - (first - 1), 1);
    await db.updateTable('application').set({ row_version: 2 }).execute();
    await addHistory(1203, 2);
    await db.updateTable('space').set({ version: 2 }).execute();
    const seen: Change[] = [];
    let cursor: string | undefined;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const answer = await page(desk, cursor);
      if (pages === 0) expect(answer.changes.at(-1)).toMatchObject({ table: 'application', version: 2 });
      seen.push(...answer.changes);
      cursor = answer.cursor;
      more = answer.hasMore;
    }
    const lines = seen.filter(({ table }) => table === 'history').map(({ id }) => id);
    const { n } = await db
      .selectFrom('history')
      .select((row) => row.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(lines).toHaveLength(n);
    expect(new Set(lines).size).toBe(n);
    expect(pages).toBe(4);
    const versions = seen.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect((await page(desk, cursor)).changes).toEqual([]);
  });

  it('brings only what is new', async () => {
    await submit(1);
    const first = await page(desk);
    await submit(2);
    const second = await page(desk, first.cursor);
    const applications = second.changes.filter(({ table }) => table === 'application');
    expect(applications).toHaveLength(1);
    expect(second.changes.every(({ version }) => version === 2)).toBe(true);
  });

  it('never skips a row that was committed while it read', async () => {
    let writing = true;
    const writer = (async () => {
      for (let n = 10; n < 22; n += 1) await submit(n);
      writing = false;
    })();
    const seen = new Set<string>();
    let cursor: string | undefined;
    const read = async () => {
      const answer = await page(desk, cursor);
      for (const change of answer.changes) if (change.table === 'application') seen.add(change.id);
      cursor = answer.cursor;
    };
    while (writing) await read();
    await writer;
    await read();
    expect(seen.size).toBe(12);
  });

  it('tells how far the client’s own mutations have come, with results whose answer was lost', async () => {
    const other = await stage.desk();
    const session = await other.signIn('operator');
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const [result] = await other.push(await other.submission({ form, key: 'synaqova-mother', session }));
    const first = await page(other);
    expect(first.lastMutationId).toBe(1);
    expect(first.results).toEqual([result]);
    expect((await page(other, first.cursor)).results).toEqual([]);
  });
});

describe('what a machine may see', () => {
  it('is its own district', async () => {
    await submit(1);
    const elsewhere = await stage.desk(QOSSHY);
    expect((await page(elsewhere)).changes).toEqual([]);
    const here = await stage.desk(KOKSHETAU);
    expect((await page(here)).changes.length).toBeGreaterThan(0);
  });

  it('begins anew when the scope has changed', async () => {
    await submit(1);
    const first = await page(desk);
    const other = await stage.desk();
    const answer = await page(other, first.cursor);
    expect(answer.scope).not.toBe(first.scope);
    expect(answer.changes.length).toBe(first.changes.length);
  });

  it('changes at a kiosk with the person, and is nothing when nobody is there', async () => {
    const kiosk = await stage.desk(KOKSHETAU, 'kiosk');
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    await desk.push(await desk.submission({ form, key: 'synaqova-mother', session: operator }));
    const mother = await kiosk.signIn('synaqova-mother');
    const own = await page(kiosk, undefined, mother.token);
    expect(own.changes.filter(({ table }) => table === 'application')).toHaveLength(1);
    const quiet = await page(kiosk, own.cursor, mother.token);
    expect([quiet.scope, quiet.changes]).toEqual([own.scope, []]);
    const father = await kiosk.signIn('synaqov-father');
    const next = await page(kiosk, own.cursor, father.token);
    expect(next.scope).not.toBe(own.scope);
    expect(next.changes, 'only the applicant sees it (R10)').toEqual([]);
    expect((await page(kiosk)).changes).toEqual([]);
  });
});

describe('cursors from elsewhere', () => {
  it('reads from the beginning what it never gave out', async () => {
    await submit(1);
    expect((await page(desk, 'rubbish')).changes.length).toBeGreaterThan(0);
  });

  it('says that the server was set back when a cursor is ahead of it', async () => {
    await submit(1);
    await submit(2);
    const { cursor } = await page(desk);
    await stage.database.db.updateTable('space').set({ version: 1 }).execute();
    expect(bad(await pull(desk, cursor))).toEqual({ status: 422, code: 'server-changed' });
  });

  it('asks a desk of another protocol to update', async () => {
    const answer = await desk.call('pull', { protocol: 9, schema: 1, clientId: desk.clientId });
    expect(bad(answer)).toEqual({ status: 409, code: 'upgrade-needed' });
  });
});
