import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../core/protocol/replication.ts';
import { bad, type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf, formOfInvented, SCAN, SCAN_HASH } from './forms.ts';
import { openTheatre, type Stage, type Theatre } from './stage.ts';

/** The cases every implementation of push has to pass (practices b5.3, b7 "push conformance"). */

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let operator: SignedIn;
let invented = 0;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.emptyQueue();
  desk = await stage.desk();
  operator = await desk.signIn('operator');
  await desk.put(SCAN_HASH, SCAN);
});

const submission = (id?: number, client = desk, session = operator) => {
  invented += 1;
  const form = formOfInvented('synaqova-mother', invented);
  const order = { form, key: 'synaqova-mother', session };
  return client.submission(id === undefined ? order : { ...order, id });
};
const request = (client: DeskClient, mutations: readonly object[], more: object = {}) => ({
  protocol: 1,
  schema: 1,
  clientId: client.clientId,
  mutations,
  ...more,
});
const count = async () =>
  (
    await stage.database.db
      .selectFrom('application')
      .select((row) => row.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;
const lastId = async (client = desk) => good(await client.call('push', request(client, []))).lastMutationId;

describe('a mutation is applied at most once', () => {
  it('gives the stored result again when the answer was lost', async () => {
    const sent = await submission();
    const first = await desk.push(sent);
    const second = await desk.push(sent);
    expect(first).toMatchObject([{ id: 1, outcome: 'done' }]);
    expect(second).toEqual(first);
    expect(await count()).toBe(1);
  });

  it('gives a stored refusal again, and not a second judgement', async () => {
    const form = formOf('tirkeusizova-mother', ['tirkeusizov-2023']);
    const sent = await desk.submission({ form, key: 'tirkeusizova-mother', session: operator });
    const first = await desk.push(sent);
    expect(first).toMatchObject([{ outcome: 'refused', failure: { code: 'not-registered' } }]);
    expect(await desk.push(sent)).toEqual(first);
  });

  it('never takes other work under a number that was used: identity-reused', async () => {
    await desk.push(await submission(1));
    const [result] = await desk.push(await submission(1));
    expect(result).toEqual({ id: 1, outcome: 'refused', failure: { code: 'identity-reused' } });
    expect(await count()).toBe(1);
    expect(await lastId()).toBe(1);
  });

  it('knows a mutation by its UUID when a restored replica sends it under another name', async () => {
    const sent = await submission(1);
    const [first] = await desk.push(sent);
    const renamed = request(desk, [sent], { clientId: randomUUID() });
    const again = good(await desk.call('push', renamed));
    expect(again.results).toEqual([first]);
    expect(again.lastMutationId).toBe(1);
    expect(await count()).toBe(1);
  });

  it('applies it once when it arrives twice at the same moment', async () => {
    const sent = await submission(1);
    const answers = await Promise.all(Array.from({ length: 5 }, () => desk.push(sent)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await count()).toBe(1);
  });
});

describe('order', () => {
  it('applies a batch in order and answers each', async () => {
    const results = await desk.push(await submission(1), await submission(2), await submission(3));
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      [1, 'done'],
      [2, 'done'],
      [3, 'done'],
    ]);
  });

  it('stops at a gap and keeps what came before it', async () => {
    const results = await desk.push(await submission(1), await submission(3));
    expect(results.map(({ id }) => id)).toEqual([1]);
    expect(await lastId()).toBe(1);
    expect(await desk.push(await submission(2))).toMatchObject([{ id: 2, outcome: 'done' }]);
  });

  it('takes nothing that comes before its predecessors', async () => {
    expect(await desk.push(await submission(2))).toEqual([]);
    expect(await lastId()).toBe(0);
    expect(await count()).toBe(0);
  });
});

describe('one bad mutation does not hold up the rest', () => {
  it('refuses what it cannot read and goes on', async () => {
    const broken = { ...(await submission(1)), mutation: { name: 'application.submit', args: { form: 1 } } };
    const answer = good(await desk.call('push', request(desk, [broken, await submission(2)])));
    expect(answer.results).toMatchObject([
      { id: 1, outcome: 'refused', failure: { code: 'invalid-request' } },
      { id: 2, outcome: 'done' },
    ]);
  });

  it('sets aside what makes the server fail, with its arguments for replay, and goes on', async () => {
    // A bug of the server: the database refuses the row of this one child.
    const poison = await submission(1);
    const iin = poison.mutation.args.form.children[0]?.iin ?? '';
    await sql`alter table application add constraint bug check (child_iin <> ${sql.lit(iin)})`.execute(
      stage.database.db,
    );
    const results = await desk.push(poison, await submission(2));
    await sql`alter table application drop constraint bug`.execute(stage.database.db);
    expect(results).toMatchObject([
      { id: 1, outcome: 'refused', failure: { code: 'internal', facts: { incident: expect.any(String) } } },
      { id: 2, outcome: 'done' },
    ]);
    const kept = await stage.database.db
      .selectFrom('processed_mutation')
      .select('kept_args')
      .where('mutation_uuid', '=', poison.uuid)
      .executeTakeFirst();
    expect(kept?.kept_args).toEqual(poison.mutation);
    expect(stage.log.join('\n')).not.toContain(iin);
    const numbers = await stage.database.db.selectFrom('application').select('number').execute();
    expect(
      numbers.map(({ number }) => number.slice(-6)),
      'no number is lost',
    ).toEqual(['000001']);
  });

  it('lets a mutation of a newer program wait instead of refusing it', async () => {
    const newer = { ...(await submission(2)), mutation: { name: 'application.dream', args: {} } };
    const answer = good(await desk.call('push', request(desk, [await submission(1), newer])));
    expect(answer.results.map(({ id }) => id)).toEqual([1]);
    expect(bad(await desk.call('push', request(desk, [newer])))).toEqual({
      status: 409,
      code: 'upgrade-needed',
    });
  });
});

describe('who may push', () => {
  it('asks a desk of another protocol to update', async () => {
    const answer = await desk.call('push', request(desk, [], { protocol: 9 }));
    expect(bad(answer)).toEqual({ status: 409, code: 'upgrade-needed' });
  });

  it('does not let one desk go on with the client of another', async () => {
    const other = await stage.desk();
    const stolen = request(other, [], { clientId: desk.clientId });
    expect(bad(await other.call('push', stolen))).toEqual({ status: 422, code: 'identity-reused' });
  });

  it('asks for the session of this very desk', async () => {
    const other = await stage.desk();
    const [result] = await other.push(await submission(1, other, operator));
    expect(result).toMatchObject({ outcome: 'refused', failure: { code: 'session-required' } });
  });

  it('does not take what was done after the session had ended', async () => {
    await desk.call('leave', {}, { session: operator.token });
    stage.advance(6 * 60_000);
    const [result] = await desk.push(await submission(1));
    expect(result).toMatchObject({ outcome: 'refused', failure: { code: 'session-expired' } });
  });
});

describe('many at once', () => {
  it('accepts the same child once, however many ask at the same moment', async () => {
    const desks = await Promise.all(Array.from({ length: 4 }, () => stage.desk()));
    const made: [DeskClient, Outgoing][] = [];
    for (const client of desks) {
      const session = await client.signIn('operator');
      const form = formOf('synaqova-mother', ['synaqova-2021']);
      made.push([client, await client.submission({ form, key: 'synaqova-mother', session })]);
    }
    const results = (await Promise.all(made.map(([client, sent]) => client.push(sent)))).flat();
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    const refused = results.filter((result) => result.outcome === 'refused');
    expect(refused.map(({ failure }) => failure.code)).toEqual(
      Array.from({ length: 3 }, () => 'duplicate-child'),
    );
  });

  it('gives numbers and positions without gaps or doubles to twenty at once', async () => {
    const made: [DeskClient, Outgoing][] = [];
    for (let n = 0; n < 20; n += 1) {
      const client = await stage.desk();
      const session = await client.signIn('operator');
      made.push([client, await submission(1, client, session)]);
    }
    const results = (await Promise.all(made.map(([client, sent]) => client.push(sent)))).flat();
    const accepted = results.flatMap((result) => (result.outcome === 'done' ? result.data.applications : []));
    const numbers = accepted.map(({ number }) => Number(number.slice(-6))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    const positions = accepted.map(({ queueNumber }) => queueNumber).sort((a, b) => a - b);
    expect(positions).toEqual(numbers);
    const rows = await stage.database.db
      .selectFrom('application')
      .select(['number', 'filed_at'])
      .orderBy('number')
      .execute();
    const times = rows.map(({ filed_at }) => filed_at.getTime());
    expect(times, 'a lower number was never filed later').toEqual(times.toSorted((a, b) => a - b));
    const leaves = await stage.database.db
      .selectFrom('ledger_leaf')
      .select('index')
      .orderBy('index')
      .execute();
    expect(leaves.map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });
});
