/** Decisions 10, 11 and 13 of domain.md §1.10, rules R5–R8: referrals, expiries, stop-list, deadlines, enrolled children. */
import { describe, expect, it } from 'vitest';
import { createStory, type Story } from './story.ts';

function referred(): Story {
  const story = createStory({ g1: 3, g2: 3 });
  story.apply('a1');
  story.publish('g1');
  story.at('2026-03-03 10:00');
  story.choose('a1', 'g1');
  return story;
}
const cancel = { do: 'cancelReferral', application: 'a1' } as const;
const arrive = { do: 'markArrival', application: 'a1' } as const;
const refuse = { do: 'refuseArrival', application: 'a1', reason: 'other' } as const;
const extend = (until: string) => ({ do: 'extendReferral', application: 'a1', until }) as const;

describe('decision 10: the referral', () => {
  it('is valid until the end of the 5th working day after its day of issue (R5)', () => {
    const story = referred();
    expect(story.see('a1').referral).toEqual({
      number: 'Ж.2026.000001',
      group: 'g1',
      issuedAt: '2026-03-03T10:00:00+05:00',
      validUntil: '2026-03-11',
      extended: false,
    });
    story.at('2026-03-11 23:59:59.999');
    expect(story.do(arrive)).toBe('ok');
    expect(story.see('a1')).toMatchObject({ status: 'enrolled', referral: null });
  });

  it('can be returned up to and including issue + 24 h: no expiry, no stop-list, old filing time (R8)', () => {
    const story = referred();
    expect(story.see('a1').permitted).toEqual(['cancelReferral', 'extendReferral']);
    story.at('2026-03-04 10:00:00.000');
    expect(story.do(cancel)).toBe('ok');
    expect(story.see('a1')).toMatchObject({ status: 'queued', position: 1, expiries: 0 });
    expect(story.do(cancel)).toBe('wrong-status');
  });

  it('cannot be returned a millisecond later', () => {
    const story = referred();
    story.at('2026-03-04 10:00:00.001');
    expect(story.do(cancel)).toBe('cancel-window-closed');
    expect(story.see('a1').permitted).toEqual(['extendReferral']);
  });

  it('can be returned within 24 h also when it has been extended meanwhile', () => {
    const story = referred();
    expect(story.do(extend('2026-03-20'))).toBe('ok');
    expect(story.see('a1')).toMatchObject({ status: 'extended', permitted: ['cancelReferral'] });
    story.at('2026-03-04 09:00');
    expect(story.do(cancel)).toBe('ok');
    expect(story.status('a1')).toBe('queued');
  });

  it('is extended once, to a later day, at most 30 calendar days after the day of issue (R7)', () => {
    const story = referred();
    expect(story.do(extend('2026-03-11'))).toBe('too-early');
    expect(story.do(extend('2026-04-03'))).toBe('extension-too-long');
    expect(story.do(extend('2026-04-02'))).toBe('ok');
    expect(story.see('a1').referral).toMatchObject({ validUntil: '2026-04-02', extended: true });
    expect(story.do(extend('2026-04-02'))).toBe('extension-used');
    story.at('2026-04-02 23:59:59.999');
    expect(story.status('a1')).toBe('extended');
    story.at('2026-04-03 00:00');
    expect(story.status('a1')).toBe('stopListed');
  });

  it('may be extended anew when it is a new referral', () => {
    const story = referred();
    story.do(extend('2026-03-20'));
    story.do(cancel);
    story.choose('a1', 'g1');
    expect(story.do(extend('2026-03-20'))).toBe('ok');
  });

  it('answers after an expiry: return, extension, arrival, refusal', () => {
    const story = referred();
    story.at('2026-03-12 00:00');
    expect(story.do(cancel)).toBe('cancel-window-closed');
    expect(story.do(extend('2026-04-03'))).toBe('extension-too-long');
    expect(story.do(extend('2026-03-20'))).toBe('referral-expired');
    expect(story.do(extend('2026-03-05'))).toBe('referral-expired');
    expect(story.do(arrive)).toBe('referral-expired');
    expect(story.do(refuse)).toBe('referral-expired');
    expect(story.do({ do: 'leave', application: 'a1' })).toBe('wrong-status');
  });

  it('answers extension-used after the expiry of an extended referral', () => {
    const story = referred();
    story.do(extend('2026-03-20'));
    story.at('2026-03-21 09:00');
    expect(story.do(extend('2026-03-25'))).toBe('extension-used');
  });

  it('answers wrong-status where there never was a referral', () => {
    const story = createStory({ g1: 1 });
    story.apply('a1');
    for (const command of [cancel, arrive, refuse, extend('2026-03-20')])
      expect(story.do(command)).toBe('wrong-status');
  });
});

describe('decision 11: expiries and the stop-list', () => {
  it('the first expiry → stop-list until the end of the 10th working day after the last valid day, then the queue', () => {
    const story = referred();
    story.at('2026-03-12 00:00');
    expect(story.see('a1')).toMatchObject({
      status: 'stopListed',
      expiries: 1,
      stopListUntil: '2026-03-30',
      position: null,
      referral: null,
      permitted: ['withdraw'],
      confirmInterestBy: '2027-03-02',
    });
    expect(story.places('g1')).toEqual({ offered: 0, open: 1, taken: 0 });
    story.publish('g1');
    expect(story.status('a1')).toBe('stopListed');
    story.at('2026-03-30 23:59:59.999');
    expect(story.status('a1')).toBe('stopListed');
    story.at('2026-03-31 00:00');
    expect(story.see('a1')).toMatchObject({ status: 'queued', position: 1, stopListUntil: null });
    expect(story.notices('a1')).toEqual([
      'application-registered',
      'turn-arrived',
      'referral-issued',
      'referral-expired',
      'stop-list-ended',
    ]);
    expect(story.choose('a1', 'g1')).toBe('ok');
  });

  it('the second expiry → removed (R6), whatever returns and stop-lists lie between', () => {
    const story = referred();
    story.at('2026-03-31 09:00');
    story.choose('a1', 'g1');
    story.do(cancel);
    story.choose('a1', 'g1');
    story.at('2026-04-08 00:00');
    expect(story.see('a1')).toMatchObject({
      status: 'removed',
      expiries: 2,
      position: null,
      confirmInterestBy: null,
    });
    expect(story.notices('a1').at(-1)).toBe('application-removed');
    expect(story.notices('a1').filter((kind) => kind === 'referral-expired')).toHaveLength(1);
  });

  it('publishes the expired place anew for the next', () => {
    const story = referred();
    story.apply('a2');
    story.at('2026-03-12 00:00');
    expect(story.see('a2')).toMatchObject({ status: 'notified', chooseBy: '2026-03-17' });
  });
});

describe('decision 13: deadlines', () => {
  it('are caught up in their order and at their own time after a stop of weeks', () => {
    const daily = referred();
    const late = referred();
    for (const story of [daily, late]) {
      story.apply('a2');
      story.publish('g2');
    }
    for (let day = 4; day <= 31; day += 1) daily.at(`2026-03-${String(day).padStart(2, '0')} 12:00`);
    late.at('2026-03-31 12:00');
    expect(late.noticesAt()).toEqual(daily.noticesAt());
    expect([...late.queue.applications]).toEqual([...daily.queue.applications]);
    expect([...late.queue.places]).toEqual([...daily.queue.places]);
  });

  it('act in the order interest, stop-list, expiry, lapse, reminder at the same instant', () => {
    const story = createStory({ g1: 1, g2: 1 });
    // a1's referral and a2's offer end on the same day: the place that comes back makes a2's lapse no hindrance before it lapses.
    story.apply('a1');
    story.apply('a2');
    story.publish('g1');
    story.choose('a1', 'g1');
    story.at('2026-03-04 09:00').publish('g2');
    expect(story.see('a2').chooseBy).toBe('2026-03-10');
    expect(story.see('a1').referral?.validUntil).toBe('2026-03-10');
    story.at('2026-03-11 00:00');
    const kinds = story.noticesAt().filter(({ at }) => at === '2026-03-11T00:00:00+05:00');
    expect(kinds.map(({ application, kind }) => `${application} ${kind}`)).toEqual([
      'a1 referral-expired',
      'a2 offer-lapsed',
    ]);
    expect([story.places('g1'), story.places('g2')]).toEqual([
      { offered: 0, open: 1, taken: 0 },
      { offered: 0, open: 1, taken: 0 },
    ]);
  });

  it('act by application number within one kind', () => {
    const story = createStory({ g1: 5 });
    for (const id of ['a1', 'a2', 'a3']) story.apply(id);
    story.publish('g1', 3);
    story.at('2026-03-06 09:00');
    expect(story.notices().filter((notice) => notice.endsWith('lapsed'))).toEqual([
      'a1 offer-lapsed',
      'a2 offer-lapsed',
      'a3 offer-lapsed',
    ]);
  });

  it('leave everything as it was where the calendar lacks the year', () => {
    const story = createStory({ g1: 5 });
    story.at('2027-12-30 09:00').apply('a1', { born: '2022-01-05' });
    expect(story.publish('g1')).toBe('calendar-missing');
    expect(story.places('g1')).toEqual({ offered: 0, open: 0, taken: 0 });
    expect(story.status('a1')).toBe('queued');
  });
});

describe('enrolled children', () => {
  const enrolled = () => {
    const story = referred();
    story.do(arrive);
    return story;
  };
  it('are transferred to an open place of another group of the cell; the old place is freed, not published', () => {
    const story = enrolled();
    const transfer = (group: string) => story.do({ do: 'transfer', application: 'a1', group });
    expect(transfer('g2')).toBe('no-free-place');
    story.publish('g2');
    story.publish('g1');
    expect(transfer('g1')).toBe('no-free-place');
    const notices = story.notices('a1').length;
    expect(transfer('g2')).toBe('ok');
    expect([story.places('g1'), story.places('g2')]).toEqual([
      { offered: 0, open: 1, taken: 0 },
      { offered: 0, open: 0, taken: 1 },
    ]);
    expect(story.notices('a1')).toHaveLength(notices);
    expect(story.status('a1')).toBe('enrolled');
    expect(story.application('a1').referral?.kind).toBe('transfer');
  });

  it('§1.11 More commands: leave, and their place is freed, not published', () => {
    const story = enrolled();
    expect(story.do({ do: 'leave', application: 'a1' })).toBe('ok');
    expect(story.status('a1')).toBe('left');
    expect(story.places('g1')).toEqual({ offered: 0, open: 0, taken: 0 });
    expect(story.publish('g1', 3)).toBe('ok');
  });

  it('are asked for no interest', () => {
    const story = enrolled();
    story.at('2027-12-01 09:00');
    expect(story.status('a1')).toBe('enrolled');
  });
});
