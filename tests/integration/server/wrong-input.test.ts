/**
 * Wrong input after filing (issue 4): in the wrong status, by the wrong role, of another district, twice, out of order, with a
 * stale view. Each is given through the real push route and refused with the right answer of §1.10.16, which says what to do
 * next in every language, and nothing is half done.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../../core/protocol/command.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import {
  type CommandStage,
  choosing,
  type Filed,
  GROUP,
  KINDERGARTEN,
  openCommandStage,
} from './command-stage.ts';
import type { CommandOrder, DeskClient, SignedIn } from './desk-client.ts';
import { KOKSHETAU, QOSSHY } from './stage.ts';
import { saysWhatToDo, untouched } from './untouched.ts';

const MOTHER = 'synaqova-mother';
const FATHER = 'synaqov-father';

let on: CommandStage;
let child: Filed;
let mother: SignedIn;
let away: DeskClient;

beforeAll(async () => {
  on = await openCommandStage();
  away = await on.stage.desk(QOSSHY);
  const { iin } = demoPerson('head');
  const grant = { iin, role: 'head', district: QOSSHY, kindergarten: null } as const;
  await grantRole(on.stage.database.db, grant, on.stage.now());
});
afterAll(() => on.close());
beforeEach(async () => {
  await on.begin();
  child = await on.file();
  mother = await on.kiosk.signIn(MOTHER);
});

const application = () => child.uuid;
const publish = (places = 1) => on.rule({ do: 'publishPlaces', group: GROUP, places, by: 'whoever-may' });
const byMother = (command: Command): CommandOrder => ({
  ...{ command, session: mother, key: MOTHER, number: child.number },
});
const contacts = { phone: '+77010000009', email: null, additionalPhone: null, additionalEmail: null };
const consent = { means: 'code', id: randomUUID() } as const;

/** Gives a command that has to be refused, and holds the tables against those before. */
async function refused(order: CommandOrder, at: DeskClient = on.desk): Promise<string> {
  const answer = await untouched(on.stage.database.db, () => on.give(order, at));
  if (answer === 'done') throw new Error(`${order.command.do} was done`);
  saysWhatToDo(answer.code);
  return answer.code;
}

const until = '2027-01-15';
/** What a parent can ask for, each with its signature where it needs one. */
const asked = (): readonly Command[] => [
  choosing(child),
  { do: 'cancelReferral', application: application() },
  { do: 'extendReferral', application: application(), until },
  { do: 'confirmInterest', application: application() },
  { do: 'withdraw', application: application() },
  { do: 'updateContacts', application: application(), contacts },
];
/** What staff do with one application, and who may. */
const byStaff = (): readonly (readonly [keyof CommandStage['staff'], Command])[] => [
  ['director', { do: 'markArrival', application: application() }],
  ['director', { do: 'refuseArrival', application: application(), reason: 'Құжаттар толық емес' }],
  ['director', { do: 'transfer', application: application(), group: GROUP }],
  ['director', { do: 'leave', application: application() }],
  ['moderator', { do: 'decideBenefit', application: application(), confirmed: true, reason: null }],
  ['moderator', { do: 'decidePapers', application: application(), confirmed: true, reason: null }],
];

describe('in the wrong status', () => {
  it('an application that was withdrawn takes nothing any more, from a parent or from staff', async () => {
    expect(await on.give(byMother({ do: 'withdraw', application: application() }), on.kiosk)).toBe('done');
    for (const command of asked())
      expect([command.do, await refused(byMother(command), on.kiosk)]).toEqual([
        ...[command.do, 'wrong-status'],
      ]);
    for (const [who, command] of byStaff())
      expect([command.do, await refused({ command, session: on.staff[who] })]).toEqual([
        ...[command.do, 'wrong-status'],
      ]);
  });

  it('a child in the queue has no referral to return, extend, arrive with or leave from, and no claim to decide', async () => {
    const answers = new Map<string, string>();
    for (const command of asked().slice(0, 4))
      answers.set(command.do, await refused(byMother(command), on.kiosk));
    for (const [who, command] of byStaff())
      answers.set(command.do, await refused({ command, session: on.staff[who] }));
    expect(Object.fromEntries(answers)).toEqual({
      ...{ choosePlace: 'not-your-turn', cancelReferral: 'wrong-status', extendReferral: 'wrong-status' },
      ...{ confirmInterest: 'too-early', markArrival: 'wrong-status', refuseArrival: 'wrong-status' },
      ...{ transfer: 'wrong-status', leave: 'wrong-status' },
      ...{ decideBenefit: 'wrong-status', decidePapers: 'wrong-status' },
    });
  });

  it('an enrolled child chooses, returns and withdraws nothing', async () => {
    await publish();
    await on.rule({ do: 'choosePlace', application: application(), group: GROUP, by: 'whoever-may' });
    await on.rule({ do: 'markArrival', application: application(), by: 'whoever-may' });
    for (const command of asked().slice(0, 5))
      expect([command.do, await refused(byMother(command), on.kiosk)]).toEqual([command.do, 'wrong-status']);
    for (const [who, command] of byStaff().slice(0, 2))
      expect(await refused({ command, session: on.staff[who] })).toBe('wrong-status');
  });

  it('an application or a group that does not exist is not found', async () => {
    const nobody = randomUUID();
    const unknown: readonly (readonly [SignedIn, Command])[] = [
      [mother, { do: 'confirmInterest', application: nobody }],
      [on.staff.director, { do: 'markArrival', application: nobody }],
      [on.staff.director, { do: 'publishPlaces', group: 'group-nowhere', places: 1 }],
      [on.staff.director, { do: 'withdrawPlaces', group: 'group-nowhere', places: 1, reason: 'Қате' }],
    ];
    for (const [session, command] of unknown)
      expect(await refused({ command, session }, session === mother ? on.kiosk : on.desk)).toBe('not-found');
  });
});

describe('by the wrong role', () => {
  it('no member of staff does what another role does', async () => {
    await publish();
    await on.rule({ do: 'choosePlace', application: application(), group: GROUP, by: 'whoever-may' });
    const wrong: readonly (readonly [keyof CommandStage['staff'], Command])[] = [
      ['operator', { do: 'markArrival', application: application() }],
      ['head', { do: 'markArrival', application: application() }],
      ['moderator', { do: 'refuseArrival', application: application(), reason: 'Құжаттар толық емес' }],
      ['operator', { do: 'publishPlaces', group: GROUP, places: 1 }],
      ['head', { do: 'publishPlaces', group: GROUP, places: 1 }],
      [
        'operator',
        { do: 'closeKindergarten', kindergarten: KINDERGARTEN, reason: 'Жөндеу', endPlaces: true },
      ],
      [
        'director',
        { do: 'closeKindergarten', kindergarten: KINDERGARTEN, reason: 'Жөндеу', endPlaces: true },
      ],
      ['moderator', { do: 'updateContacts', application: application(), contacts }],
    ];
    for (const [who, command] of wrong)
      expect([who, command.do, await refused({ command, session: on.staff[who] })]).toEqual([
        ...[who, command.do, 'not-permitted'],
      ]);
  });

  it('a stranger moves nobody’s child, neither with the own key nor at the own kiosk', async () => {
    await publish();
    const father = await on.kiosk.signIn(FATHER);
    const stranger = (command: Command) => ({ command, session: father, key: FATHER, number: child.number });
    for (const command of asked().filter(
      (each) => each.do !== 'confirmInterest' && each.do !== 'updateContacts',
    ))
      expect([command.do, await refused(stranger(command), on.kiosk)]).toEqual([command.do, 'iin-mismatch']);
    const unsigned: Command = { do: 'updateContacts', application: application(), contacts };
    expect(await refused({ command: unsigned, session: father }, on.kiosk)).toBe('not-permitted');
  });
});

describe('of another district', () => {
  it('its operator and its head reach into no other', async () => {
    await publish();
    const operator = await away.signIn('operator-qosshy');
    const head = await away.signIn('head');
    const choose = byMother(choosing(child));
    const onBehalf = {
      ...choose,
      session: operator,
      key: 'operator-qosshy',
      signer: 'operator',
      consent,
    } as const;
    expect(await refused(onBehalf, away), 'the signed document names the desk’s own district').toBe(
      'content',
    );
    const forged = { ...onBehalf, consent: null, signed: { district: KOKSHETAU } };
    expect(await refused(forged, away)).toBe('not-permitted');
    const contactsOf: Command = { do: 'updateContacts', application: application(), contacts };
    expect(await refused({ command: contactsOf, session: operator }, away)).toBe('not-permitted');
    const close: Command = {
      ...{ do: 'closeKindergarten', kindergarten: KINDERGARTEN, reason: 'Жөндеу', endPlaces: true },
    };
    expect(await refused({ command: close, session: head }, away)).toBe('not-permitted');
  });
});

describe('twice, and out of order', () => {
  const publishing = (): CommandOrder => ({
    ...{ command: { do: 'publishPlaces', group: GROUP, places: 1 }, session: on.staff.director },
  });
  const placesNow = async () =>
    (await on.stage.database.db.selectFrom('place').select('id').where('group_id', '=', GROUP).execute())
      .length;

  it('a lost answer is given again without a second place; the same command as new work is refused', async () => {
    const sent = await on.desk.command(publishing());
    const [first] = await on.desk.push(sent);
    expect(first?.outcome).toBe('done');
    const [again] = await untouched(on.stage.database.db, () => on.desk.push(sent));
    expect(again).toEqual(first);
    const next = await on.desk.command(publishing());
    const [copied] = await untouched(on.stage.database.db, () =>
      on.desk.push({ ...next, uuid: randomUUID(), mutation: sent.mutation }),
    );
    expect(copied).toMatchObject({ outcome: 'refused', failure: { code: 'invalid-request', field: 'uuid' } });
    expect(await placesNow()).toBe(1);
  });

  it('pressed twice, a choice is made once', async () => {
    await publish(2);
    const choose = byMother(choosing(child));
    const both = [await on.kiosk.command(choose), await on.kiosk.command(choose)];
    const said = await on.kiosk.push(...both);
    expect(said.map((each) => (each.outcome === 'done' ? 'done' : each.failure.code))).toEqual([
      ...['done', 'wrong-status'],
    ]);
    const { rows } = { rows: await on.stage.database.db.selectFrom('referral').select('number').execute() };
    expect(rows).toHaveLength(1);
  });

  it('what comes before its predecessor waits for it, and both are done in their order', async () => {
    const first = await on.desk.command(publishing());
    const second = await on.desk.command({
      ...publishing(),
      command: { do: 'withdrawPlaces', group: GROUP, places: 1, reason: 'Қате жарияланған' },
    });
    expect(await untouched(on.stage.database.db, () => on.desk.push(second))).toEqual([]);
    const said = await on.desk.push(first, second);
    expect(said.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(await placesNow()).toBe(0);
  });
});

describe('with a stale view of the card', () => {
  it('a place that somebody else has taken meanwhile is gone', async () => {
    await publish();
    const other = await on.file(FATHER);
    await on.rule({ do: 'choosePlace', application: application(), group: GROUP, by: 'whoever-may' });
    await on.rule({ do: 'cancelReferral', application: application(), by: 'whoever-may' });
    // The place has come back and is offered to the other child; this card still shows it.
    expect(await on.statusOf(other)).toBe('notified');
    const choose = byMother(choosing(child));
    expect(await refused(choose, on.kiosk)).toBe('not-your-turn');
    await on.rule({ do: 'choosePlace', application: other.uuid, group: GROUP, by: 'whoever-may' });
    expect(await refused(choose, on.kiosk)).toBe('not-your-turn');
  });

  it('a place that was withdrawn while the list was open is gone', async () => {
    await publish(1);
    await on.rule({ do: 'withdrawPlaces', group: GROUP, places: 1, by: 'whoever-may' });
    const choose = byMother(choosing(child));
    expect(await refused(choose, on.kiosk)).toBe('not-your-turn');
  });

  it('of two who look at the same referral the second is told that it has ended', async () => {
    await publish();
    await on.rule({ do: 'choosePlace', application: application(), group: GROUP, by: 'whoever-may' });
    const arrive: Command = { do: 'markArrival', application: application() };
    expect(await on.give(byMother({ do: 'cancelReferral', application: application() }), on.kiosk)).toBe(
      'done',
    );
    expect(await refused({ command: arrive, session: on.staff.director })).toBe('wrong-status');
    const extend: Command = { do: 'extendReferral', application: application(), until };
    expect(await refused(byMother(extend), on.kiosk)).toBe('wrong-status');
  });

  it('a group whose kindergarten has closed publishes nothing and has no place', async () => {
    const close: Command = {
      ...{ do: 'closeKindergarten', kindergarten: KINDERGARTEN, reason: 'Жөндеу', endPlaces: true },
    };
    await publish();
    expect(await on.give({ command: close, session: on.staff.head })).toBe('done');
    const more: Command = { do: 'publishPlaces', group: GROUP, places: 1 };
    expect(await refused({ command: more, session: on.staff.director })).toBe('kindergarten-closed');
    const choose = byMother(choosing(child));
    expect(await refused(choose, on.kiosk)).toBe('not-your-turn');
    expect(await refused({ command: close, session: on.staff.head })).toBe('wrong-status');
  });

  it('more places than are left are withdrawn not at all', async () => {
    await publish(2);
    const withdraw: Command = { do: 'withdrawPlaces', group: GROUP, places: 3, reason: 'Қате жарияланған' };
    expect(await refused({ command: withdraw, session: on.staff.director })).toBe('no-free-place');
    const beyond: Command = { do: 'publishPlaces', group: GROUP, places: 5 };
    expect(await refused({ command: beyond, session: on.staff.director })).toBe('no-free-place');
  });
});
