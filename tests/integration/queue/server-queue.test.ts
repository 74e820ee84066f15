/** What only a real database shows: races, downtime, two servers, constraints, a change of policy. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../../core/domain/instant.ts';
import { DAY } from '../../../core/domain/instant.ts';
import type { PolicyName } from '../../../core/domain/policy.ts';
import type { Command } from '../../../core/domain/queue/command.ts';
import { type Office, openOffice, originOf, receiveForm } from '../../../scripts/kezek/scenario/office.ts';
import {
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../../../scripts/kezek/scenario/temporary-database.ts';
import { executeDeadlines } from '../../../server/deadline/execute.ts';
import { startDeadlines } from '../../../server/deadline/runner.ts';
import { positionOf } from '../../../server/place/position.ts';
import { adoptPolicy } from '../../../server/queue/adopt.ts';
import { runCommand, runCommandWithin } from '../../../server/queue/command.ts';
import { countPlaces } from '../../../server/queue/lookup.ts';
import { observeApplications } from '../../../server/queue/observe.ts';
import { inTransaction, type ServerQueue } from '../../../server/queue/play.ts';
import { at, childIin, PARENT, rulesOf } from '../../unit/domain/story.ts';
import { emptyStage } from './empty.ts';

let database: TemporaryDatabase;
let office: Office;
let now: Instant;

beforeAll(async () => {
  database = await openTemporaryDatabase(undefined, 8);
});
afterAll(async () => {
  await database.close();
});
beforeEach(async () => {
  now = at('2026-03-02 09:00');
  await emptyStage(database.db);
  const group = (id: string, capacity: number) => ({
    ...{ id, birthYear: 2022, language: 'kk' as const, kind: 'general' as const, capacity },
  });
  office = await openOffice(database.db, {
    start: now,
    kindergartens: [{ id: 'k1', district: '111000000', groups: [group('g1', 5), group('g2', 20)] }],
  });
});

const queueOf = (policy: PolicyName = 'classic'): ServerQueue => ({
  db: database.db,
  rules: rulesOf(policy),
  now: () => now,
});
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const by = 'whoever-may' as const;
const run = (command: Command) => runCommand(queueOf(), command, originOf(office, null));

/** Files the `number`-th child; gives its application. */
async function file(number: number, district = '111000000', child = number): Promise<string> {
  const id = uuid(number);
  const filing = {
    ...{ form: uuid(number + 1_000_000), district, kind: 'general' as const, applicant: PARENT },
    ...{ benefit: null, nonResident: false, registered: true },
    children: [{ id, iin: childIin('2022-05-05', child) }],
  };
  const queue = queueOf();
  const answer = await inTransaction(queue.db, async (trx) => {
    await receiveForm(trx, office, filing.form, now);
    const command: Command = { do: 'apply', by, filedAt: null, movesFrom: null, filing };
    return runCommandWithin(trx, queue, command, originOf(office, { filing, language: 'kk', now }));
  });
  return answer.ok ? id : answer.error;
}

async function fileMany(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    now += 1000;
    ids.push(await file(number));
  }
  return ids;
}

const publish = (group: string, places: number) => run({ do: 'publishPlaces', group, places, by });
const choose = (application: string, group = 'g1') => run({ do: 'choosePlace', application, group, by });
const statusOf = async (id: string) => (await observeApplications(queueOf(), [id], now)).get(id)?.status;

describe('races', () => {
  it('gives five open places to exactly five of twenty children who choose at once', async () => {
    const ids = await fileMany(20);
    await publish('g1', 5);
    now += 10 * DAY;
    await executeDeadlines(queueOf(), now);
    expect(await countPlaces(database.db, 'g1')).toEqual({ offered: 0, open: 5, taken: 0 });
    const answers = await Promise.all(ids.map((id) => choose(id)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.error]))).toEqual(
      Array.from({ length: 15 }, () => 'not-your-turn'),
    );
    const { rows } = await sql<{ places: number; holders: number }>`
      select count(distinct place)::int as places, count(distinct application)::int as holders
      from referral where ended is null`.execute(database.db);
    expect(rows).toEqual([{ places: 5, holders: 5 }]);
  });

  it('files a child once, though two districts ask at once', async () => {
    const answers = await Promise.all([file(1, '111000000', 7), file(2, '111600000', 7)]);
    expect(answers.filter((answer) => answer === 'duplicate-child')).toHaveLength(1);
    const { rows } = await sql`select from application`.execute(database.db);
    expect(rows).toHaveLength(1);
  });
});

describe('deadlines', () => {
  it('catch up after weeks of downtime in their order and at their own time, by two servers at once', async () => {
    const [first = '', second = ''] = await fileMany(2);
    await publish('g1', 1);
    await choose(first);
    now = at('2026-04-20 11:00');
    const both = await Promise.all([executeDeadlines(queueOf(), now), executeDeadlines(queueOf(), now)]);
    expect(both.flatMap(({ held }) => held)).toEqual([]);
    const history = await database.db
      .selectFrom('history')
      .select(['event', 'at', 'application'])
      .where('event', 'in', ['referral-expired', 'turn-arrived', 'offer-lapsed', 'stop-list-ended'])
      .orderBy('id')
      .execute();
    expect(history.map((each) => [each.event, each.application, each.at.getTime()])).toEqual([
      ['turn-arrived', first, at('2026-03-02 09:00:02')],
      ['referral-expired', first, at('2026-03-11')],
      ['turn-arrived', second, at('2026-03-11')],
      ['offer-lapsed', second, at('2026-03-17')],
      ['stop-list-ended', first, at('2026-03-28')],
    ]);
    expect(await executeDeadlines(queueOf(), now)).toEqual({ acted: 0, held: [] });
  });

  it('of its cell act before a command that comes first', async () => {
    const [first = '', second = ''] = await fileMany(2);
    await publish('g1', 1);
    now = at('2026-03-06');
    expect(await choose(second)).toEqual({ ok: true, value: { filed: [] } });
    expect(await statusOf(first)).toBe('queued');
  });

  it('that the calendar does not reach hold up their cell only, and say so', async () => {
    const [first = ''] = await fileMany(1);
    await publish('g1', 1);
    await choose(first);
    const rules = rulesOf();
    const calendar = { ...rules.calendar, years: new Map() };
    const holes: ServerQueue = { ...queueOf(), rules: { ...rules, calendar } };
    now = at('2026-03-12');
    const { acted, held } = await executeDeadlines(holes, now);
    expect(acted).toBe(0);
    expect(held).toMatchObject([
      { deadline: { kind: 'referral-expires', application: first }, reason: 'calendar-missing' },
    ]);
    expect(await statusOf(first)).toBe('referred');
    expect((await executeDeadlines(queueOf(), now)).held).toEqual([]);
    expect(await statusOf(first)).toBe('stopListed');
  });

  it('act while the server runs, and no more once it has stopped', async () => {
    const [first = ''] = await fileMany(1);
    await publish('g1', 1);
    now = at('2026-03-06');
    const silent = { info: () => undefined, warn: () => undefined };
    const runner = startDeadlines(queueOf(), silent);
    await runner.stop();
    expect(await statusOf(first)).toBe('queued');
  });
});

describe('what the database itself refuses', () => {
  const refused = async (statement: ReturnType<typeof sql>) =>
    expect(statement.execute(database.db)).rejects.toThrow(/violates|exceed/);

  it('a second active application, a place held twice, a referral without a place, more places than capacity', async () => {
    const [first = '', second = ''] = await fileMany(2);
    await publish('g1', 2);
    await choose(first);
    await choose(second);
    await refused(sql`update application set child_iin = (select child_iin from application where uuid = ${first})
      where uuid = ${second}`);
    await refused(sql`update place set holder = ${first} where holder = ${second}`);
    await refused(sql`update referral set held_place = null where application = ${first}`);
    await refused(sql`delete from place where holder = ${first}`);
    await refused(sql`insert into place (id, group_id, cell, state, published)
      select 'extra' || n, 'g1', '111000000/general/2022', 'open', 100 + n from generate_series(1, 4) n`);
    await refused(sql`update application set referral = null where uuid = ${first}`);
  });
});

describe('a change of policy', () => {
  it('orders the cells and sets the dates anew', async () => {
    const [first = '', second = ''] = await fileMany(2);
    await run({ do: 'claimBenefit', application: second, benefit: 'E1', by });
    await run({ do: 'decideBenefit', application: second, confirmed: true, by });
    const { policy: classic } = rulesOf('classic');
    const { policy: voucher } = rulesOf('voucher2025');
    expect(await positionOf(database.db, classic, second)).toBe(1);
    await adoptPolicy(database.db, voucher);
    expect(await positionOf(database.db, voucher, second)).toBe(2);
    expect(await positionOf(database.db, voucher, first)).toBe(1);
    expect(await adoptPolicy(database.db, voucher)).toBe(0);
    await adoptPolicy(database.db, classic);
    expect(await positionOf(database.db, classic, second)).toBe(1);
  });
});
