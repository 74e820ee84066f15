import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, ReportQuery } from '../../../core/protocol/report.ts';
import { tableOf } from '../../../core/protocol/report-table.ts';
import { type GardenOffice, GROUP, OTHER, OWN, openGardenOffice } from '../kindergarten/office.ts';
import { bad, good, type SignedIn } from '../server/desk-client.ts';
import { KOKSHETAU, QOSSHY } from '../server/stage.ts';

/** A small queue whose figures are counted by hand in the comments. */
let office: GardenOffice;
let people: Record<'head' | 'region' | 'auditor' | 'operator' | 'director', SignedIn>;

const MARCH = { from: '2026-03-01', to: '2026-03-31' } as const;

beforeAll(async () => {
  office = await openGardenOffice();
  await office.grant('head', 'head', { district: KOKSHETAU });
  await office.grant('region', 'region', {});
  await office.grant('auditor', 'auditor', {});
  await office.grant('director', 'director', { kindergarten: OWN });
  people = {
    head: await office.signIn('head'),
    region: await office.signIn('region'),
    auditor: await office.signIn('auditor'),
    operator: await office.signIn('operator'),
    director: await office.signIn('director'),
  };
  await fillQueue();
});
afterAll(() => office.close());

async function fillQueue(): Promise<void> {
  const { db } = office.stage.database;
  const children: string[] = [];
  for (let n = 1; n <= 6; n += 1) children.push(await office.file(n));
  await sql`delete from notice`.execute(db);
  const set = async (n: number, filed: string, more: ReturnType<typeof sql>) =>
    sql`update application set filed_at = ${filed}, ${more} where uuid = ${children[n - 1] ?? ''}`.execute(
      db,
    );
  const refer = async (n: number, number: string, at: string, more: ReturnType<typeof sql>) =>
    sql`insert into referral (number, application, group_id, place, issued_at, valid_until, kind, extended, ended)
      select ${number}, ${children[n - 1] ?? ''}, ${GROUP}, 'p', ${at}, '2026-04-30', ${more}`.execute(db);

  // 1, 2: general, filed in March, waiting. 3: P4, confirmed, filed in February, with an offer. 4: E1 claimed, of the other district.
  await set(1, '2026-03-02T04:00:00Z', sql`status = 'queued'`);
  await set(2, '2026-03-31T18:59:59.999Z', sql`status = 'queued', expiries = 1`);
  await set(
    3,
    '2026-02-10T05:00:00Z',
    sql`status = 'notified', offered_at = '2026-04-01T00:00:00Z', choose_by = '2026-04-06T19:00:00Z',
      queue_class = 'P', line = 'P', benefit = 'P4', benefit_claim = 'confirmed'`,
  );
  await set(
    4,
    '2026-03-31T19:00:00Z',
    sql`status = 'pending', district = ${QOSSHY}, benefit = 'E1', benefit_claim = 'claimed'`,
  );
  // 5, 6: were enrolled and have left, so that they stand in the periods only.
  await set(5, '2026-01-01T20:00:00Z', sql`status = 'left', group_year = 2022`);
  await set(6, '2026-02-28T18:00:00Z', sql`status = 'left', group_year = 2022`);

  // First referrals in March: child 5 from 2 January (01:00 in Almaty) to 10 March: 67 days; child 6 from 28 February (23:00) to
  // 1 March: 1 day.
  await refer(5, 'Ж.2026.1', '2026-03-10T05:00:00Z', sql`'turn', false, 'expired'`);
  await refer(5, 'Ж.2026.2', '2026-03-25T05:00:00Z', sql`'free-choice', true, 'arrived'`);
  await refer(6, 'Ж.2026.3', '2026-03-01T05:00:00Z', sql`'free-choice', false, 'returned'`);
  await refer(6, 'Ж.2026.4', '2026-03-31T19:00:00Z', sql`'turn', false, 'arrived'`);
  // Child 3 from 10 February to 20 March: 38 days.
  await refer(3, 'Ж.2026.5', '2026-03-20T05:00:00Z', sql`'turn', true, 'refused'`);
  await refer(5, 'Ж.2026.6', '2026-03-28T05:00:00Z', sql`'transfer', false, 'arrived'`);

  // Three places of the group of 25: one on offer, two open; the rest of its capacity is held back.
  await sql`delete from place`.execute(db);
  await sql`insert into place (id, group_id, cell, state, published)
    select 'r' || n, ${GROUP}, ${`${KOKSHETAU}/general/2023`}, case n when 1 then 'offered' else 'open' end, 900 + n
    from generate_series(1, 3) n`.execute(db);
  const note = (kindergarten: string, action: string, places: number, at: string) =>
    sql`insert into kindergarten_log (at, kindergarten, group_id, action, places, reason, actor, actor_name, desk, facts)
      select ${at}, ${kindergarten}, null, ${action}, ${places}, null, '', '', id, '{}' from desk limit 1`.execute(
      db,
    );
  await note(OWN, 'published', 5, '2026-03-05T05:00:00Z');
  await note(OWN, 'withdrawn', 2, '2026-03-06T05:00:00Z');
  await note(OWN, 'published', 7, '2026-04-01T05:00:00Z');
  await note(OTHER, 'published', 1, '2026-03-31T18:59:59Z');

  // Notices of «turn arrived» in March: one reached, one told by telephone, one reached by nobody, one under way, one outdated.
  const told = async (state: { email: string; sms: string; reached?: true; called?: true }) => {
    const at = '2026-03-15T05:00:00Z';
    const { rows } = await sql<{
      id: number;
    }>`insert into notice (application, district, kind, at, facts, reached_at, called_at)
      values (${children[0] ?? ''}, ${KOKSHETAU}, 'turn-arrived', ${at}, '{}', ${state.reached ? at : null},
        ${state.called ? at : null}) returning id`.execute(db);
    for (const channel of ['email', 'sms'] as const)
      await sql`insert into notice_delivery (notice, channel, state, next_attempt_at, settled_at)
        select ${rows[0]?.id}, ${channel}, ${state[channel]}, ${state[channel] === 'waiting' ? at : null}::timestamptz,
          ${state[channel] === 'waiting' ? null : at}::timestamptz`.execute(db);
  };
  await told({ email: 'failed', sms: 'delivered', reached: true });
  await told({ email: 'failed', sms: 'failed', called: true });
  await told({ email: 'impossible', sms: 'failed' });
  await told({ email: 'failed', sms: 'waiting' });
  await told({ email: 'outdated', sms: 'outdated' });
}

const ask = (who: SignedIn, query: Partial<ReportQuery>) =>
  office.desk.call(
    'report.read',
    { name: 'queue', ...MARCH, district: null, ...query },
    { session: who.token },
  );

async function report<N extends Report['name']>(
  name: N,
  query: Partial<ReportQuery> = {},
): Promise<Extract<Report, { name: N }>> {
  const answer = good(await ask(people.region, { name, ...query }));
  const isOf = (each: Report): each is Extract<Report, { name: N }> => each.name === name;
  if (!isOf(answer)) throw new Error(`Asked for ${name}`);
  return answer;
}

describe('the report on the queue', () => {
  it('counts who waits now, and who filed within the days of Almaty', async () => {
    const { rows } = await report('queue');
    const none = { notified: 0, undecided: 0, stopListed: 0 };
    expect(rows).toEqual([
      {
        district: KOKSHETAU,
        groupYear: 2023,
        category: null,
        queueClass: 'P',
        benefit: 'P4',
        ...none,
        waiting: 1,
        notified: 1,
        filed: 0,
      },
      // Filed on 2 March, and one millisecond before the end of 31 March.
      {
        district: KOKSHETAU,
        groupYear: 2023,
        category: null,
        queueClass: 'G',
        benefit: null,
        ...none,
        waiting: 2,
        filed: 2,
      },
      // Filed at 00:00 of 1 April: waits, but not of March. The benefit that nobody has decided on is not told as one.
      {
        district: QOSSHY,
        groupYear: 2023,
        category: null,
        queueClass: 'G',
        benefit: null,
        ...none,
        waiting: 1,
        undecided: 1,
        filed: 0,
      },
    ]);
    expect((await report('queue', { from: '2026-02-01' })).rows[0]?.filed).toBe(1);
  });

  it('tells the categories of the voucher apart, where there are any', async () => {
    const { db } = office.stage.database;
    const change = (category: number | null) =>
      sql`update application set category = ${category}
        where uuid = (select uuid from application where status = 'queued' order by filed_at limit 1)`.execute(
        db,
      );
    await change(3);
    const told = await report('queue');
    expect(told.rows.map(({ category, waiting }) => [category, waiting])).toEqual([
      [3, 1],
      [null, 1],
      [null, 1],
      [null, 1],
    ]);
    expect(tableOf(told).columns.map(({ key }) => key)).toContain('category');
    await change(null);
    expect(tableOf(await report('queue')).columns.map(({ key }) => key)).not.toContain('category');
  });

  it('of one district leaves the others out', async () => {
    const { rows } = await report('queue', { district: QOSSHY });
    expect(rows.map(({ district }) => district)).toEqual([QOSSHY]);
  });
});

describe('the report on waiting', () => {
  it('measures calendar days to the first referral: median, nine of ten, longest', async () => {
    const { rows, districts, total } = await report('waiting');
    // 67 and 1 of the year 2022: median 34. 38 of 2023. All three: 1, 38, 67.
    expect(rows).toEqual([
      {
        district: KOKSHETAU,
        groupYear: 2022,
        queueClass: 'G',
        children: 2,
        median: 34,
        ninetieth: 67,
        longest: 67,
      },
      {
        district: KOKSHETAU,
        groupYear: 2023,
        queueClass: 'P',
        children: 1,
        median: 38,
        ninetieth: 38,
        longest: 38,
      },
    ]);
    expect(total).toEqual({ children: 3, median: 38, ninetieth: 67, longest: 67 });
    expect(districts).toEqual([{ district: KOKSHETAU, ...total }]);
  });

  it('says nothing of a period without a first referral', async () => {
    // The second referral of child 6 is of 1 April.
    const { rows, total } = await report('waiting', { from: '2026-04-01', to: '2026-04-30' });
    expect({ rows, total }).toEqual({ rows: [], total: null });
  });
});

describe('the report on referrals', () => {
  it('tells what became of those issued in the period', async () => {
    const { rows } = await report('referrals');
    expect(rows).toEqual([
      {
        district: KOKSHETAU,
        kindergarten: expect.objectContaining({ id: OWN }),
        ...{ issued: 5, turn: 2, freeChoice: 2, transfer: 1, inForce: 0, extended: 2 },
        ...{ arrived: 2, returned: 1, expired: 1, refused: 1, removed: 0 },
      },
    ]);
  });
});

describe('the report on places', () => {
  it('tells what was published and withdrawn in the period, and what is held back now', async () => {
    const { rows } = await report('places', { district: KOKSHETAU });
    const own = rows.find(({ kindergarten }) => kindergarten.id === OWN);
    expect(own).toMatchObject({ published: 5, withdrawn: 2, offered: 1, open: 2, taken: 0 });
    expect(own?.heldBack).toBe((own?.capacity ?? 0) - (own?.enrolledOtherwise ?? 0) - 3);
    expect(own?.heldSince).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const other = rows.find(({ kindergarten }) => kindergarten.id === OTHER);
    expect(other).toMatchObject({ published: 1, withdrawn: 0 });
  });
});

describe('the report on notices', () => {
  it('tells what reached nobody, each notice in one column', async () => {
    const { rows } = await report('notices');
    expect(rows).toEqual([
      {
        ...{ district: KOKSHETAU, kind: 'turn-arrived', notices: 5 },
        ...{ reached: 1, called: 1, underWay: 1, outdated: 1, unreached: 1, emailFailed: 3, smsFailed: 2 },
      },
    ]);
    expect((await report('notices', { to: '2026-03-14' })).rows).toEqual([]);
  });
});

describe('the region at a glance', () => {
  it('has as many undelivered notices as the report: what came through by one way, or by telephone, is delivered', async () => {
    const { districts } = good(
      await office.desk.call('region.overview', {}, { session: people.region.token }),
    );
    const { rows } = await report('notices');
    const unreached = rows.reduce((sum, row) => sum + row.unreached, 0);
    expect(unreached).toBe(1);
    expect(districts.find(({ district }) => district === KOKSHETAU)?.undeliveredNotices).toBe(unreached);
  });
});

describe('who reads reports', () => {
  it('the head of the own district, and region and auditor everywhere', async () => {
    expect(good(await ask(people.head, { district: KOKSHETAU })).name).toBe('queue');
    expect(good(await ask(people.auditor, { district: null })).name).toBe('queue');
    expect(bad(await ask(people.head, { district: QOSSHY })).code).toBe('not-permitted');
    expect(bad(await ask(people.head, { district: null })).code).toBe('not-permitted');
  });

  it('and nobody else', async () => {
    for (const who of [people.operator, people.director])
      for (const district of [null, KOKSHETAU])
        expect(bad(await ask(who, { district })).code).toBe('not-permitted');
  });

  it('a district that does not exist, a period that ends before it begins, and one of more than ten years are refused', async () => {
    expect(bad(await ask(people.region, { district: '999999999' })).code).toBe('not-found');
    expect(bad(await ask(people.region, { to: '2026-02-28' })).code).toBe('invalid-request');
    expect(bad(await ask(people.region, { from: '2010-01-01' })).code).toBe('invalid-request');
  });
});
