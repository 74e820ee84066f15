import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { almatyDay, startOfDay } from '../../../core/domain/almaty.ts';
import { DAY } from '../../../core/domain/instant.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { bad, type DeskClient, good, type Reply } from './desk-client.ts';
import { formOf } from './forms.ts';
import { KOKSHETAU, openTheatre, type Stage, type Theatre } from './stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let kiosk: DeskClient;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  desk = await stage.desk();
  kiosk = await stage.desk(KOKSHETAU, 'kiosk');
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  theatre.bmg.behaviour.reset();
  theatre.sms.behaviour.reset();
  theatre.sms.clear();
  await stage.emptyQueue();
  await stage.database.db.deleteFrom('one_time_code').execute();
  // The breakers of the last test have had their pause.
  stage.advance(MINUTE);
});

const mother = demoPerson('synaqova-mother');
const father = demoPerson('synaqov-father');
const ask = (who: { iin: string; phone: string | null } = mother, at = desk) =>
  at.call('requestCode', { iin: who.iin, phone: who.phone ?? '', locale: 'kk' });
const enter = (ticket: string, code: string, email: string | null = 'ana@demo.kz', at = desk) =>
  at.call('enterCode', { ticket, code, email });
/** The six digits of the newest SMS to a phone. */
const sent = (phone: string | null = mother.phone) =>
  lastCode(theatre.sms.inbox().filter(({ to }) => to === phone));
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const failureOf = (reply: Reply<'requestCode'> | Reply<'enterCode'>) =>
  'failure' in reply ? reply.failure : null;

describe('a one-time code', () => {
  it('opens the session of a parent for a quarter of an hour, whatever roles the person holds', async () => {
    await stage.grantOperator('operator');
    const operator = demoPerson('operator');
    const asked = good(await ask(operator));
    expect(asked).toMatchObject({ triesLeft: 5, phone: expect.stringMatching(/^\+7 \(700\) \*{3}/) });
    expect(Date.parse(asked.expiresAt) - stage.now()).toBeLessThanOrEqual(5 * MINUTE);
    const { session, statement, token } = good(await enter(asked.ticket, sent(operator.phone)));
    expect(session).toMatchObject({ iin: operator.iin, means: 'code', grants: [], mayFile: false });
    expect(session.name).toBe(`${operator.surname} ${operator.name} ${operator.patronymic}`.toUpperCase());
    expect(session.phone).toBe(operator.phone);
    expect(statement).toBeNull();
    expect(Date.parse(session.expiresAt) - Date.parse(session.startedAt)).toBe(15 * MINUTE);
    const other = { iin: father.iin, as: 'applicant' };
    expect(bad(await desk.call('person', other, { session: token })).code).toBe('not-permitted');
  });

  it('is nowhere but in the SMS: not in the database, not in the log, nor are phone and IIN', async () => {
    const { ticket } = good(await ask());
    const code = sent();
    const rows = await stage.database.db.selectFrom('one_time_code').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain(ticket);
    good(await enter(ticket, code));
    const log = stage.log.join('\n');
    for (const secret of [code, mother.iin, mother.phone ?? '', ticket]) expect(log).not.toContain(secret);
  });

  it('comes at once, also in the night in which notices wait (§1.11 Notices)', async () => {
    const night = startOfDay(almatyDay(stage.now() + DAY)) + 3 * HOUR;
    stage.freeze(night);
    const { ticket } = good(await ask());
    expect(sent()).toMatch(/^\d{6}$/);
    expect(good(await enter(ticket, sent())).session.means).toBe('code');
    stage.freeze(null);
  });

  it('may be mistyped four times; after the fifth the right one is worth nothing either', async () => {
    const { ticket } = good(await ask());
    const code = sent();
    for (const triesLeft of [4, 3, 2, 1])
      expect(failureOf(await enter(ticket, wrong(code)))).toEqual({
        code: 'code-wrong',
        field: 'code',
        facts: { triesLeft },
      });
    expect(failureOf(await enter(ticket, wrong(code)))).toMatchObject({ code: 'code-used-up' });
    expect(failureOf(await enter(ticket, code))).toMatchObject({ code: 'code-used-up' });
  });

  it('counts tries made at the same time one by one', async () => {
    const { ticket } = good(await ask());
    const code = sent();
    const replies = await Promise.all(Array.from({ length: 12 }, () => enter(ticket, wrong(code))));
    const codes = replies.map((reply) => failureOf(reply)?.code).sort();
    expect(codes.filter((each) => each === 'code-wrong')).toHaveLength(4);
    expect(codes.filter((each) => each === 'code-used-up')).toHaveLength(8);
  });

  it('is good for five minutes, once, at its own desk, and only as the newest', async () => {
    const first = good(await ask());
    const code = sent();
    const other = await stage.desk();
    expect(failureOf(await enter(first.ticket, code, null, other))).toEqual({ code: 'code-expired' });
    stage.advance(5 * MINUTE - 2000);
    const second = good(await ask());
    expect(failureOf(await enter(first.ticket, code))).toEqual({ code: 'code-expired' });
    const newest = sent();
    stage.advance(5 * MINUTE);
    expect(failureOf(await enter(second.ticket, newest))).toEqual({ code: 'code-expired' });
    const third = good(await ask());
    good(await enter(third.ticket, sent()));
    expect(failureOf(await enter(third.ticket, sent()))).toEqual({ code: 'code-expired' });
    expect(failureOf(await enter('invented', '123456'))).toEqual({ code: 'code-expired' });
  });

  it('waits for the e-mail that a kiosk asks for, without costing a try', async () => {
    await stage.database.db.deleteFrom('person').where('iin', '=', father.iin).execute();
    const asked = good(await ask(father, kiosk));
    expect(asked.emailNeeded).toBe(true);
    const code = sent(father.phone);
    expect(failureOf(await enter(asked.ticket, code, null, kiosk))).toEqual({
      code: 'email-required',
      field: 'email',
    });
    good(await enter(asked.ticket, code, 'ake@demo.kz', kiosk));
    expect(good(await ask(father, kiosk)).emailNeeded).toBe(false);
  });

  it('does not let a parent file (domain.md §1.11)', async () => {
    const { ticket } = good(await ask());
    const { session, token } = good(await enter(ticket, sent()));
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const signedIn = { token, id: session.id, iin: session.iin };
    const [result] = await desk.push(
      await desk.submission({ form, key: 'synaqova-mother', session: signedIn }),
    );
    expect(result).toMatchObject({ outcome: 'refused', failure: { code: 'code-not-enough' } });
  });
});

describe('the pair of phone and IIN', () => {
  it('must be known to БМГ; no SMS goes to another phone', async () => {
    expect(failureOf(await ask({ iin: mother.iin, phone: father.phone }))).toEqual({
      code: 'phone-not-linked',
      field: 'phone',
    });
    expect(theatre.sms.inbox()).toEqual([]);
  });

  it.each(['error', 'silence', 'cut', 'malformed'] as const)(
    'is not checked while БМГ is ill (%s): no code, no count, and it is said so',
    async (answer) => {
      theatre.bmg.behaviour.set({ answer });
      expect(failureOf(await ask())).toEqual({ code: 'phone-registry-unavailable' });
      expect(theatre.sms.inbox()).toEqual([]);
      theatre.bmg.behaviour.reset();
      stage.advance(MINUTE);
      for (let n = 0; n < 5; n += 1) good(await ask());
    },
  );

  it('cannot be found out by trying: twenty questions an hour for a phone or a person', async () => {
    const stranger = { iin: mother.iin, phone: '+77011112233' };
    for (let n = 0; n < 20; n += 1) expect(failureOf(await ask(stranger))?.code).toBe('phone-not-linked');
    expect(failureOf(await ask(stranger))).toEqual({ code: 'too-many-attempts' });
    stage.advance(HOUR);
    expect(failureOf(await ask(stranger))?.code).toBe('phone-not-linked');
  });

  it('is refused before anybody is asked where it cannot be one', async () => {
    expect(failureOf(await ask({ iin: '210815600017', phone: mother.phone }))?.code).toBe('iin-check-digit');
    expect(bad(await ask({ iin: mother.iin, phone: '+7701' })).code).toBe('invalid-request');
  });
});

describe('limits', () => {
  it('five codes an hour and ten a day for a phone and for an IIN, with when to come again', async () => {
    for (let n = 0; n < 5; n += 1) {
      good(await ask());
      stage.advance(MINUTE);
    }
    // The first was asked for five minutes ago.
    expect(failureOf(await ask())).toEqual({ code: 'too-many-codes', facts: { minutes: 55 } });
    const phones = [{ iin: mother.iin, phone: '+77017654321' }];
    const [another] = phones;
    theatre.bmg.behaviour.set({ linked: phones });
    if (another !== undefined) expect(failureOf(await ask(another))?.code).toBe('too-many-codes');
    stage.advance(HOUR);
    for (let n = 0; n < 5; n += 1) good(await ask());
    stage.advance(2 * HOUR);
    expect(failureOf(await ask())?.code).toBe('too-many-codes');
    stage.advance(21 * HOUR);
    good(await ask());
  });

  it('hold also for one phone that several people have, and for requests made at once', async () => {
    const phone = mother.phone ?? '';
    theatre.bmg.behaviour.set({ linked: [{ iin: father.iin, phone }] });
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) => ask({ iin: n % 2 === 0 ? mother.iin : father.iin, phone })),
    );
    expect(replies.filter((reply) => 'body' in reply)).toHaveLength(5);
    expect(theatre.sms.inbox()).toHaveLength(5);
  });

  it('sixty codes an hour for a desk; another desk goes on', async () => {
    const people = Array.from({ length: 61 }, (_, n) => ({
      iin: demoPerson(n % 2 === 0 ? 'synaqova-mother' : 'synaqov-father').iin,
      phone: `+7701000${String(n).padStart(4, '0')}`,
    }));
    theatre.bmg.behaviour.set({ linked: people });
    const fresh = await stage.desk();
    const other = await stage.desk();
    // The limit of each person is not what is tried here.
    for (const [n, each] of people.slice(0, 60).entries()) {
      good(await ask(each, fresh));
      if (n % 5 === 4)
        await stage.database.db
          .updateTable('one_time_code')
          .set({ iin: '000000000000', phone: '+77010000000' })
          .execute();
    }
    const [last] = people.slice(60);
    if (last === undefined) throw new Error('61 people');
    expect(failureOf(await ask(last, fresh))?.code).toBe('too-many-codes');
    good(await ask(last, other));
  });
});

describe('the SMS', () => {
  it.each(['error', 'rejected', 'malformed', 'cut'] as const)(
    'that the gateway does not take (%s) is said, and is no code that was sent',
    async (answer) => {
      theatre.sms.behaviour.set({ answer });
      expect(failureOf(await ask())).toEqual({ code: 'sms-failed' });
      theatre.sms.behaviour.reset();
      stage.advance(MINUTE);
      for (let n = 0; n < 5; n += 1) good(await ask());
    },
  );

  it('says what the code is for, in the language of the page', async () => {
    for (const [locale, word] of [
      ['kk', 'кіру коды'],
      ['ru', 'код входа'],
      ['en', 'sign-in code'],
    ] as const) {
      good(await desk.call('requestCode', { iin: mother.iin, phone: mother.phone ?? '', locale }));
      expect(theatre.sms.inbox().at(-1)?.text).toContain(word);
    }
  });

  it('can be followed on its way; what the gateway said last counts while it is silent', async () => {
    theatre.sms.behaviour.set({ outcome: 'sent' });
    const { ticket } = good(await ask());
    const state = async (at = desk) => at.call('codeDelivery', { ticket });
    expect(good(await state())).toEqual({ state: 'sent' });
    theatre.sms.behaviour.set({ answer: 'error' });
    expect(good(await state())).toEqual({ state: 'sent' });
    theatre.sms.behaviour.set({ answer: 'normal', outcome: 'delivered' });
    stage.advance(MINUTE);
    expect(good(await state())).toEqual({ state: 'delivered' });
    theatre.sms.behaviour.set({ outcome: 'failed' });
    expect(good(await state())).toEqual({ state: 'delivered' });
    expect(bad(await state(kiosk)).code).toBe('code-expired');
  });
});
