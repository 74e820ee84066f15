/** The decisions of domain.md §1.10 on turns, offers and places, by number. */
import { describe, expect, it } from 'vitest';
import { createStory } from './story.ts';

describe('decision 6: turn', () => {
  it('notifies as many of the first in order as there are places, and each may take any of them', () => {
    const story = createStory({ g1: 5, g2: 5 });
    for (const id of ['a1', 'a2', 'a3']) story.apply(id);
    story.publish('g1');
    story.publish('g2');
    expect([story.status('a1'), story.status('a2'), story.status('a3')]).toEqual([
      'notified',
      'notified',
      'queued',
    ]);
    expect(story.see('a1')).toMatchObject({ chooseBy: '2026-03-05', permitted: ['choosePlace', 'withdraw'] });
    expect(story.choose('a1', 'g2')).toBe('ok');
    expect(story.choose('a2', 'g2')).toBe('no-free-place');
    expect(story.choose('a2', 'g1')).toBe('ok');
    expect(story.choose('a3', 'g1')).toBe('not-your-turn');
  });

  it('passes over a child below two full years, until 00:00 of the birthday', () => {
    const story = createStory({ g1: { birthYear: 2024 } });
    story.at('2026-02-27 23:59:59.999').apply('a1', { born: '2024-02-29' });
    story.publish('g1');
    expect(story.see('a1').status).toBe('queued');
    expect(story.places('g1')).toEqual({ offered: 0, open: 1, taken: 0 });
    expect(story.choose('a1', 'g1')).toBe('too-young');
    expect(story.see('a1').permitted).toEqual(['withdraw']);
    story.at('2026-02-28 00:00');
    expect(story.choose('a1', 'g1')).toBe('ok');
  });

  it('never publishes beyond the capacity, and on any day', () => {
    const story = createStory({ g1: 2 });
    story.apply('a1');
    story.at('2026-03-08 09:00');
    expect(story.publish('g1', 3)).toBe('no-free-place');
    expect(story.places('g1')).toEqual({ offered: 0, open: 0, taken: 0 });
    expect(story.publish('g1', 2)).toBe('ok');
    expect(story.publish('g1')).toBe('no-free-place');
    expect(story.publish('gX')).toBe('not-found');
    story.choose('a1', 'g1');
    expect(story.places('g1')).toEqual({ offered: 0, open: 1, taken: 1 });
    expect(story.publish('g1')).toBe('no-free-place');
  });
});

describe('decision 7: lapse', () => {
  it('opens the place published earliest, queues the child at its old filing time, starts no stop-list (R3)', () => {
    const story = createStory({ g1: 5, g2: 5 });
    story.apply('a1');
    story.publish('g1');
    story.at('2026-03-03 09:00').apply('a2');
    story.publish('g2');
    story.at('2026-03-05 23:59:59.999');
    expect(story.status('a1')).toBe('notified');
    story.at('2026-03-06 00:00');
    expect(story.see('a1')).toMatchObject({
      status: 'queued',
      position: 1,
      expiries: 0,
      stopListUntil: null,
    });
    expect(story.places('g1')).toEqual({ offered: 0, open: 1, taken: 0 });
    expect(story.places('g2')).toEqual({ offered: 1, open: 0, taken: 0 });
    expect(story.notices('a1')).toEqual(['application-registered', 'turn-arrived', 'offer-lapsed']);
  });

  it('lets a notified child choose at 23:59:59.999 of the 3rd working day', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    story.publish('g1');
    story.at('2026-03-05 23:59:59.999');
    expect(story.choose('a1', 'g1')).toBe('ok');
  });

  it('passes over a lapsed child until a place has been published since', () => {
    const story = createStory({ g1: 9 });
    for (const id of ['a1', 'a2', 'a3']) story.apply(id);
    story.publish('g1', 2);
    story.at('2026-03-05 12:00');
    story.do({ do: 'withdraw', application: 'a2' });
    expect(story.status('a3')).toBe('notified');
    story.at('2026-03-06 00:00');
    expect(story.status('a1')).toBe('queued');
    story.do({ do: 'withdraw', application: 'a3' });
    expect(story.status('a1')).toBe('queued');
    expect(story.places('g1')).toEqual({ offered: 0, open: 2, taken: 0 });
    story.publish('g1');
    expect(story.status('a1')).toBe('notified');
    expect(story.see('a1').chooseBy).toBe('2026-03-12');
  });

  it('counts a place that comes back as published', () => {
    const story = createStory({ g1: 9 });
    story.apply('a1');
    story.apply('a2');
    story.publish('g1', 2);
    story.at('2026-03-05 12:00').choose('a2', 'g1');
    story.at('2026-03-06 08:00');
    expect(story.status('a1')).toBe('queued');
    story.do({ do: 'cancelReferral', application: 'a2' });
    expect(story.status('a1')).toBe('notified');
  });
});

describe('decision 8: open places', () => {
  it('go to any waiting child of two full years, without notice, but not to one on the stop-list', () => {
    const story = createStory({ g1: 5 });
    story.publish('g1', 2);
    expect(story.places('g1')).toEqual({ offered: 0, open: 2, taken: 0 });
    story.apply('a1');
    story.apply('a2', { benefit: 'P4' });
    expect(story.notices()).toEqual(['a1 application-registered', 'a2 application-registered']);
    expect(story.choose('a2', 'g1')).toBe('ok');
    expect(story.application('a2').referral?.kind).toBe('free-choice');
    story.at('2026-03-11 00:00');
    expect(story.status('a2')).toBe('stopListed');
    expect(story.choose('a2', 'g1')).toBe('stop-listed');
    expect(story.see('a2').permitted).toEqual(['withdraw']);
  });

  it('are taken after the place on offer in a group that has both', () => {
    const story = createStory({ g1: 5 });
    story.publish('g1');
    story.apply('a1');
    story.publish('g1');
    expect(story.places('g1')).toEqual({ offered: 1, open: 1, taken: 0 });
    story.choose('a1', 'g1');
    expect(story.places('g1')).toEqual({ offered: 0, open: 1, taken: 1 });
    expect(story.application('a1').referral?.kind).toBe('turn');
  });

  it('let the offer pass on when a notified child takes one', () => {
    const story = createStory({ g1: 5, g2: 5 });
    story.publish('g2');
    story.apply('a1');
    story.apply('a2');
    story.publish('g1');
    story.at('2026-03-04 10:00');
    expect(story.choose('a1', 'g2')).toBe('ok');
    expect(story.application('a1').referral?.kind).toBe('free-choice');
    expect(story.see('a2')).toMatchObject({ status: 'notified', chooseBy: '2026-03-10' });
  });
});

describe('decision 9: places that come back, offers that pass on', () => {
  it('offers the returned place to the next, not to the child it came back from', () => {
    const story = createStory({ g1: 1 });
    story.apply('a1');
    story.apply('a2');
    story.publish('g1');
    story.choose('a1', 'g1');
    story.do({ do: 'cancelReferral', application: 'a1' });
    expect(story.see('a1')).toMatchObject({ status: 'queued', position: 1 });
    expect(story.status('a2')).toBe('notified');
    expect(story.choose('a1', 'g1')).toBe('not-your-turn');
  });

  it('opens it where there is nobody else, and then the child may take it', () => {
    const story = createStory({ g1: 1 });
    story.apply('a1');
    story.publish('g1');
    story.choose('a1', 'g1');
    story.do({ do: 'cancelReferral', application: 'a1' });
    expect(story.places('g1')).toEqual({ offered: 0, open: 1, taken: 0 });
    expect(story.choose('a1', 'g1')).toBe('ok');
  });

  it('excludes only from being offered that place: notified for another it may take it', () => {
    const story = createStory({ g1: 1, g2: 1 });
    story.apply('a1');
    story.apply('a2');
    story.publish('g1');
    story.choose('a1', 'g1');
    story.do({ do: 'cancelReferral', application: 'a1' });
    story.publish('g2');
    expect([story.status('a1'), story.status('a2')]).toEqual(['notified', 'notified']);
    expect(story.choose('a1', 'g1')).toBe('ok');
  });

  it('excludes the child of the latest return only', () => {
    const story = createStory({ g1: 1 });
    story.apply('a1');
    story.apply('a2');
    story.publish('g1');
    story.choose('a1', 'g1');
    story.do({ do: 'cancelReferral', application: 'a1' });
    story.choose('a2', 'g1');
    story.do({ do: 'cancelReferral', application: 'a2' });
    expect([story.status('a1'), story.status('a2')]).toEqual(['notified', 'queued']);
  });

  it('passes the offer of a child that withdraws to the next with a fresh deadline', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    story.apply('a2');
    story.publish('g1');
    story.at('2026-03-05 10:00');
    story.do({ do: 'withdraw', application: 'a1' });
    expect(story.see('a2')).toMatchObject({ status: 'notified', chooseBy: '2026-03-11' });
    expect(story.notices('a2')).toEqual(['application-registered', 'turn-arrived']);
  });

  it('gives a refused child back to the queue at its old filing time, without expiry or stop-list', () => {
    const story = createStory({ g1: 1 });
    story.apply('a1');
    story.publish('g1');
    story.choose('a1', 'g1');
    story.at('2026-03-05 10:00').apply('a2');
    const refuse = { do: 'refuseArrival', application: 'a1', reason: 'expired-documents' } as const;
    expect(story.do(refuse)).toBe('ok');
    expect(story.see('a1')).toMatchObject({
      status: 'queued',
      position: 1,
      expiries: 0,
      stopListUntil: null,
    });
    expect(story.status('a2')).toBe('notified');
    expect(story.notices('a1').at(-1)).toBe('arrival-refused');
    expect(story.do(refuse)).toBe('wrong-status');
    expect(story.do({ do: 'cancelReferral', application: 'a1' })).toBe('wrong-status');
  });
});

describe('decision 9: a place that comes back in a kindergarten that has closed meanwhile', () => {
  it.each(['refuseArrival', 'cancelReferral'] as const)('is no place any more after %s', (ending) => {
    const story = createStory({ g1: 1, g2: 1 });
    story.apply('a1');
    story.publish('g1');
    story.choose('a1', 'g1');
    story.apply('a2');
    const group = story.queue.groups.get('g1');
    if (group === undefined) throw new Error('the story has no such group');
    story.queue.groups.set('g1', { ...group, closed: true });
    const done =
      ending === 'refuseArrival'
        ? story.do({ do: 'refuseArrival', application: 'a1', reason: 'closed' })
        : story.do({ do: 'cancelReferral', application: 'a1' });
    expect(done).toBe('ok');
    expect(story.places('g1')).toEqual({ offered: 0, open: 0, taken: 0 });
    expect([story.status('a1'), story.status('a2')]).toEqual(['queued', 'queued']);
    expect(story.notices('a2')).not.toContain('turn-arrived');
    story.publish('g2');
    expect([story.status('a1'), story.status('a2')], 'the turn was kept').toEqual(['notified', 'queued']);
  });
});

describe('withdrawPlaces', () => {
  it('takes open places first, then those on offer, the latest first; the last in order loses its offer', () => {
    const story = createStory({ g1: 9, g2: 9 });
    story.publish('g1');
    for (const id of ['a1', 'a2', 'a3']) story.apply(id);
    story.publish('g1');
    story.publish('g2');
    story.publish('g1');
    expect(story.do({ do: 'withdrawPlaces', group: 'g1', places: 4 })).toBe('no-free-place');
    expect(story.do({ do: 'withdrawPlaces', group: 'g1', places: 2 })).toBe('ok');
    expect(story.places('g1')).toEqual({ offered: 1, open: 0, taken: 0 });
    expect([story.status('a1'), story.status('a2'), story.status('a3')]).toEqual([
      'notified',
      'notified',
      'queued',
    ]);
    expect(story.notices('a3').at(-1)).toBe('offer-withdrawn');
    expect(story.do({ do: 'withdrawPlaces', group: 'gX', places: 1 })).toBe('not-found');
  });

  it('leaves the earlier published place of the group on offer', () => {
    const story = createStory({ g1: 9, g2: 9 });
    for (const id of ['a1', 'a2', 'a3']) story.apply(id);
    for (const group of ['g1', 'g2', 'g1']) story.publish(group);
    story.do({ do: 'withdrawPlaces', group: 'g1', places: 1 });
    story.at('2026-03-03 09:00').do({ do: 'withdraw', application: 'a2' });
    expect(story.status('a3')).toBe('notified');
    story.at('2026-03-06 00:00');
    expect(story.status('a1')).toBe('queued');
    expect([story.places('g1').open, story.places('g2').offered]).toEqual([1, 1]);
  });

  it('takes the offer from the last in the merged order, whatever its class', () => {
    const story = createStory({ g1: 9 });
    story.apply('a1');
    story.applyWith('p1', 'P4');
    story.publish('g1', 2);
    expect(story.order('a1')).toEqual(['p1', 'a1']);
    story.do({ do: 'withdrawPlaces', group: 'g1', places: 1 });
    expect([story.status('p1'), story.status('a1')]).toEqual(['notified', 'queued']);
  });

  it('is not a lapse: an offer that passes on reaches the child at once', () => {
    const story = createStory({ g1: 9 });
    story.apply('a1');
    story.apply('a2');
    story.publish('g1', 2);
    story.do({ do: 'withdrawPlaces', group: 'g1', places: 1 });
    expect(story.status('a2')).toBe('queued');
    story.do({ do: 'withdraw', application: 'a1' });
    expect(story.status('a2')).toBe('notified');
  });
});
