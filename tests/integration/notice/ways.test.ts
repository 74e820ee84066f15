/** Whatever mail server and SMS gateway do, a notice finds its way, once, or says why not. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../core/domain/instant.ts';
import type { SmsGateway } from '../../../server/notice/sms.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

let post: PostOffice;
beforeAll(async () => {
  post = await openPostOffice();
});
afterAll(() => post.close());
beforeEach(() => post.reset());

describe('the mail server', () => {
  it.each(['refuse-connection', 'busy', 'refuse-sender', 'greylist', 'silence'] as const)(
    'that answers %s is tried again, more and more seldom, and gets the letter once',
    async (answer) => {
      const id = await post.notified();
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
    const id = await post.notified({ additionalEmail: 'other@demo.kezek.example' });
    post.smtp.behaviour.set({ unknownMailboxes: ['family@demo.kezek.example'] });
    await post.round();
    await post.round();
    expect(post.smtp.inbox().map(({ to }) => to)).toEqual([['other@demo.kezek.example']]);
    expect((await post.log(id))[0]?.ways[0]).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('whose mailboxes are all unknown, or full, ends the way with its reason', async () => {
    const id = await post.notified();
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
      const id = await post.notified();
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
    const id = await post.notified();
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
    const id = await post.notified({ additionalPhone: '+77020000002' });
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
    const id = await post.notified({ additionalPhone: '+77020000002', email: null });
    post.sms.behaviour.set({ outcome: 'failed' });
    for (let round = 0; round < 5; round += 1) {
      await post.round();
      post.advance(MINUTE);
    }
    expect(post.sms.inbox().map(({ to }) => to)).toEqual(['+77010000001', '+77020000002']);
    expect(await post.ways(id)).toEqual(['email impossible no-address', 'sms failed failed']);
  });

  it('that never says "delivered" is asked for a day, day and night, and then believed no more', async () => {
    const id = await post.notified({ email: null });
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
    const id = await post.notified({ email: null });
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
    const id = await post.notified({ phone: '+77162250000' });
    await post.round();
    expect(post.sms.inbox()).toEqual([]);
    expect(await post.ways(id)).toEqual(['email sent', 'sms impossible no-address']);
  });
});
