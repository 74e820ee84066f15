/** What an office does with its kindergartens, over a real PostgreSQL: capacity, races, rights, and what is written down. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderDocument } from '../../../core/documents/index.ts';
import { DAY, toIso } from '../../../core/domain/instant.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { DocumentRecordSchema } from '../../../core/protocol/record.ts';
import { countPlaces } from '../../../server/queue/lookup.ts';
import { bad, good, type SignedIn } from '../server/desk-client.ts';
import { KOKSHETAU, QOSSHY } from '../server/stage.ts';
import {
  close,
  type GardenOffice,
  GROUP,
  GROUP_RU,
  group,
  groupsSeen,
  OTHER,
  OWN,
  openGardenOffice,
  publish,
  withdraw,
} from './office.ts';

let office: GardenOffice;
let director: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  office = await openGardenOffice();
  await office.grant('director', 'director', { kindergarten: OWN });
  await office.grant('moderator', 'head', { district: KOKSHETAU });
  await office.grant('operator-qosshy', 'head', { district: QOSSHY });
  await office.grant('region', 'region', {});
  director = await office.signIn('director');
  head = await office.signIn('moderator');
});
afterAll(() => office.close());
beforeEach(() => office.empty());

const sumsOf = async (id = GROUP) => {
  const { groups } = await groupsSeen(office, director);
  return groups.find((each) => each.id === id)?.places;
};

describe('capacity', () => {
  it('leaves room for children who came otherwise: they take places that cannot be published', async () => {
    expect(await office.give(director, group({ capacity: 10, enrolledOtherwise: 8 }))).toBe('done');
    expect(await office.give(director, publish(3))).toBe('no-free-place');
    expect(await office.give(director, publish(2))).toBe('done');
    expect(await sumsOf()).toMatchObject({ capacity: 10, enrolledOtherwise: 8, open: 2, unpublished: 0 });
  });

  it('is never less than what is published and taken, and a group with places stays in its cell', async () => {
    await office.give(director, group());
    await office.give(director, publish(5));
    expect(await office.refusal(director, group({ capacity: 4 }))).toMatchObject({
      code: 'capacity-below-places',
      facts: { places: 5 },
    });
    expect(await office.give(director, group({ capacity: 6, enrolledOtherwise: 2 }))).toBe(
      'capacity-below-places',
    );
    expect(await office.give(director, group({ birthYear: 2022 }))).toBe('group-in-use');
    expect(await office.give(director, group({ language: 'ru' }))).toBe('group-in-use');
    expect(await office.give(director, group({ capacity: 5, name: '«Бота»' }))).toBe('done');
    await office.give(director, withdraw(5));
    expect(await office.give(director, group({ birthYear: 2022 }))).toBe('done');
    expect(await office.give(director, group())).toBe('done');
  });

  it('says how many places a kindergarten holds back, and since when, until the last is published', async () => {
    await office.give(director, group({ capacity: 3 }));
    const before = await sumsOf();
    expect(before).toMatchObject({ unpublished: 3 });
    await office.give(director, publish(1));
    expect(await sumsOf()).toMatchObject({ unpublished: 2, heldSince: before?.heldSince });
    await office.give(director, publish(2));
    expect(await sumsOf()).toMatchObject({ unpublished: 0, heldSince: null });
    await office.give(director, withdraw(1));
    const after = await sumsOf();
    expect(after?.unpublished).toBe(1);
    expect(after?.heldSince).not.toBeNull();
    expect(after?.heldSince).not.toBe(before?.heldSince);
  });

  it('tells since when by the server’s clock, whatever the database’s says', async () => {
    const days = [10, 27].map((days) => toIso(Math.ceil(office.stage.now() / DAY) * DAY + days * DAY));
    const [first = '', second = ''] = days;
    const at = async (day: string, command: Command) => {
      office.stage.freeze(Date.parse(day));
      const session = await office.signIn('director');
      expect(await office.give(session, command)).toBe('done');
      return good(
        await office.desk.call('kindergarten.groups', { kindergarten: OWN }, { session: session.token }),
      ).groups.find(({ id }) => id === GROUP)?.places.heldSince;
    };
    try {
      await at(first, group({ capacity: 3 }));
      await at(first, publish(3));
      expect(await at(first, group({ capacity: 5 }))).toBe(first);
      await at(second, publish(2));
      expect(await at(second, withdraw(1))).toBe(second);
    } finally {
      office.stage.freeze(null);
      director = await office.signIn('director');
    }
  });

  it('holds when two publish at once and a third makes the group smaller', async () => {
    await office.give(director, group({ capacity: 10 }));
    const second = await office.stage.desk();
    const other = await second.signIn('director');
    const give = (id: number, command: Command) =>
      second
        .push({
          ...{ id, uuid: crypto.randomUUID(), session: other.id, at: new Date().toISOString() },
          mutation: {
            name: 'command',
            args: {
              ...{ uuid: crypto.randomUUID(), command, attachments: [], signedXml: null, signer: null },
              ...{ consent: null, deskTime: new Date().toISOString(), clockOffsetMs: 0 },
            },
          },
        })
        .then(([result]) => result?.outcome);
    for (let round = 0; round < 5; round += 1) {
      const [mine, theirs] = await Promise.all([
        office.give(director, publish(7)),
        give(2 * round + 1, publish(7)),
      ]);
      expect([mine === 'done', theirs === 'done'].filter(Boolean)).toHaveLength(1);
      await office.give(director, withdraw(7));
      await Promise.all([office.give(director, publish(7)), give(2 * round + 2, group({ capacity: 5 }))]);
      const counts = await countPlaces(office.stage.database.db, GROUP);
      const capacity = (await sumsOf())?.capacity ?? 0;
      expect(counts.offered + counts.open + counts.taken).toBeLessThanOrEqual(capacity);
      if (counts.open > 0) await office.give(director, withdraw(counts.open));
      await office.give(director, group({ capacity: 10 }));
    }
  });
});

describe('publishing in two steps', () => {
  it('foretells what it will do, names nobody and changes nothing', async () => {
    await office.give(director, group());
    const application = await office.file(1);
    const ask = (places: number) =>
      office.desk.call('place.preview', { group: GROUP, places }, { session: director.token });
    expect(good(await ask(3))).toEqual({ places: 3, notified: 1, opened: 2, waiting: 1 });
    expect(bad(await ask(26)).code).toBe('no-free-place');
    const { groups } = await groupsSeen(office, director);
    expect(groups.find(({ id }) => id === GROUP)?.waiting).toBe(1);
    expect(groups.find(({ birthYear }) => birthYear === 2022)?.waiting).toBe(0);
    expect(await countPlaces(office.stage.database.db, GROUP)).toEqual({ offered: 0, open: 0, taken: 0 });
    const statusOf = async () =>
      (
        await office.stage.database.db
          .selectFrom('application')
          .select('status')
          .where('uuid', '=', application)
          .executeTakeFirstOrThrow()
      ).status;
    expect(await statusOf()).toBe('queued');
    await office.give(director, publish(3));
    expect(await countPlaces(office.stage.database.db, GROUP)).toEqual({ offered: 1, open: 2, taken: 0 });
    expect(await statusOf()).toBe('notified');
  });

  it('writes down who published and who withdrew, with the reason, in log, audit and ledger', async () => {
    await office.give(director, group());
    await office.give(director, publish(4));
    await office.give(director, withdraw(1));
    const { entries } = good(
      await office.desk.call(
        'kindergarten.log',
        { kindergarten: OWN, before: null },
        { session: head.token },
      ),
    );
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'withdrawn', places: 1, reason: 'Қате жарияланған', group: { id: GROUP } },
      { action: 'published', places: 4, reason: null, group: { id: GROUP } },
    ]);
    expect(entries[0]?.by).not.toBe('');
    const leaves = await office.stage.database.db
      .selectFrom('ledger_leaf')
      .select('kind')
      .where('kind', 'like', 'kindergarten-%')
      .orderBy('index')
      .execute();
    expect(leaves.map(({ kind }) => kind).slice(-2)).toEqual([
      'kindergarten-published',
      'kindergarten-withdrawn',
    ]);
  });
});

describe('rights', () => {
  it('a director has the own kindergarten and no other, the head sees the district, the region all', async () => {
    const seen = async (session: SignedIn) =>
      good(await office.desk.call('kindergarten.list', { district: null }, { session: session.token }))
        .kindergartens;
    expect((await seen(director)).map(({ id }) => id)).toEqual([OWN]);
    const ofHead = await seen(head);
    expect(new Set(ofHead.map(({ district }) => district))).toEqual(new Set([KOKSHETAU]));
    expect(ofHead.length).toBeGreaterThan(2);
    expect(new Set((await seen(await office.signIn('region'))).map(({ district }) => district)).size).toBe(
      20,
    );
    expect(await seen(await office.signIn('operator'))).toEqual([]);
    expect(await seen(await office.signIn('synaqova-mother'))).toEqual([]);
  });

  it('another kindergarten is not found, and nothing can be done there', async () => {
    const ask = (name: 'kindergarten.groups' | 'referral.received' | 'kindergarten.enrolled') =>
      office.desk.call(name, { kindergarten: OTHER }, { session: director.token });
    for (const name of ['kindergarten.groups', 'referral.received', 'kindergarten.enrolled'] as const)
      expect(bad(await ask(name)).code).toBe('not-found');
    const elsewhere = `${OTHER}-2023-kk`;
    expect(await office.give(director, publish(1, elsewhere))).toBe('not-permitted');
    expect(await office.give(director, group({ kindergarten: OTHER, group: elsewhere }))).toBe(
      'not-permitted',
    );
    expect(
      bad(
        await office.desk.call('place.preview', { group: elsewhere, places: 1 }, { session: director.token }),
      ).code,
    ).toBe('not-found');
    // A group of another kindergarten under the own one's name.
    expect(await office.give(director, group({ group: elsewhere }))).toBe('not-found');
  });

  it('head and region publish nothing; a parent changes nothing; a head of another district sees nothing', async () => {
    expect(await office.give(head, publish(1))).toBe('not-permitted');
    const mother = await office.signIn('synaqova-mother');
    expect(await office.give(mother, group({ name: '«Жоқ»' }))).toBe('not-permitted');
    expect(await office.give(director, close)).toBe('not-permitted');
    const foreign = await office.stage.desk(QOSSHY);
    const session = (await foreign.signIn('operator-qosshy')).token;
    expect(bad(await foreign.call('kindergarten.groups', { kindergarten: OWN }, { session })).code).toBe(
      'not-found',
    );
  });

  it('contacts are the director’s to keep up, name and address the region’s', async () => {
    const contacts: Command = {
      ...{
        do: 'updateKindergartenContacts',
        kindergarten: OWN,
        phone: '+77162112233',
        director: 'Үлгібаева С.',
      },
    };
    expect(await office.give(director, contacts)).toBe('done');
    expect((await groupsSeen(office, head)).kindergarten).toMatchObject({ phone: '+77162112233' });
    const details = {
      ...{ district: KOKSHETAU, bin: null, kind: 'kindergarten' as const, phone: null, director: null },
      ...{ name: { kk: 'Жаңа', ru: 'Новый' }, settlement: 'Көкшетау', address: 'Үлгі, 1', coordinates: null },
    };
    const save: Command = { do: 'saveKindergarten', kindergarten: 'demo-new', details };
    expect(await office.give(director, save)).toBe('not-permitted');
    expect(await office.give(head, save)).toBe('not-permitted');
    const region = await office.signIn('region');
    expect(await office.give(region, save)).toBe('done');
    const moved = { ...save, kindergarten: OWN, details: { ...details, district: QOSSHY } };
    expect(await office.give(region, moved)).toBe('kindergarten-has-groups');
  });
});

describe('children', () => {
  it('come by referral, are enrolled, move to another group’s open place and leave', async () => {
    await office.give(director, group());
    const application = await office.file(3);
    await office.give(director, publish(1));
    await office.queue({ do: 'choosePlace', application, group: GROUP, by: 'whoever-may' });
    const session = director.token;
    const { referrals } = good(
      await office.desk.call('referral.received', { kindergarten: OWN }, { session }),
    );
    expect(referrals).toMatchObject([{ application, group: { id: GROUP }, referral: { extended: false } }]);
    expect(referrals[0]?.parent.phone).toMatch(/^\+7/);
    expect(await office.give(director, { do: 'markArrival', application })).toBe('done');
    const enrolled = async () =>
      good(await office.desk.call('kindergarten.enrolled', { kindergarten: OWN }, { session })).children;
    expect((await enrolled()).map((each) => each.application)).toEqual([application]);
    const targets = async () =>
      good(await office.desk.call('kindergarten.transfers', { application }, { session })).groups;
    expect(await targets()).toEqual([]);
    await office.give(director, publish(1, GROUP_RU));
    expect(await targets()).toMatchObject([{ group: GROUP_RU, own: true, open: 1 }]);
    expect(await office.give(director, { do: 'transfer', application, group: GROUP_RU })).toBe('done');
    expect((await enrolled())[0]).toMatchObject({ group: { id: GROUP_RU }, referral: { kind: 'transfer' } });
    expect(await sumsOf()).toMatchObject({ enrolled: 0, open: 0 });
    const { changes } = good(
      await office.desk.call('pull', { protocol: 1, schema: 1, clientId: office.desk.clientId }),
    );
    const row = changes.flatMap((change) => (change.table === 'application' ? [change.row] : []));
    expect(row.find((each) => each?.uuid === application)?.referral).toMatchObject({ kind: 'transfer' });
    const papers = changes.flatMap((change) => (change.table === 'document' ? [change.row] : []));
    const paper = papers.find((each) => each?.application === application && each.kind === 'referral');
    expect(paper?.facts).toMatchObject({
      ...{ referralKind: 'transfer', fromGroup: '«Құлыншақ»', byRole: 'director', returnUntil: null },
    });
    for (const locale of ['kk', 'ru'] as const)
      expect((await renderDocument(DocumentRecordSchema.parse(paper), locale)).length).toBeGreaterThan(1000);
    expect(await office.give(director, { do: 'leave', application })).toBe('done');
    expect(await enrolled()).toEqual([]);
    expect(await sumsOf(GROUP_RU)).toMatchObject({ enrolled: 0, open: 0 });
  });

  it('whom the kindergarten refuses are back in the queue, and the place is published anew', async () => {
    await office.give(director, group());
    const application = await office.file(4);
    await office.give(director, publish(1));
    await office.queue({ do: 'choosePlace', application, group: GROUP, by: 'whoever-may' });
    const refuse: Command = { do: 'refuseArrival', application, reason: 'құжаттар топтамасы толық емес' };
    expect(await office.give(head, refuse)).toBe('not-permitted');
    expect(await office.give(director, refuse)).toBe('done');
    expect(await sumsOf()).toMatchObject({ referred: 0, open: 1 });
  });
});

describe('papers for everybody', () => {
  it('tell of free places and of issued referrals, and of nobody', async () => {
    await office.give(director, group());
    const application = await office.file(5);
    await office.give(director, publish(3));
    await office.queue({ do: 'choosePlace', application, group: GROUP, by: 'whoever-may' });
    const session = director.token;
    const bulletin = good(await office.desk.call('place.bulletin', {}, { session }));
    expect(bulletin.groups).toMatchObject([{ settlement: 'Көкшетау', open: 2, offered: 0 }]);
    const today = new Date(office.stage.now() + 5 * 3_600_000).toISOString().slice(0, 10);
    const protocol = good(await office.desk.call('referral.issued', { from: today, to: today }, { session }));
    expect(protocol.lines).toMatchObject([{ state: 'in-force', kind: 'turn', child: 'О*** Б***' }]);
    expect(JSON.stringify(protocol)).not.toMatch(/Ойданов|\b\d{12}\b/);
    expect(
      bad(await office.desk.call('referral.issued', { from: today, to: '2020-01-01' }, { session })).code,
    ).toBe('invalid-request');
  });
});
