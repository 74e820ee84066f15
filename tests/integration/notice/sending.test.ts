/** Notices go out as domain.md §1.10 and §1.11 say, whatever the gateways do. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../core/domain/instant.ts';
import { claimDue } from '../../../server/notice/claim.ts';
import { startNotices } from '../../../server/notice/runner.ts';
import { sendDue } from '../../../server/notice/send.ts';
import type { SmsGateway } from '../../../server/notice/sms.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

let post: PostOffice;
beforeAll(async () => {
  post = await openPostOffice();
});
afterAll(async () => {
  await post.close();
});
beforeEach(async () => {
  await post.reset();
});

/** A family whose turn has just come; only that is to be told. */
async function notified(contacts: Parameters<PostOffice['file']>[0] = {}): Promise<string> {
  const id = await post.file(contacts);
  await post.told();
  await post.publish(1);
  return id;
}

describe('§1.11 Notices: a notice', () => {
  it('goes out by SMS and e-mail in both languages and is followed until it is delivered', async () => {
    const id = await notified();
    await post.round();
    const [letter] = post.smtp.inbox();
    expect(post.smtp.inbox()).toHaveLength(1);
    expect(letter?.to).toEqual(['family@demo.kezek.example']);
    expect(letter?.subject).toMatch(/^ОДО\.2026\.\d{6}: Кезегіңіз келді.*05\.03\.2026.* \/ Подошла очередь/);
    expect(letter?.text).toContain('«Балабақшаны таңдау»');
    expect(letter?.text).toContain('«Выбрать детский сад»');
    expect(letter?.text).toContain('Ойдан Т.');
    expect(letter?.html).toContain('05.03.2026');
    const [message] = post.sms.inbox();
    expect(post.sms.inbox()).toHaveLength(1);
    expect(message?.to).toBe('+77010000001');
    expect(message?.text).toMatch(/кезегіңіз келді.*05\.03\.2026.* \/ подошла очередь.*05\.03\.2026/);
    expect(message?.text).not.toMatch(/Ойдан|Тимур|\d{12}/);
    expect(await post.ways(id)).toEqual(['email sent', 'sms sent']);
    post.advance(MINUTE);
    await post.round();
    expect(await post.ways(id)).toEqual(['email sent', 'sms delivered']);
    expect(await post.calls()).toEqual([]);
  });

  it('goes out between 09:00 and 20:00 Almaty only, the evening’s in the morning', async () => {
    const id = await post.file();
    await post.told();
    await post.goTo('2026-03-02 20:00');
    await post.publish(1);
    for (const moment of ['2026-03-02 20:00', '2026-03-02 23:59', '2026-03-03 08:59']) {
      await post.goTo(moment);
      await post.round();
      expect(post.sms.inbox(), moment).toEqual([]);
      expect(post.smtp.inbox(), moment).toEqual([]);
    }
    expect(await post.calls(), 'the night is nobody’s fault').toEqual([]);
    const [waiting] = (await post.log(id))[0]?.ways ?? [];
    expect(waiting?.nextAt, 'the log says when').toBe('2026-03-03T04:00:00.000Z');
    await post.goTo('2026-03-03 09:00');
    await post.round();
    expect(await post.ways(id)).toEqual(['email sent', 'sms sent']);
  });

  it('goes out until the last second of the day', async () => {
    await notified();
    await post.goTo('2026-03-02 19:59:59');
    await post.round();
    expect(post.sms.inbox()).toHaveLength(1);
  });

  it('of open places there is none (R2)', async () => {
    await post.file();
    const second = await post.file();
    await post.told();
    await post.publish(1);
    await post.goTo('2026-03-06 09:00');
    await post.round();
    const texts = post.sms.inbox().map(({ text }) => text);
    expect(texts.filter((text) => text.includes('не выбран в срок'))).toHaveLength(1);
    expect(texts).toHaveLength(1);
    expect(await post.log(second)).toEqual([]);
  });
});

describe('the mail server', () => {
  it.each(['refuse-connection', 'busy', 'refuse-sender', 'greylist', 'silence'] as const)(
    'that answers %s is tried again, more and more seldom, and gets the letter once',
    async (answer) => {
      const id = await notified();
      post.smtp.behaviour.set({ answer });
      const impatient = post.process({ mail: post.mail(500) });
      await post.round(impatient);
      expect(await post.ways(id), 'the SMS goes its own way').toEqual([
        'email waiting unavailable',
        'sms sent',
      ]);
      await post.round(impatient);
      expect((await post.log(id))[0]?.ways[0]?.attempts, 'not before its time').toBe(1);
      post.advance(MINUTE);
      await post.round(impatient);
      const [way] = (await post.log(id))[0]?.ways ?? [];
      expect(way?.attempts).toBe(2);
      expect(Date.parse(way?.nextAt ?? '') - post.now()).toBe(2 * MINUTE);
      post.smtp.behaviour.reset();
      post.advance(2 * MINUTE);
      await post.round();
      await post.round();
      expect(post.smtp.inbox()).toHaveLength(1);
      expect(await post.ways(id)).toEqual(['email sent', 'sms delivered']);
    },
  );

  it('that knows no such mailbox is asked for the family’s other one', async () => {
    const id = await notified({ additionalEmail: 'other@demo.kezek.example' });
    post.smtp.behaviour.set({ unknownMailboxes: ['family@demo.kezek.example'] });
    await post.round();
    await post.round();
    expect(post.smtp.inbox().map(({ to }) => to)).toEqual([['other@demo.kezek.example']]);
    expect((await post.log(id))[0]?.ways[0]).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('whose mailboxes are all unknown, or full, ends the way with its reason', async () => {
    const id = await notified();
    post.smtp.behaviour.set({ answer: 'refuse-data' });
    await post.round();
    await post.round();
    expect(await post.ways(id)).toEqual(['email failed rejected', 'sms sent']);
  });

  it('that is not there at all keeps no SMS waiting, nor a hundred letters busy', async () => {
    for (let family = 0; family < 25; family += 1) await post.file();
    const away = post.process({ mail: { send: async () => 'unavailable' } });
    const { sms, email } = await post.round(away);
    expect(sms.sent).toBe(25);
    expect(email.waits, 'one batch tells that nobody is there').toBe(10);
  });
});

describe('the SMS gateway', () => {
  it.each(['error', 'cut', 'malformed'] as const)(
    'that answers %s gets the same message again and sends it once',
    async (answer) => {
      const id = await notified();
      post.sms.behaviour.set({ answer });
      await post.round();
      expect(await post.ways(id)).toEqual(['email sent', 'sms waiting unavailable']);
      post.sms.behaviour.reset();
      post.advance(MINUTE);
      await post.round();
      post.advance(MINUTE);
      await post.round();
      expect(post.sms.inbox()).toHaveLength(1);
      expect(await post.ways(id)).toEqual(['email sent', 'sms delivered']);
    },
  );

  it('that took a message too late for its answer to be heard knows it again by its id', async () => {
    const id = await notified();
    const real = post.process().sms;
    const lost: SmsGateway = {
      async send(message) {
        expect(await real?.send(message)).toBe('accepted');
        return 'unavailable';
      },
      state: async () => null,
    };
    await post.round(post.process({ sms: lost }));
    expect(post.sms.inbox()).toHaveLength(1);
    expect(await post.ways(id)).toEqual(['email sent', 'sms waiting unavailable']);
    post.advance(MINUTE);
    await post.round();
    expect(post.sms.inbox()).toHaveLength(1);
    expect(await post.ways(id)).toEqual(['email sent', 'sms sent']);
  });

  it('that refuses a number is given the family’s other one', async () => {
    const id = await notified({ additionalPhone: '+77020000002' });
    const real = post.process().sms;
    const refuses: SmsGateway = {
      send: async (message) =>
        message.to === '+77010000001' ? 'rejected' : (real?.send(message) ?? 'rejected'),
      state: async () => null,
    };
    await post.round(post.process({ sms: refuses }));
    await post.round(post.process({ sms: refuses }));
    expect(post.sms.inbox().map(({ to }) => to)).toEqual(['+77020000002']);
    expect(await post.ways(id)).toContain('sms sent');
  });

  it('that cannot deliver tries the other telephone, then ends the way', async () => {
    const id = await notified({ additionalPhone: '+77020000002', email: null });
    post.sms.behaviour.set({ outcome: 'failed' });
    for (let round = 0; round < 5; round += 1) {
      await post.round();
      post.advance(MINUTE);
    }
    expect(post.sms.inbox().map(({ to }) => to)).toEqual(['+77010000001', '+77020000002']);
    expect(await post.ways(id)).toEqual(['email impossible no-address', 'sms failed failed']);
  });

  it('that never says "delivered" is asked for a day, day and night, and then believed no more', async () => {
    const id = await notified({ email: null });
    post.sms.behaviour.set({ outcome: 'sent' });
    await post.round();
    for (let hour = 0; hour < 25; hour += 1) {
      post.advance(HOUR);
      await post.round();
    }
    expect(await post.ways(id)).toEqual(['email impossible no-address', 'sms failed unconfirmed']);
    expect(post.sms.inbox()).toHaveLength(1);
  });

  it('that forgot a message, or is away, is asked again', async () => {
    const id = await notified({ email: null });
    await post.round();
    post.sms.behaviour.set({ forgets: true });
    post.advance(MINUTE);
    await post.round();
    expect(await post.ways(id)).toContain('sms sent');
    post.sms.behaviour.reset();
    post.advance(HOUR);
    await post.round();
    expect(await post.ways(id)).toContain('sms delivered');
  });

  it('gets no message for a landline', async () => {
    const id = await notified({ phone: '+77162250000' });
    await post.round();
    expect(post.sms.inbox()).toEqual([]);
    expect(await post.ways(id)).toEqual(['email sent', 'sms impossible no-address']);
  });
});

describe('the runner', () => {
  it('sends what comes up by itself, says so in the log without naming anybody, and ends when it is told to', async () => {
    const lines: string[] = [];
    const log = {
      info: (facts: object, message: string) => void lines.push(JSON.stringify({ ...facts, message })),
      warn: (facts: object, message: string) => void lines.push(JSON.stringify({ ...facts, message })),
    };
    const id = await notified();
    const runner = startNotices(post.process(), log);
    await expect.poll(() => post.ways(id), { timeout: 20_000 }).toEqual(['email sent', 'sms sent']);
    await runner.stop();
    post.advance(MINUTE);
    expect(await post.ways(id), 'nobody asks any more').toEqual(['email sent', 'sms sent']);
    expect(lines.some((line) => line.includes('"way":"sms"') && line.includes('"sent":1'))).toBe(true);
    expect(lines.join()).not.toMatch(/7010000001|family@|Ойдан/);
  });

  it('goes on after the database was away for a moment', async () => {
    const id = await notified();
    let away = true;
    const sending = post.process();
    const flaky = {
      ...sending,
      now: () => {
        if (!away) return post.now();
        away = false;
        throw new Error('gone');
      },
    };
    const warned: string[] = [];
    const log = { info: () => undefined, warn: (_: object, message: string) => void warned.push(message) };
    const runner = startNotices(flaky, log);
    await expect.poll(() => post.ways(id), { timeout: 20_000 }).toEqual(['email sent', 'sms sent']);
    await runner.stop();
    expect(warned).toContain('notices could not be sent');
  });
});

describe('several servers, and one that ends', () => {
  it('send each message once, though all of them look at the same time', async () => {
    for (let family = 0; family < 30; family += 1) await post.file();
    const servers = [post.process(), post.process(), post.process()];
    await Promise.all(servers.map((server) => post.round(server)));
    expect(post.sms.inbox()).toHaveLength(30);
    expect(post.smtp.inbox()).toHaveLength(30);
    const rows = await post.db.selectFrom('notice_delivery').select(['attempts', 'state']).execute();
    expect(rows.every(({ attempts, state }) => attempts === 1 && state === 'sent')).toBe(true);
  });

  it('leave what was under way to the next, which sends the very same', async () => {
    const id = await notified();
    const sending = post.process();
    const claiming = { ...sending, channel: 'sms' as const, configured: true };
    const [claimed] = (await claimDue(post.db, claiming, post.now(), 10)).deliveries;
    await sending.sms?.send({
      ...{ id: claimed?.message ?? '', to: claimed?.recipient ?? '', text: claimed?.text ?? '' },
    });
    // The server ends here, before it has written down that the gateway took the message.
    await post.round(post.process());
    expect(await post.ways(id)).toContain('sms sending');
    post.advance(5 * MINUTE);
    await post.round(post.process());
    expect(post.sms.inbox().map((each) => each.id)).toEqual([claimed?.message]);
    expect(await post.ways(id)).toContain('sms sent');
  });

  it('say in the log why nothing went out where no gateway is configured', async () => {
    const id = await notified();
    await post.round(post.process({ sms: null, mail: null }));
    expect(await post.ways(id)).toEqual(['email impossible not-configured', 'sms impossible not-configured']);
    expect(await post.calls()).toHaveLength(1);
  });
});

describe('what is no longer so is not told', () => {
  const down = () => post.process({ sms: { send: never, state: async () => null }, mail: { send: never } });
  const never = async () => 'unavailable' as const;
  const by = 'whoever-may' as const;

  /** Both gateways are down for a moment, then something happens, then they are back. */
  async function late(happens: () => Promise<void>, id: string): Promise<readonly string[]> {
    await post.round(down());
    await happens();
    await post.round();
    const log = await post.log(id);
    return log.flatMap(({ kind, ways }) => ways.map(({ state }) => `${kind} ${state}`));
  }

  it('an offer that was used', async () => {
    const id = await notified();
    const told = await late(async () => {
      post.advance(MINUTE);
      await post.choose(id);
    }, id);
    expect(told).toEqual([
      'referral-issued sent',
      'referral-issued sent',
      'turn-arrived outdated',
      'turn-arrived outdated',
    ]);
  });

  it('an offer that lapsed while the gateways were down: the lapse is told instead', async () => {
    const id = await notified();
    const told = await late(() => post.goTo('2026-03-06 10:00'), id);
    expect(told).toEqual([
      'offer-lapsed sent',
      'offer-lapsed sent',
      'turn-arrived outdated',
      'turn-arrived outdated',
    ]);
  });

  it('a referral that was returned', async () => {
    const id = await notified();
    await post.told();
    await post.choose(id);
    const told = await late(async () => {
      post.advance(MINUTE);
      await post.run({ do: 'cancelReferral', application: id, by });
    }, id);
    expect(told).toEqual(['referral-issued outdated', 'referral-issued outdated']);
  });

  it('a reminder after the interest was confirmed, and one of a day that is past', async () => {
    const [first, second] = [await post.file(), await post.file()];
    await post.told();
    await post.goTo('2027-01-31 08:00');
    await post.run({ do: 'confirmInterest', application: first, by });
    await post.goTo('2027-01-31 09:00');
    await post.round();
    expect(await post.ways(first)).toEqual(['email outdated outdated', 'sms outdated outdated']);
    expect(await post.ways(second)).toEqual(['email sent', 'sms sent']);
  });

  it('anything but the removal to a family that has left the queue', async () => {
    const id = await post.file();
    const told = await late(async () => {
      post.advance(MINUTE);
      await post.run({ do: 'withdraw', application: id, by });
    }, id);
    expect(told).toEqual(['application-registered outdated', 'application-registered outdated']);
  });

  it('what is a week old', async () => {
    const id = await post.file();
    await post.round(down());
    post.advance(7 * DAY);
    await post.round();
    expect(await post.ways(id)).toEqual(['email failed too-late', 'sms failed too-late']);
  });
});

describe('the call list', () => {
  const away = () =>
    post.process({
      sms: { send: async () => 'unavailable', state: async () => null },
      mail: { send: async () => 'unavailable' },
    });

  it('has a family four hours after the first attempt, though it is still being tried, until one way comes through', async () => {
    const id = await notified();
    await post.round(away());
    post.advance(4 * HOUR - SECOND);
    await post.round(away());
    expect(await post.calls()).toEqual([]);
    post.advance(SECOND);
    expect(await post.calls()).toMatchObject([
      { application: id, kind: 'turn-arrived', actBy: '2026-03-05', until: '2026-03-05' },
    ]);
    post.advance(15 * MINUTE);
    await post.round();
    expect(await post.calls()).toEqual([]);
  });

  it('begins with what has the nearest deadline, and has no use for what is settled', async () => {
    const contacts = { email: null, phone: '+77162250000' };
    const first = await post.file(contacts);
    const second = await post.file(contacts);
    await post.publish(1);
    await post.round();
    const listed = async () => {
      const [family, ...others] = await post.calls();
      expect(others, 'one family, one call').toEqual([]);
      return [family, ...(family?.further ?? [])].map((matter) => [matter?.kind, matter?.application]);
    };
    expect(await listed()).toEqual([
      ['turn-arrived', first],
      ['application-registered', first],
      ['application-registered', second],
    ]);
    await post.choose(first);
    await post.round();
    expect(await listed()).toEqual([
      ['referral-issued', first],
      ['application-registered', first],
      ['application-registered', second],
    ]);
    await post.run({ do: 'withdraw', application: second, by: 'whoever-may' });
    expect(await listed()).not.toContainEqual(['application-registered', second]);
  });

  it('asks once for an interest of which three reminders tell', async () => {
    const id = await post.file({ email: null, phone: '+77162250000' });
    await post.told();
    for (const day of ['2027-01-31', '2027-02-23']) {
      await post.goTo(`${day} 10:00`);
      await post.round();
      expect(await post.calls()).toMatchObject([{ application: id, until: '2027-03-02' }]);
    }
  });
});

describe('contacts', () => {
  it('given since the form hold instead of it (R11)', async () => {
    const id = await notified();
    const contacts = { phone: '+77090000009', additionalPhone: null, email: null, additionalEmail: null };
    await post.db
      .updateTable('application')
      .set({ contacts: JSON.stringify(contacts) })
      .where('uuid', '=', id)
      .execute();
    post.sms.behaviour.set({ outcome: 'failed' });
    await post.round();
    post.advance(MINUTE);
    await post.round();
    await post.round();
    expect(post.sms.inbox().map(({ to }) => to)).toEqual(['+77090000009']);
    expect(post.smtp.inbox()).toEqual([]);
    expect((await post.calls()).map(({ phones }) => phones)).toEqual([['+77090000009']]);
  });

  it('that change between two attempts get the message, as another one', async () => {
    const id = await notified();
    const before = post.process({ mail: { send: async () => 'unavailable' } });
    post.sms.behaviour.set({ answer: 'error' });
    await post.round(before);
    await post.setContacts(id, { phone: '+77090000009', email: 'new@demo.kezek.example' });
    post.sms.behaviour.reset();
    post.advance(MINUTE);
    await post.round();
    expect(post.sms.inbox().map(({ to }) => to)).toEqual(['+77090000009']);
    expect(post.smtp.inbox().map(({ to }) => to)).toEqual([['new@demo.kezek.example']]);
  });

  it('are masked in the log', async () => {
    const id = await notified();
    await post.round();
    const ways = (await post.log(id))[0]?.ways ?? [];
    expect(ways.map(({ text }) => text?.includes('05.03.2026'))).toEqual([true, true]);
    expect(ways.map(({ to }) => to)).toEqual(['f***@demo.kezek.example', '+7 (701) ***-**-01']);
  });
});

describe('a notice that cannot be written', () => {
  it('is told to the log and keeps the others from nothing', async () => {
    const broken = await post.file();
    await post.db.updateTable('notice').set({ facts: '{}' }).execute();
    await post.db
      .updateTable('application')
      .set({ form: JSON.stringify({ children: [], applicant: {} }) })
      .where('uuid', '=', broken)
      .execute();
    await post.file();
    const sms = await sendDue(post.process(), 'sms');
    expect(sms).toMatchObject({ sent: 1, broken: [{ error: expect.any(Error) }] });
    expect(await post.ways(broken)).toContain('sms waiting unwritten');
    post.advance(5 * SECOND);
    expect((await sendDue(post.process(), 'sms')).broken).toEqual([]);
  });
});
