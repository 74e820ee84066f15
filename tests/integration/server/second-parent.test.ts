/** The second parent joins an application alone, at the kiosk (domain.md R10; seed 002 «Өтінішті ата-ананың ЖСН-ға біріктіру»). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shortName } from '../../../core/domain/name.ts';
import type { Command } from '../../../core/protocol/command.ts';
import type { Consent } from '../../../core/protocol/consent.ts';
import type { RouteName } from '../../../core/protocol/server.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { type CommandStage, GROUP, openCommandStage } from './command-stage.ts';
import { good, type Reply, type SignedIn } from './desk-client.ts';
import { formOf, formOfInvented, SCAN_HASH, scanFor } from './forms.ts';

const MOTHER = 'synaqova-mother';
const FATHER = 'synaqov-father';
const STRANGER = 'ulgibaev-father';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const mother = demoPerson(MOTHER);
const father = demoPerson(FATHER);
const child = demoPerson('synaqova-2021');

let on: CommandStage;
let uuid: string;
let number: string;
let session: SignedIn;

beforeAll(async () => {
  on = await openCommandStage();
});
afterAll(() => on.close());
beforeEach(async () => {
  await on.begin();
  on.theatre.gbdfl.behaviour.reset();
  const { db } = on.stage.database;
  await db.deleteFrom('merge_attempt').execute();
  await db.deleteFrom('registry_answer').execute();
  await db.updateTable('person').set({ phone: null }).execute();
  const form = formOf(MOTHER, ['synaqova-2021']);
  const applicant = { ...form.applicant, phone: mother.phone ?? '' };
  ({ uuid, number } = await filed({ ...form, applicant }));
  session = await on.kiosk.signIn(FATHER, 'father@demo.kezek.example');
});

async function filed(form: ReturnType<typeof formOf>, parent = MOTHER) {
  const [result] = await on.desk.push(
    await on.desk.submission({ form, key: parent, session: on.staff.operator }),
  );
  if (result?.outcome !== 'done') throw new Error(JSON.stringify(result));
  const [application] = result.data.applications;
  if (application === undefined) throw new Error('Nothing was filed');
  return application;
}

/** A refusal with its facts; whatever else fails the test. */
function bad<N extends RouteName>(reply: Reply<N>): { readonly code: string; readonly facts?: object } {
  if ('body' in reply) throw new Error('The server did what it should have refused');
  return reply.failure;
}

/** ГБД ФЛ has no record of the child, and nothing is remembered of what it said. */
async function silence(): Promise<void> {
  on.theatre.gbdfl.behaviour.set({ byIin: { [child.iin]: 'not-found' } });
  await on.stage.database.db.deleteFrom('registry_answer').execute();
}

const find = (asked: object = {}, by = session) =>
  on.kiosk.call('merge.find', { number, childIin: child.iin, ...asked }, { session: by.token });
const ask = (by = session, application = uuid) =>
  on.kiosk.call('merge.requestCode', { application, locale: 'kk' }, { session: by.token });
const enter = (ticket: string, code: string, by = session) =>
  on.kiosk.call('merge.enterCode', { ticket, code }, { session: by.token });
const sent = () => lastCode(on.theatre.sms.inbox());
const wrong = (code: string) => code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));

/** The first parent's confirmation, as it comes about at the kiosk. */
async function confirmed(by = session): Promise<Consent> {
  good(await find({}, by));
  const { ticket } = good(await ask(by));
  const { consent } = good(await enter(ticket, sent(), by));
  return { means: 'code', id: consent };
}

const merging = (applicant = father.iin, application = uuid): Command => ({
  ...{ do: 'mergeApplication', application, applicant },
});
const join = (consent: Consent | null, more: object = {}) =>
  on.give({ command: merging(), session, key: FATHER, number, consent, ...more }, on.kiosk);
const parents = async () =>
  (
    await on.stage.database.db
      .selectFrom('application')
      .select('parents')
      .where('uuid', '=', uuid)
      .executeTakeFirstOrThrow()
  ).parents;

describe('the second parent joins alone', () => {
  it('names the application, the first one confirms by a code, and it stands in both journals', async () => {
    const found = good(await find());
    expect(found).toMatchObject({ application: uuid, number, child: shortName(child) });
    expect(found.phone).toBe(`+7 (700) ***-**-${mother.phone?.slice(-2)}`);
    expect(JSON.stringify(found)).not.toContain(mother.iin);
    const { phone, ticket } = good(await ask());
    expect(phone).toBe(found.phone);
    const sms = on.theatre.sms.inbox().at(-1);
    expect(sms?.to).toBe(mother.phone);
    expect(sms?.text, 'whom it lets in, and where').toContain(father.surname.toUpperCase());
    expect(sms?.text).toContain(number);
    expect(bad(await enter(ticket, wrong(sent())))).toMatchObject({
      code: 'code-wrong',
      facts: { triesLeft: 4 },
    });
    const { consent } = good(await enter(ticket, sent()));
    expect(await join({ means: 'code', id: consent })).toBe('done');
    expect(await parents()).toEqual([mother.iin, father.iin]);
    for (const parent of [MOTHER, FATHER]) {
      const { token } = await on.kiosk.signIn(parent);
      const { changes } = good(
        await on.kiosk.call(
          'pull',
          { protocol: 1, schema: 1, clientId: on.kiosk.clientId },
          { session: token },
        ),
      );
      const uuids = changes.filter(({ table }) => table === 'application').map(({ id }) => id);
      expect(uuids, parent).toEqual([uuid]);
      expect(changes.some(({ table }) => table === 'document')).toBe(true);
    }
  });

  it('is told of in history and audit: who searched, who consented to what, who joined', async () => {
    expect(await join(await confirmed())).toBe('done');
    const { db } = on.stage.database;
    const history = await db
      .selectFrom('history')
      .selectAll()
      .where('application', '=', uuid)
      .where('event', 'in', ['application-merged', 'relation-unproved'])
      .execute();
    expect(history, 'the record names the father: nothing is flagged').toMatchObject([
      { event: 'application-merged', actor: { iin: father.iin }, facts: { consent: 'code' } },
    ]);
    const audit = await db
      .selectFrom('audit')
      .select(['action', 'actor', 'facts'])
      .where('subject', '=', uuid)
      .where('action', 'in', ['merge-searched', 'consent-given', 'command-done'])
      .orderBy('id')
      .execute();
    expect(audit).toMatchObject([
      { action: 'merge-searched', actor: father.iin },
      {
        action: 'consent-given',
        actor: father.iin,
        facts: { onBehalfOf: mother.iin, means: 'code', name: 'mergeApplication' },
      },
      { action: 'command-done', actor: father.iin, facts: { name: 'mergeApplication', consent: 'code' } },
    ]);
    const { consent } = await db
      .selectFrom('command')
      .select('consent')
      .where('application', '=', uuid)
      .executeTakeFirstOrThrow();
    expect(consent).toMatchObject({ means: 'code', phone: `+7 (700) ***-**-${mother.phone?.slice(-2)}` });
  });

  it('forgives how a number is typed', async () => {
    const [, year = '', sequence = ''] = number.split('.');
    for (const typed of [
      ` ${number.toLowerCase()} `,
      `OДO ${year} ${Number(sequence)}`,
      `одо-${year}-${sequence}`,
    ])
      expect(good(await find({ number: typed })).application, typed).toBe(uuid);
  });
});

describe('the confirmation', () => {
  it('is needed, and nothing else stands for it', async () => {
    expect(await join(null)).toEqual({ code: 'consent-required' });
    const paper = { means: 'paper', sha256: SCAN_HASH } as const;
    expect(await join(paper, { attachments: [scanFor('consent')] })).toEqual({
      code: 'not-permitted',
      field: 'consent',
    });
    expect(await join({ means: 'code', id: '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d' })).toEqual({
      code: 'consent-unknown',
    });
    expect(await parents()).toEqual([mother.iin]);
  });

  it('given to an operator is not for the kiosk', async () => {
    const consent = await on.consentOf(MOTHER);
    expect(await join(consent)).toEqual({ code: 'consent-unknown' });
  });

  it('is for this application', async () => {
    const consent = await confirmed();
    const other = await filed(formOfInvented(MOTHER, 900));
    const command = merging(father.iin, other.uuid);
    expect(await join(consent, { command, number: other.number })).toEqual({ code: 'consent-unknown' });
    expect(await join(consent)).toBe('done');
  });

  it('is for this action: it lets nobody withdraw', async () => {
    const consent = await confirmed();
    const session = await on.kiosk.signIn(FATHER);
    const withdraw: Command = { do: 'withdraw', application: uuid };
    const said = await on.give({ command: withdraw, session, key: FATHER, number, consent }, on.kiosk);
    expect(said).not.toBe('done');
    expect(await on.statusOf({ uuid, number })).toBe('queued');
  });

  it('is for this second parent', async () => {
    await silence();
    const consent = await confirmed();
    const other = await on.kiosk.signIn(STRANGER, 'other@demo.kezek.example');
    const command = merging(other.iin);
    expect(await join(consent, { command, session: other, key: STRANGER })).toEqual({
      code: 'consent-unknown',
    });
  });

  it('is for this desk, the own key, once', async () => {
    const consent = await confirmed();
    for (const key of [MOTHER, STRANGER])
      expect(await join(consent, { key }), key).toEqual({ code: 'iin-mismatch' });
    const elsewhere = await on.stage.desk(undefined, 'kiosk');
    const there = await elsewhere.signIn(FATHER);
    const order = { command: merging(), key: FATHER, number, consent };
    expect(await on.give({ ...order, session: there }, elsewhere)).toEqual({ code: 'consent-unknown' });
    expect(await join(consent)).toBe('done');
    await on.stage.database.db
      .updateTable('application')
      .set({ parents: [mother.iin] })
      .where('uuid', '=', uuid)
      .execute();
    expect(await join(consent)).toEqual({ code: 'consent-unknown' });
  });

  it('holds for ten minutes', async () => {
    const late = await confirmed();
    on.stage.advance(10 * MINUTE + 1000);
    expect(await join(late)).toEqual({ code: 'consent-unknown' });
    session = await on.kiosk.signIn(FATHER);
    const inTime = await confirmed();
    on.stage.advance(9 * MINUTE);
    expect(await join(inTime)).toBe('done');
  });

  it('cannot be made of a code for anything else, nor by anybody else', async () => {
    good(await find());
    const { ticket } = good(await ask());
    const code = sent();
    const stranger = await on.kiosk.signIn(STRANGER, 'other@demo.kezek.example');
    expect(bad(await enter(ticket, code, stranger)).code).toBe('code-expired');
    const operator = { session: on.staff.operator.token };
    expect(bad(await on.desk.call('enterConsent', { ticket, code }, operator)).code).toBe('code-expired');
    expect(bad(await on.kiosk.call('enterCode', { ticket, code, email: null })).code).toBe('code-expired');
    for (let tries = 4; tries > 0; tries -= 1)
      expect(bad(await enter(ticket, wrong(code)))).toMatchObject({ facts: { triesLeft: tries } });
    expect(bad(await enter(ticket, wrong(code))).code).toBe('code-used-up');
    expect(bad(await enter(ticket, code)).code, 'also the right one, after five wrong').toBe('code-used-up');
  });
});

describe('a stranger who guesses', () => {
  it('learns nothing: an unknown number and another child are one answer', async () => {
    const unknown = bad(await find({ number: 'ОДО.2026.999999' }));
    const other = bad(await find({ childIin: demoPerson('synaqov-2022').iin }));
    expect(unknown).toEqual({ code: 'application-not-matching' });
    expect(other).toEqual(unknown);
    expect(bad(await find({ number: 'Ж.2026.000001' })).code).toBe('application-number-malformed');
    expect(bad(await find({ childIin: '210815600017' })).code).toBe('iin-check-digit');
  });

  it('is stopped after a few tries, for an hour, also at another kiosk', async () => {
    for (let n = 0; n < 5; n += 1)
      expect(bad(await find({ number: `ОДО.2026.99999${n}` })).code).toBe('application-not-matching');
    expect(bad(await find()).code, 'now even with the right ones').toBe('too-many-searches');
    const elsewhere = await on.stage.desk(undefined, 'kiosk');
    const there = await elsewhere.signIn(FATHER);
    const asked = { number, childIin: child.iin };
    expect(bad(await elsewhere.call('merge.find', asked, { session: there.token })).code).toBe(
      'too-many-searches',
    );
    on.stage.advance(HOUR + MINUTE);
    session = await on.kiosk.signIn(FATHER);
    good(await find());
  });

  it('made at once, the tries count one another', async () => {
    const said = await Promise.all(
      Array.from({ length: 9 }, (_, n) => find({ number: `ОДО.2026.99998${n}` })),
    );
    const codes = said.map((each) => bad(each).code);
    expect(codes.filter((code) => code === 'application-not-matching')).toHaveLength(5);
  });

  it('gets no code sent for what was not found here', async () => {
    expect(bad(await ask()).code).toBe('application-not-matching');
    expect(on.theatre.sms.inbox()).toEqual([]);
    good(await find());
    const other = await on.kiosk.signIn('kopbalaev-father', 'other@demo.kezek.example');
    expect(bad(await ask(other)).code).toBe('application-not-matching');
  });

  it('cannot flood the first parent with codes', async () => {
    good(await find());
    for (let n = 0; n < 4; n += 1) good(await ask());
    expect(bad(await ask())).toMatchObject({
      code: 'too-many-codes',
      facts: { minutes: expect.any(Number) },
    });
  });

  it('has to hold an EDS; staff have their own way', async () => {
    const request = { iin: father.iin, phone: father.phone ?? '', locale: 'kk' };
    const { ticket } = good(await on.kiosk.call('requestCode', request));
    const entered = await on.kiosk.call('enterCode', { ticket, code: sent(), email: 'f@demo.kezek.example' });
    const { token } = good(entered);
    const asked = { number, childIin: child.iin };
    expect(bad(await on.kiosk.call('merge.find', asked, { session: token })).code).toBe('code-not-enough');
    const operator = { session: on.staff.operator.token };
    expect(bad(await on.desk.call('merge.find', asked, operator)).code).toBe('not-permitted');
  });
});

describe('what cannot be joined says why', () => {
  it('an application of the own, one with two parents, one that has ended', async () => {
    const own = await on.kiosk.signIn(MOTHER);
    expect(bad(await find({}, own)).code).toBe('merge-own');
    expect(await join(await confirmed())).toBe('done');
    await silence();
    const third = await on.kiosk.signIn(STRANGER, 'other@demo.kezek.example');
    expect(bad(await find({}, third)).code).toBe('merge-complete');
    await on.rule({ do: 'withdraw', application: uuid, by: 'whoever-may' });
    expect(bad(await find({}, third)).code).toBe('merge-ended');
  });

  it('a child whose birth record names other parents: not found out how it stands, nor joined', async () => {
    const stranger = await on.kiosk.signIn(STRANGER, 'other@demo.kezek.example');
    await on.rule({ do: 'withdraw', application: uuid, by: 'whoever-may' });
    expect(bad(await find({}, stranger)).code).toBe('not-your-child');
    expect(bad(await ask(stranger)).code).toBe('not-your-child');
  });

  it('the same at the operator’s desk, with both parents there', async () => {
    const consent = await on.consentOf(MOTHER);
    const { operator } = on.staff;
    const command = merging(demoPerson(STRANGER).iin);
    const order = { command, session: operator, key: STRANGER, number, consent };
    expect(await on.give({ ...order, signed: { operator: operator.iin } })).toEqual({
      code: 'not-your-child',
    });
    const right = { ...order, command: merging(), key: FATHER };
    expect(await on.give({ ...right, signed: { operator: operator.iin } })).toBe('done');
  });

  it('a phone that is not the first parent’s', async () => {
    const { db } = on.stage.database;
    const contacts = { phone: '+77015550199', email: null, additionalPhone: null, additionalEmail: null };
    await db
      .updateTable('application')
      .set({ contacts: JSON.stringify(contacts) })
      .execute();
    expect(good(await find()).phone).toContain('99');
    expect(bad(await ask()).code).toBe('first-parent-phone');
  });

  it('where ГБД ФЛ is silent it is joined, and flagged for the moderator', async () => {
    await silence();
    expect(await join(await confirmed())).toBe('done');
    const row = await on.stage.database.db
      .selectFrom('application')
      .select('relation_unproved')
      .where('uuid', '=', uuid)
      .executeTakeFirstOrThrow();
    expect(row.relation_unproved).toBe(true);
    const flags = await on.stage.database.db
      .selectFrom('history')
      .select('facts')
      .where('event', '=', 'relation-unproved')
      .execute();
    expect(flags).toContainEqual({ facts: { person: 'second-parent' } });
  });
});

describe('the head joins with a document', () => {
  const byHead = (more: object = {}) => {
    const head = on.staff.head;
    const order = { command: merging(), session: head, key: 'head', signer: 'operator', number } as const;
    return on.give({ ...order, signed: { operator: head.iin }, ...more });
  };

  it('never without its scan', async () => {
    expect(await byHead()).toEqual({ code: 'file-required', field: 'attachments' });
    expect(await byHead({ attachments: [scanFor('consent')] })).toEqual({
      code: 'file-required',
      field: 'attachments',
    });
    expect(await parents()).toEqual([mother.iin]);
    expect(await byHead({ attachments: [scanFor('relation')] })).toBe('done');
    expect(await parents()).toEqual([mother.iin, father.iin]);
  });

  it('also a guardian whom the birth record does not name; that is flagged', async () => {
    const guardian = demoPerson(STRANGER).iin;
    const order = { command: merging(guardian), attachments: [scanFor('relation')] };
    expect(await byHead(order)).toBe('done');
    expect(await parents()).toEqual([mother.iin, guardian]);
  });
});

describe('who has joined', () => {
  beforeEach(async () => {
    await on.stage.database.db
      .updateTable('person')
      .set({ phone: '+77015550102' })
      .where('iin', '=', father.iin)
      .execute();
    expect(await join(await confirmed())).toBe('done');
  });

  it('asks and is answered like the first parent', async () => {
    const token = { session: session.token };
    good(await on.kiosk.call('application.permitted', { application: uuid }, token));
    good(await on.kiosk.call('place', { uuid }, token));
    good(await on.kiosk.call('signed', { uuid }, token));
    good(await on.kiosk.call('why.read', { uuid, from: null }, token));
    good(await on.kiosk.call('notice.list', { application: uuid, district: null, before: null }, token));
  });

  it('may take it back with the own EDS; then a new application for the child can be filed by either', async () => {
    const withdraw: Command = { do: 'withdraw', application: uuid };
    expect(await on.give({ command: withdraw, session, key: FATHER, number }, on.kiosk)).toBe('done');
    expect(await on.statusOf({ uuid, number })).toBe('withdrawn');
    const again = await filed(formOf(FATHER, ['synaqova-2021']), FATHER);
    expect(again.number).not.toBe(number);
    expect(await on.statusOf(again)).toBe('queued');
  });

  it('has contacts of the own: the first parent’s stay', async () => {
    const contacts = {
      ...{ phone: '+77015550103', email: 'new@demo.kezek.example' },
      ...{ additionalPhone: null, additionalEmail: null },
    };
    const command: Command = { do: 'updateContacts', application: uuid, contacts };
    expect(await on.give({ command, session }, on.kiosk)).toBe('done');
    const { db } = on.stage.database;
    const known = await db.selectFrom('person').selectAll().where('iin', '=', father.iin).executeTakeFirst();
    expect(known).toMatchObject({ phone: '+77015550103', email: 'new@demo.kezek.example' });
    const row = await db
      .selectFrom('application')
      .select('contacts')
      .where('uuid', '=', uuid)
      .executeTakeFirstOrThrow();
    expect(row.contacts).toBeNull();
  });

  it('is told what the family is told, by e-mail and SMS, where they are known', async () => {
    const born2023 = await filed(formOfInvented(MOTHER, 901));
    const waysOf = (kind: 'application-registered' | 'turn-arrived') =>
      on.stage.database.db
        .selectFrom('notice_delivery as d')
        .innerJoin('notice as n', 'n.id', 'd.notice')
        .select(['d.channel', 'd.parent'])
        .where('n.application', '=', born2023.uuid)
        .where('n.kind', '=', kind)
        .orderBy('d.parent')
        .orderBy('d.channel')
        .execute();
    const found = { number: born2023.number, childIin: await childOf(born2023.uuid) };
    good(await find(found));
    const { ticket } = good(await ask(session, born2023.uuid));
    const { consent } = good(await enter(ticket, sent()));
    const command = merging(father.iin, born2023.uuid);
    const order = { command, number: born2023.number };
    expect(await join({ means: 'code', id: consent }, order)).toBe('done');
    await on.rule({ do: 'publishPlaces', group: GROUP, places: 1, by: 'whoever-may' });
    expect(await waysOf('application-registered'), 'before there was a second').toHaveLength(2);
    expect(await waysOf('turn-arrived')).toEqual([
      { channel: 'email', parent: 0 },
      { channel: 'sms', parent: 0 },
      { channel: 'email', parent: 1 },
      { channel: 'sms', parent: 1 },
    ]);
  });
});

async function childOf(application: string): Promise<string> {
  const { child_iin } = await on.stage.database.db
    .selectFrom('application')
    .select('child_iin')
    .where('uuid', '=', application)
    .executeTakeFirstOrThrow();
  return child_iin;
}
