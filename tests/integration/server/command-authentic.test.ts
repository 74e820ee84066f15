/** Commands that are not what they say: replayed, changed, stale, of another hand; and what a one-time code cannot do. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedCommand } from '../../../core/eds/command-xml.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { type CommandStage, type Filed, GROUP, openCommandStage } from './command-stage.ts';
import { bad, good, type SignedIn } from './desk-client.ts';
import { SCAN_HASH, scanFor } from './forms.ts';
import { QOSSHY } from './stage.ts';

const MOTHER = 'synaqova-mother';
const FATHER = 'synaqov-father';
const MINUTE = 60_000;

let on: CommandStage;
let child: Filed;
let mother: SignedIn;

beforeAll(async () => {
  on = await openCommandStage();
});
afterAll(() => on.close());
beforeEach(async () => {
  await on.begin();
  child = await on.file();
  mother = await on.kiosk.signIn(MOTHER);
});

const withdraw = (): Command => ({ do: 'withdraw', application: child.uuid });
const signed = () => ({ command: withdraw(), session: mother, key: MOTHER, number: child.number });
const kept = async () =>
  (await on.stage.database.db.selectFrom('command').select('uuid').where('name', '=', 'withdraw').execute())
    .length;

describe('§1.11 Signing: the challenge of a command that is given again', () => {
  it('after a lost answer it gets the stored one, and nothing is done twice', async () => {
    const sent = await on.kiosk.command(signed());
    const [first] = await on.kiosk.push(sent);
    const [again] = await on.kiosk.push(sent);
    expect(first?.outcome).toBe('done');
    expect(again).toEqual(first);
    expect(await kept()).toBe(1);
  });

  it('as another mutation it is refused: the challenge is used up', async () => {
    const sent = await on.kiosk.command(signed());
    expect((await on.kiosk.push(sent))[0]?.outcome).toBe('done');
    const replayed = await on.kiosk.command(signed());
    const [result] = await on.kiosk.push({
      ...replayed,
      uuid: randomUUID(),
      mutation: sent.mutation,
    });
    expect(result).toMatchObject({ outcome: 'refused', failure: { code: 'challenge-unknown' } });
    expect(await kept()).toBe(1);
  });

  it('after its challenge has ended it is stale', async () => {
    const challenge = await on.kiosk.challenge();
    on.stage.advance(11 * MINUTE);
    mother = await on.kiosk.signIn(MOTHER);
    expect(await on.give({ ...signed(), signed: { challenge } }, on.kiosk)).toEqual({
      code: 'challenge-expired',
    });
    expect(await on.statusOf(child)).toBe('queued');
  });
});

describe('what was signed is what is done', () => {
  const other = '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d';
  const changes: readonly (readonly [string, Partial<SignedCommand>])[] = [
    ['another command', { command: 'cancelReferral' }],
    ['another field', { fields: [{ name: 'until', value: '2027-01-01' }] }],
    ['another application', { application: { uuid: other, number: 'ОДО.2026.000099' } }],
    ['another number', { application: null }],
    ['another desk', { desk: 'K99' }],
    ['another district', { district: QOSSHY }],
    ['another UUID', { uuid: other }],
    ['a scan more', { attachments: [scanFor('benefit')] }],
    ['another text', { text: 'Өтініш' }],
    ['a consent', { consent: { means: 'paper', reference: SCAN_HASH } }],
    ['another time', { time: '2026-01-01T00:00:00.000Z' }],
  ];
  it.each(changes)('%s is refused', async (_, change) => {
    expect(await on.give({ ...signed(), signed: change }, on.kiosk)).toEqual({ code: 'content' });
    expect(await on.statusOf(child)).toBe('queued');
    expect(await kept()).toBe(0);
  });

  it('by nobody else’s key', async () => {
    expect(await on.give({ ...signed(), key: FATHER }, on.kiosk)).toEqual({ code: 'iin-mismatch' });
    expect(await on.give({ ...signed(), key: 'operator' }, on.kiosk)).toEqual({ code: 'iin-mismatch' });
    const byOperator = { ...signed(), session: on.staff.operator, key: FATHER };
    expect(await on.give({ ...byOperator, signed: { operator: on.staff.operator.iin } })).toEqual({
      code: 'iin-mismatch',
    });
  });

  it('never without a signature', async () => {
    expect(await on.give({ command: withdraw(), session: mother }, on.kiosk)).toEqual({
      code: 'signature-required',
    });
  });
});

describe('a one-time code', () => {
  const byCode = async (): Promise<SignedIn> => {
    const { iin, phone } = demoPerson(MOTHER);
    const request = { iin, phone: phone ?? '', locale: 'kk' };
    const { ticket } = good(await on.kiosk.call('requestCode', request));
    const code = lastCode(on.theatre.sms.inbox());
    const email = 'person@demo.kezek.example';
    const { token, session } = good(await on.kiosk.call('enterCode', { ticket, code, email }));
    return { token, id: session.id, iin };
  };

  it('lets a parent confirm interest and update contacts, and nothing that needs an EDS', async () => {
    const session = await byCode();
    const contacts = { phone: '+77010000003', email: null, additionalPhone: null, additionalEmail: null };
    const update: Command = { do: 'updateContacts', application: child.uuid, contacts };
    expect(await on.give({ command: update, session }, on.kiosk)).toBe('done');
    const confirm: Command = { do: 'confirmInterest', application: child.uuid };
    expect(await on.give({ command: confirm, session }, on.kiosk)).toEqual({ code: 'too-early' });
    for (const key of [null, MOTHER])
      expect(await on.give({ ...signed(), session, key }, on.kiosk)).toEqual({ code: 'code-not-enough' });
  });
});

describe('a consent', () => {
  const onBehalf = () =>
    ({
      ...{ command: withdraw(), session: on.staff.operator, key: 'operator', number: child.number },
      signer: 'operator',
    }) as const;

  it('is this parent’s, to this operator, once', async () => {
    const others = await on.consentOf('ulgibaeva-mother');
    expect(await on.give({ ...onBehalf(), consent: others })).toEqual({ code: 'consent-unknown' });
    const toTwo = await on.consentOf(MOTHER, on.staff['operator-two']);
    expect(await on.give({ ...onBehalf(), consent: toTwo })).toEqual({ code: 'consent-unknown' });
    const consent = await on.consentOf(MOTHER);
    expect(await on.give({ ...onBehalf(), consent })).toBe('done');
    child = await on.file();
    expect(await on.give({ ...onBehalf(), consent })).toEqual({ code: 'consent-unknown' });
  });

  it('is not used up by a command that is refused', async () => {
    const consent = await on.consentOf(MOTHER);
    const cancel: Command = { do: 'cancelReferral', application: child.uuid };
    expect(await on.give({ ...onBehalf(), command: cancel, consent })).toEqual({ code: 'wrong-status' });
    expect(await on.give({ ...onBehalf(), consent })).toBe('done');
  });

  it('on paper stands for one document, and its scan is here', async () => {
    const paper = {
      consent: { means: 'paper', sha256: SCAN_HASH },
      attachments: [scanFor('consent')],
    } as const;
    const absent = { ...scanFor('consent'), sha256: 'a'.repeat(64) };
    const missing = { consent: { means: 'paper', sha256: absent.sha256 }, attachments: [absent] } as const;
    expect(await on.give({ ...onBehalf(), ...missing })).toMatchObject({ code: 'file-missing' });
    expect(await on.give({ ...onBehalf(), ...paper })).toBe('done');
    child = await on.file();
    expect(await on.give({ ...onBehalf(), ...paper })).toEqual({ code: 'consent-unknown' });
  });

  it('of the first parent lets the second one join; nobody joins without it', async () => {
    const applicant = demoPerson(FATHER).iin;
    const command: Command = { do: 'mergeApplication', application: child.uuid, applicant };
    const joining = { command, session: on.staff.operator, key: FATHER, number: child.number };
    const order = { ...joining, signed: { operator: on.staff.operator.iin } };
    expect(await on.give(order)).toEqual({ code: 'consent-required' });
    const consent = await on.consentOf(MOTHER);
    expect(await on.give({ ...order, consent, signed: { ...order.signed } })).toBe('done');
    const row = await on.stage.database.db
      .selectFrom('application')
      .select('parents')
      .where('uuid', '=', child.uuid)
      .executeTakeFirstOrThrow();
    expect(row.parents).toEqual([demoPerson(MOTHER).iin, applicant]);
  });
});

describe('who may', () => {
  const commands = (): readonly (readonly [Command, keyof CommandStage['staff']])[] => [
    [{ do: 'publishPlaces', group: GROUP, places: 1 }, 'director'],
    [{ do: 'withdrawPlaces', group: GROUP, places: 1, reason: 'Топ жабылды' }, 'director'],
    [{ do: 'decideBenefit', application: child.uuid, confirmed: true, reason: null }, 'moderator'],
    [{ do: 'decidePapers', application: child.uuid, confirmed: true, reason: null }, 'moderator'],
    [{ do: 'markArrival', application: child.uuid }, 'director'],
    [{ do: 'refuseArrival', application: child.uuid, reason: 'Құжат оқылмайды' }, 'director'],
  ];

  it('each office command is refused to everybody but its role, and to parents', async () => {
    await on.rule({ do: 'publishPlaces', group: GROUP, places: 2, by: 'whoever-may' });
    for (const [command, role] of commands()) {
      for (const other of ['operator', 'moderator', 'head', 'director'] as const) {
        const said = await on.give({ command, session: on.staff[other] });
        const refused = said === 'done' ? 'done' : said.code;
        if (other === role) expect(refused, `${command.do} by ${other}`).not.toBe('not-permitted');
        else expect(['not-permitted', 'wrong-status'], `${command.do} by ${other}`).toContain(refused);
      }
      expect(await on.give({ command, session: mother }, on.kiosk)).not.toBe('done');
    }
  });

  it('an operator of another district may do nothing here', async () => {
    const desk = await on.stage.desk(QOSSHY);
    const session = await desk.signIn('operator-qosshy');
    const contacts = { phone: '+77010000003', email: null, additionalPhone: null, additionalEmail: null };
    const command: Command = { do: 'updateContacts', application: child.uuid, contacts };
    expect(await on.give({ command, session }, desk)).toEqual({ code: 'not-permitted' });
  });

  it('a signed command is shown to the family and the office, and to nobody else', async () => {
    expect(await on.give(signed(), on.kiosk)).toBe('done');
    const { uuid } = await on.stage.database.db
      .selectFrom('command')
      .select('uuid')
      .where('name', '=', 'withdraw')
      .executeTakeFirstOrThrow();
    const shown = good(await on.kiosk.call('command.signed', { uuid }, { session: mother.token }));
    expect(shown).toMatchObject({ name: 'withdraw', signer: 'applicant' });
    expect(shown.xml).toContain(child.number);
    good(await on.desk.call('command.signed', { uuid }, { session: on.staff.operator.token }));
    const stranger = await on.kiosk.signIn('ulgibaeva-mother');
    expect(bad(await on.kiosk.call('command.signed', { uuid }, { session: stranger.token }))).toMatchObject({
      code: 'not-found',
    });
  });
});
