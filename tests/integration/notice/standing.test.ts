/** What is told, to whom and on which call list, is what stands when it is told. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../core/domain/instant.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

let post: PostOffice;
beforeAll(async () => {
  post = await openPostOffice();
});
afterAll(() => post.close());
beforeEach(() => post.reset());

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
    const id = await post.notified();
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
    const id = await post.notified();
    const told = await late(() => post.goTo('2026-03-06 10:00'), id);
    expect(told).toEqual([
      'offer-lapsed sent',
      'offer-lapsed sent',
      'turn-arrived outdated',
      'turn-arrived outdated',
    ]);
  });

  it('a referral that was returned', async () => {
    const id = await post.notified();
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
    const id = await post.notified();
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
    const id = await post.notified();
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
    const id = await post.notified();
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
    const id = await post.notified();
    await post.round();
    const ways = (await post.log(id))[0]?.ways ?? [];
    expect(ways.map(({ text }) => text?.includes('05.03.2026'))).toEqual([true, true]);
    expect(ways.map(({ to }) => to)).toEqual(['f***@demo.kezek.example', '+7 (701) ***-**-01']);
  });
});
