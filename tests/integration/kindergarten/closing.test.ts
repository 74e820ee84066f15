/** A kindergarten closes, over a real PostgreSQL: nobody loses a place in the queue by it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { almatyDay } from '../../../core/domain/almaty.ts';
import { addDays } from '../../../core/domain/plain-date.ts';
import { countPlaces } from '../../../server/queue/lookup.ts';
import { good, type SignedIn } from '../server/desk-client.ts';
import { KOKSHETAU } from '../server/stage.ts';
import {
  close,
  type GardenOffice,
  GROUP,
  group,
  groupsSeen,
  OWN,
  openGardenOffice,
  publish,
  reopen,
  withdraw,
} from './office.ts';

let office: GardenOffice;
let director: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  office = await openGardenOffice();
  await office.grant('director', 'director', { kindergarten: OWN });
  await office.grant('moderator', 'head', { district: KOKSHETAU });
  director = await office.signIn('director');
  head = await office.signIn('moderator');
});
afterAll(() => office.close());
beforeEach(() => office.empty());

describe('a kindergarten that is to close', () => {
  it('is refused while a referral runs, nothing half done; closed it publishes nothing', async () => {
    await office.give(director, group());
    const application = await office.file(2);
    await office.give(director, publish(2));
    await office.queue({ do: 'choosePlace', application, group: GROUP, by: 'whoever-may' });
    expect(await office.refusal(head, close)).toMatchObject({
      code: 'kindergarten-in-use',
      facts: { published: 1, referred: 1, enrolled: 0 },
    });
    expect((await groupsSeen(office, head)).kindergarten.closedAt).toBeNull();
    await office.queue({ do: 'cancelReferral', application, by: 'whoever-may' });
    await office.give(director, withdraw(2));
    expect(await office.give(head, close)).toBe('done');
    expect(await office.give(head, close)).toBe('wrong-status');
    expect(await office.give(director, publish(1))).toBe('kindergarten-closed');
    expect(await office.give(director, group({ capacity: 9 }))).toBe('kindergarten-closed');
    expect(await office.give(head, reopen)).toBe('done');
    expect(await office.give(director, publish(1))).toBe('done');
  });
});

describe('a kindergarten that closes while referrals run (decision 22)', () => {
  const rowsOf = async () =>
    (
      await office.stage.database.db
        .selectFrom('application')
        .select(['uuid', 'status', 'expiries', 'stop_list_until', 'filed_at', 'referral_number'])
        .orderBy('number_order')
        .execute()
    ).map((row) => ({ ...row, filed_at: row.filed_at.getTime() }));
  const noticesOf = async (application: string) =>
    (
      await office.stage.database.db
        .selectFrom('notice')
        .select('kind')
        .where('application', '=', application)
        .orderBy('id')
        .execute()
    ).map(({ kind }) => kind);

  it('sends the children back to their place in the queue, unpunished, and offers nothing of it to anybody', async () => {
    await office.give(director, group());
    const [first, second, third] = [await office.file(4), await office.file(5), await office.file(6)];
    await office.give(director, publish(2));
    await office.queue({ do: 'choosePlace', application: first, group: GROUP, by: 'whoever-may' });
    const before = await rowsOf();
    expect(before.map(({ status }) => status)).toEqual(['referred', 'notified', 'queued']);

    expect(await office.give(director, { ...close, endPlaces: true })).toBe('not-permitted');
    expect(await rowsOf()).toEqual(before);
    expect(await office.give(head, { ...close, endPlaces: true })).toBe('done');

    const after = await rowsOf();
    expect(after.map(({ status }) => status)).toEqual(['queued', 'queued', 'queued']);
    for (const [index, row] of after.entries())
      expect(row).toMatchObject({ expiries: 0, stop_list_until: null, filed_at: before[index]?.filed_at });
    expect(await noticesOf(first)).toEqual([
      ...['application-registered', 'turn-arrived', 'referral-issued', 'arrival-refused'],
    ]);
    expect(await noticesOf(second)).toEqual(['application-registered', 'turn-arrived', 'offer-withdrawn']);
    expect(await noticesOf(third), 'nobody is offered a place in a house that closes').toEqual([
      'application-registered',
    ]);
    const { db } = office.stage.database;
    expect(await db.selectFrom('place').selectAll().execute()).toEqual([]);
    const line = await db
      .selectFrom('history')
      .select(['actor', 'facts'])
      .where('event', '=', 'arrival-refused')
      .executeTakeFirstOrThrow();
    expect(line).toMatchObject({ actor: { iin: head.iin, role: 'head' }, facts: { reason: 'Жөндеу' } });
    const { entries } = good(
      await office.desk.call(
        'kindergarten.log',
        { kindergarten: OWN, before: null },
        { session: head.token },
      ),
    );
    expect(entries[0]).toMatchObject({ action: 'closed', facts: { published: 1, referred: 1 } });

    expect(await office.give(head, reopen)).toBe('done');
    expect(await office.give(director, publish(1))).toBe('done');
    expect(
      (await rowsOf()).map(({ status }) => status),
      'the turn was kept',
    ).toEqual([...['notified', 'queued', 'queued']]);
  });

  it('is refused for an enrolled child whatever is ticked, and nothing is half done', async () => {
    await office.give(director, group());
    const [first, second] = [await office.file(7), await office.file(8)];
    await office.give(director, publish(2));
    for (const application of [first, second])
      await office.queue({ do: 'choosePlace', application, group: GROUP, by: 'whoever-may' });
    expect(await office.give(director, { do: 'markArrival', application: first })).toBe('done');
    const before = await rowsOf();
    expect(await office.refusal(head, { ...close, endPlaces: true })).toMatchObject({
      code: 'kindergarten-in-use',
      facts: { published: 0, referred: 1, enrolled: 1 },
    });
    expect(await rowsOf()).toEqual(before);
    expect(await countPlaces(office.stage.database.db, GROUP)).toEqual({ offered: 0, open: 0, taken: 2 });
    expect((await groupsSeen(office, head)).kindergarten.closedAt).toBeNull();
  });

  it('ends an extended referral too; one whose last day has passed ends by that', async () => {
    await office.give(director, group());
    const [first, second] = [await office.file(9), await office.file(10)];
    await office.give(director, publish(2));
    for (const application of [first, second])
      await office.queue({ do: 'choosePlace', application, group: GROUP, by: 'whoever-may' });
    const until = addDays(almatyDay(office.stage.now()), 30);
    await office.queue({ do: 'extendReferral', application: first, until, by: 'whoever-may' });
    const { referral } = await office.stage.database.db
      .selectFrom('application')
      .select('referral')
      .where('uuid', '=', second)
      .executeTakeFirstOrThrow();
    office.stage.freeze(Date.parse(referral?.validUntil ?? '') + 1);
    try {
      const late = await office.signIn('moderator');
      expect(await office.give(late, { ...close, endPlaces: true })).toBe('done');
    } finally {
      office.stage.freeze(null);
    }
    expect((await rowsOf()).map(({ status, expiries }) => [status, expiries])).toEqual([
      ['queued', 0],
      ['stopListed', 1],
    ]);
    expect(await office.stage.database.db.selectFrom('place').selectAll().execute()).toEqual([]);
  });
});

describe('a kindergarten that closes while parents choose and return', () => {
  it('leaves no place behind, whoever was quicker, and no child without its turn', async () => {
    await office.give(director, group());
    for (let round = 0; round < 4; round += 1) {
      const children: string[] = [];
      for (let n = 0; n < 4; n += 1) children.push(await office.file(20 + round * 4 + n));
      await office.give(director, publish(3));
      const [first = '', ...others] = children;
      await office.queue({ do: 'choosePlace', application: first, group: GROUP, by: 'whoever-may' });
      const [closed] = await Promise.all([
        office.give(head, { ...close, endPlaces: true }),
        office.queue({ do: 'cancelReferral', application: first, by: 'whoever-may' }),
        ...others.map((application) =>
          office.queue({ do: 'choosePlace', application, group: GROUP, by: 'whoever-may' }),
        ),
      ]);
      expect(closed).toBe('done');
      const { db } = office.stage.database;
      expect(await db.selectFrom('place').select('id').execute()).toEqual([]);
      const rows = await db
        .selectFrom('application')
        .select(['status', 'expiries'])
        .where('uuid', 'in', children)
        .execute();
      expect(new Set(rows.map(({ status, expiries }) => `${status} ${expiries}`))).toEqual(
        new Set(['queued 0']),
      );
      expect(await office.give(head, reopen)).toBe('done');
    }
  });
});
