/** The notices log, the call list and the applications refused off line, as desks ask for them (domain.md §1.10, §1.11). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startOfDay } from '../../../core/domain/almaty.ts';
import { NOTHING_CORRECTED } from '../../../core/domain/corrected-form.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND, toIso } from '../../../core/domain/instant.ts';
import type { CallOutcome } from '../../../core/domain/notice.ts';
import { POLICIES } from '../../../core/domain/policy.ts';
import { ConfigSchema } from '../../../core/protocol/config.ts';
import { sendDue } from '../../../server/notice/send.ts';
import { createSmsGateway } from '../../../server/notice/sms.ts';
import { loadDistricts } from '../../../server/reference/districts.ts';
import { startServer } from '../../../server/start.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { bad, type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf } from './forms.ts';
import { openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let operator: SignedIn;
let mother: SignedIn;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
  desk = await stage.desk();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.database.db.deleteFrom('notice').execute();
  await stage.emptyQueue();
  theatre.sms.clear();
  theatre.sms.behaviour.reset();
  operator = await desk.signIn('operator');
  mother = await desk.signIn('synaqova-mother');
});

const SYNAQOVA = demoPerson('synaqova-mother');

/** The mother files for a child. */
async function file(child = 'synaqova-2021') {
  const form = formOf('synaqova-mother', [child]);
  return desk.push(await desk.submission({ form, key: 'synaqova-mother', session: mother }));
}

/** Sends what is due, at ten in the morning of the next day. */
async function send(sms: 'works' | 'none'): Promise<void> {
  const now = (): Instant => startOfDay(toIso(stage.now() + DAY).slice(0, 10)) + 10 * HOUR;
  const sending = { db: stage.database.db, now, policy: POLICIES.classic, districts: loadDistricts() };
  const gateway = sms === 'works' ? createSmsGateway(theatre.sms.url, now) : null;
  await sendDue({ ...sending, sms: gateway, mail: null }, 'sms');
  await sendDue({ ...sending, sms: gateway, mail: null }, 'email');
}

const calls = async (of: SignedIn = operator) =>
  good(await desk.call('notice.callList', {}, { session: of.token })).rows;

/** Gives the command from a desk of its own. */
async function noteCall(
  notice: number,
  outcome: CallOutcome,
  from?: DeskClient,
  by?: SignedIn,
  further: readonly number[] = [],
) {
  const caller = from ?? (await stage.desk());
  const session = by ?? (await caller.signIn('operator'));
  const [result] = await caller.push({
    ...{ id: 1, uuid: randomUUID(), session: session.id, at: toIso(stage.now()) },
    mutation: {
      name: 'command',
      args: {
        ...{ uuid: randomUUID(), command: { do: 'noteCall', notice, further, outcome }, attachments: [] },
        ...{ signedXml: null, signer: null, consent: null, deskTime: toIso(stage.now()), clockOffsetMs: 0 },
      },
    },
  });
  return result;
}

describe('the call list', () => {
  it('shows the operator whom no notice reached, with telephone, reason and number', async () => {
    await file();
    expect(await calls(), 'it has not even been tried').toEqual([]);
    await send('none');
    const [row, ...more] = await calls();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      kind: 'application-registered',
      phones: ['+77000000001'],
      actBy: null,
      calls: [],
    });
    expect(row?.name).toContain(SYNAQOVA.surname);
    expect(row?.number).toMatch(/^ОДО\.\d{4}\.\d{6}$/);
    expect(row?.ways.map(({ channel, reason }) => [channel, reason])).toEqual([
      ['email', 'not-configured'],
      ['sms', 'not-configured'],
    ]);
  });

  it('names people as they were corrected', async () => {
    await file();
    const name = { surname: 'Түзетілгенова', name: 'Ана', patronymic: '' };
    const corrected = { ...NOTHING_CORRECTED, applicantName: name };
    const { db } = stage.database;
    await db
      .updateTable('application')
      .set({ corrected: JSON.stringify(corrected) })
      .execute();
    await send('none');
    expect((await calls())[0]?.name).toBe('Түзетілгенова Ана');
    await db
      .updateTable('application')
      .set({ corrected: JSON.stringify({ ...NOTHING_CORRECTED, settlement: 'Красный Яр' }) })
      .execute();
    expect((await calls())[0]?.name).toContain(SYNAQOVA.surname);
  });

  it('is for operators of the district alone', async () => {
    expect(bad(await desk.call('notice.callList', {}, { session: mother.token })).code).toBe('not-permitted');
    expect(bad(await desk.call('notice.callList', {})).code).toBe('session-required');
    await file();
    await send('none');
    const far = await stage.desk(QOSSHY);
    await stage.grantOperator('operator', QOSSHY);
    const away = await far.signIn('operator');
    const other = good(await far.call('notice.callList', {}, { session: away.token }));
    expect(other.rows).toEqual([]);
  });

  it('keeps a family until it is reached, with every call, its time and person', async () => {
    await file();
    await send('none');
    const [row] = await calls();
    const notice = row?.notice ?? 0;
    expect(await noteCall(notice, 'no-answer')).toMatchObject({ outcome: 'done' });
    const [again] = await calls();
    expect(again?.calls).toEqual([
      { outcome: 'no-answer', by: expect.stringMatching(/\S/), at: expect.stringMatching(/Z$/) },
    ]);
    expect(await noteCall(notice, 'reached')).toMatchObject({ outcome: 'done' });
    expect(await calls()).toEqual([]);
    const log = good(
      await desk.call(
        'notice.list',
        { application: null, district: null, before: null },
        { session: operator.token },
      ),
    );
    expect(log.notices[0]?.calls.map(({ outcome }) => outcome)).toEqual(['no-answer', 'reached']);
    const audit = await stage.database.db
      .selectFrom('audit')
      .select(['actor', 'subject', 'facts'])
      .where('action', '=', 'notice-call')
      .orderBy('id')
      .execute();
    expect(audit).toMatchObject([
      { actor: operator.iin, subject: row?.application, facts: { outcome: 'no-answer' } },
      { actor: operator.iin, subject: row?.application, facts: { outcome: 'reached' } },
    ]);
  });

  it('has a family with two children once, and one call settles both', async () => {
    await file();
    await file('synaqov-2022');
    await send('none');
    const [row, ...more] = await calls();
    expect(more).toEqual([]);
    const numbers = [row?.number, ...(row?.further ?? []).map(({ number }) => number)];
    expect(new Set(numbers).size).toBe(2);
    const others = (row?.further ?? []).map(({ notice }) => notice);
    expect(await noteCall(row?.notice ?? 0, 'reached', undefined, undefined, [...others, 999_999])).toEqual({
      ...{ id: 1, outcome: 'refused', failure: { code: 'not-found' } },
    });
    expect(await calls(), 'nothing is half noted').toHaveLength(1);
    expect(await noteCall(row?.notice ?? 0, 'reached', undefined, undefined, others)).toMatchObject({
      outcome: 'done',
    });
    expect(await calls()).toEqual([]);
  });

  it('takes no call from a parent, nor about a notice that is not there', async () => {
    await file();
    await send('none');
    const [row] = await calls();
    const home = await stage.desk();
    const parent = await home.signIn('synaqova-mother');
    expect(await noteCall(row?.notice ?? 0, 'reached', home, parent)).toMatchObject({
      outcome: 'refused',
      failure: { code: 'not-permitted' },
    });
    expect(await noteCall(999_999, 'reached')).toMatchObject({
      outcome: 'refused',
      failure: { code: 'not-found' },
    });
    expect(await calls()).toHaveLength(1);
  });
});

describe('the notices log', () => {
  const list = (asked: object, session: SignedIn) =>
    desk.call(
      'notice.list',
      { application: null, district: null, before: null, ...asked },
      {
        session: session.token,
      },
    );

  it('of an application is for its parents and the district’s staff; for others there is none', async () => {
    const [filed] = await file();
    if (filed?.outcome !== 'done') throw new Error('not filed');
    const application = filed.data.applications[0]?.uuid;
    for (const reader of [mother, operator])
      expect(good(await list({ application }, reader)).notices.map(({ kind }) => kind)).toEqual([
        'application-registered',
      ]);
    const stranger = await desk.signIn('synaqov-father');
    expect(bad(await list({ application }, stranger)).code).toBe('not-found');
    expect(bad(await list({ application: randomUUID() }, operator)).code).toBe('not-found');
  });

  it('of a district is for its staff alone', async () => {
    await file();
    expect(good(await list({}, operator)).notices).toHaveLength(1);
    expect(bad(await list({}, mother)).code).toBe('not-permitted');
    expect(bad(await list({ district: '113000000' }, operator)).code).toBe('not-permitted');
  });
});

describe('a second server on the same database', () => {
  it('sends what the first one wrote down', async () => {
    await file();
    const tomorrow = startOfDay(toIso(stage.now() + DAY).slice(0, 10)) + 10 * HOUR;
    const config = ConfigSchema.parse({
      ...{ databaseUrl: stage.databaseUrl, dataDir: `${stage.folder}-second`, port: 0 },
      ...{ trustDir: theatre.ca.trustFolder, crlDir: theatre.ca.crlFolder, smsUrl: theatre.sms.url },
    });
    const log: string[] = [];
    const second = await startServer(config, {
      now: () => tomorrow,
      log: { write: (line) => void log.push(line) },
    });
    await expect.poll(() => theatre.sms.inbox().length, { timeout: 20_000 }).toBe(1);
    await second.close();
    expect(log.join('')).not.toContain('77000000001');
  });
});

describe('an application made off line and refused later', () => {
  /** The line comes back so long after the form was saved: the server refuses it, the child has an application already. */
  async function refusedAfter(wait: number) {
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const sent = await desk.submission({ form, key: 'synaqova-mother', session: mother });
    stage.advance(wait);
    return [sent, await desk.push(sent)] as const;
  }

  it('is told by SMS and stands on the call list until it is delivered', async () => {
    await file();
    await stage.database.db.deleteFrom('notice').execute();
    const [late, [answer]] = await refusedAfter(5 * MINUTE);
    expect(answer).toMatchObject({ outcome: 'refused', failure: { code: 'duplicate-child' } });
    await desk.push(late);
    await send('works');
    const [message, ...more] = theatre.sms.inbox();
    expect(more, 'pushed twice, told once').toEqual([]);
    expect(message?.to).toBe('+77000000001');
    expect(message?.text).toMatch(/^K\d+-260101-\d+: өтініш қабылданбады.* \/ заявление не принято/);
    await stage.database.db
      .updateTable('notice_delivery')
      .set({ state: 'failed', settled_at: new Date(), next_attempt_at: null })
      .execute();
    expect(await calls()).toMatchObject([
      {
        kind: 'submission-refused',
        application: null,
        number: late.mutation.args.provisional.label,
        phones: ['+77000000001'],
      },
    ]);
  });

  it('is not told to somebody who still stands at the desk', async () => {
    await file();
    await stage.database.db.deleteFrom('notice').execute();
    const [, [answer]] = await refusedAfter(20 * SECOND);
    expect(answer).toMatchObject({ outcome: 'refused', failure: { code: 'duplicate-child' } });
    expect(await stage.database.db.selectFrom('notice').selectAll().execute()).toEqual([]);
  });
});
