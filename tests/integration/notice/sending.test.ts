/** Notices go out as domain.md §1.10 and §1.11 say, from whatever server. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../core/domain/instant.ts';
import { claimDue } from '../../../server/notice/claim.ts';
import { startNotices } from '../../../server/notice/runner.ts';
import { sendDue } from '../../../server/notice/send.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

let post: PostOffice;
beforeAll(async () => {
  post = await openPostOffice();
});
afterAll(() => post.close());
beforeEach(() => post.reset());

describe('§1.11 Notices: a notice', () => {
  it('goes out by SMS and e-mail in both languages and is followed until it is delivered', async () => {
    const id = await post.notified();
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
    await post.notified();
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

describe('the runner', () => {
  it('sends what comes up by itself, says so in the log without naming anybody, and ends when it is told to', async () => {
    const lines: string[] = [];
    const log = {
      info: (facts: object, message: string) => void lines.push(JSON.stringify({ ...facts, message })),
      warn: (facts: object, message: string) => void lines.push(JSON.stringify({ ...facts, message })),
    };
    const id = await post.notified();
    const runner = startNotices(post.process(), log);
    await expect.poll(() => post.ways(id), { timeout: 20_000 }).toEqual(['email sent', 'sms sent']);
    await runner.stop();
    post.advance(MINUTE);
    expect(await post.ways(id), 'nobody asks any more').toEqual(['email sent', 'sms sent']);
    expect(lines.some((line) => line.includes('"way":"sms"') && line.includes('"sent":1'))).toBe(true);
    expect(lines.join()).not.toMatch(/7010000001|family@|Ойдан/);
  });

  it('goes on after the database was away for a moment', async () => {
    const id = await post.notified();
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
    const id = await post.notified();
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
    const id = await post.notified();
    await post.round(post.process({ sms: null, mail: null }));
    expect(await post.ways(id)).toEqual(['email impossible not-configured', 'sms impossible not-configured']);
    expect(await post.calls()).toHaveLength(1);
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
