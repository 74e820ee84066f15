/** The decisions of domain.md §1.10 on filing, turns, offers and places, by number. */
import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../core/domain/number.ts';
import { childIin, createStory, OTHER_PARENT, PARENT } from './story.ts';

describe('decision 1: cells', () => {
  it('keeps queues apart by district, kind and birth year', () => {
    const story = createStory({ g1: 5, other: { birthYear: 2023 }, special: { kind: 'special' } });
    story.apply('a1');
    story.apply('b1', { born: '2023-02-01' });
    story.apply('s1', { kind: 'special' });
    expect([story.see('a1').position, story.see('b1').position, story.see('s1').position]).toEqual([1, 1, 1]);
    story.publish('other');
    expect([story.status('a1'), story.status('b1'), story.status('s1')]).toEqual([
      'queued',
      'notified',
      'queued',
    ]);
    expect(parseNumber(story.application('s1').number)).toEqual({
      series: 'special',
      year: 2026,
      sequence: 1,
    });
    expect(story.application('a1').number).toBe('ОДО.2026.000001');
    expect(story.application('b1').number).toBe('ОДО.2026.000002');
  });

  it('counts a group of another cell as having no place for the child', () => {
    const story = createStory({ g1: 5, other: { birthYear: 2023 } });
    story.apply('a1');
    story.publish('other');
    expect(story.places('other').open).toBe(1);
    expect(story.choose('a1', 'other')).toBe('not-your-turn');
    story.publish('g1');
    expect(story.choose('a1', 'other')).toBe('no-free-place');
  });
});

describe('decision 2: waiting', () => {
  it('gives a position to pending, queued and notified, and to nobody else', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1', { benefit: 'P4' });
    story.apply('a2');
    story.apply('a3');
    story.publish('g1');
    expect(story.see('a1')).toMatchObject({ status: 'notified', position: 1 });
    story.choose('a1', 'g1');
    expect(story.see('a1')).toMatchObject({ status: 'referred', position: null });
    expect(story.see('a2')).toMatchObject({ status: 'queued', position: 1 });
    story.do({ do: 'withdraw', application: 'a2' });
    expect(story.see('a2')).toMatchObject({ status: 'withdrawn', position: null, confirmInterestBy: null });
    expect(story.see('a3').position).toBe(1);
  });
});

describe('decision 4: claims and papers', () => {
  it('leaves a pending child in the general order, where it may be notified', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    story.apply('e1', { benefit: 'E1' });
    expect(story.status('e1')).toBe('pending');
    expect(story.order('a1')).toEqual(['a1', 'e1']);
    story.publish('g1', 2);
    expect(story.status('e1')).toBe('notified');
    story.confirm('e1');
    expect(story.status('e1')).toBe('notified');
    expect(story.order('a1')).toEqual(['e1', 'a1']);
    expect(story.notices('e1')).toEqual(['application-registered', 'turn-arrived', 'benefit-decided']);
  });

  it('puts a rejected claim into the general order at the original filing time', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1', { benefit: 'P4' });
    story.at('2026-03-02 10:00').apply('a2');
    story.at('2026-03-05 10:00');
    expect(story.confirm('a1', false)).toBe('ok');
    expect(story.see('a1')).toMatchObject({ status: 'queued', position: 1 });
    expect(story.confirm('a1')).toBe('wrong-status');
    expect(story.confirm('a2')).toBe('wrong-status');
  });

  it('offers nothing to a non-resident until the papers are confirmed, and keeps its position', () => {
    const story = createStory({ g1: 5 });
    story.apply('n1', { nonResident: true });
    story.apply('a2');
    story.publish('g1');
    expect(story.see('n1')).toMatchObject({ status: 'pending', position: 1 });
    expect(story.status('a2')).toBe('notified');
    expect(story.choose('n1', 'g1')).toBe('not-your-turn');
    story.publish('g1');
    expect(story.places('g1')).toEqual({ offered: 1, open: 1, taken: 0 });
    expect(story.choose('n1', 'g1')).toBe('wrong-status');
    expect(story.see('n1').permitted).toEqual(['withdraw']);
    expect(story.do({ do: 'decidePapers', application: 'n1', confirmed: true })).toBe('ok');
    expect(story.see('n1')).toMatchObject({ status: 'queued', permitted: ['choosePlace', 'withdraw'] });
    expect(story.do({ do: 'decidePapers', application: 'n1', confirmed: true })).toBe('wrong-status');
    expect(story.do({ do: 'decidePapers', application: 'a2', confirmed: true })).toBe('wrong-status');
  });

  it('decides claim and papers separately, and rejects for rejected papers', () => {
    const story = createStory({ g1: 5 });
    story.apply('n1', { nonResident: true, benefit: 'P4' });
    story.confirm('n1');
    expect(story.status('n1')).toBe('pending');
    expect(story.do({ do: 'decidePapers', application: 'n1', confirmed: false })).toBe('ok');
    expect(story.see('n1')).toMatchObject({ status: 'rejected', position: null });
    expect(story.notices('n1')).toEqual([
      'application-registered',
      'benefit-decided',
      'application-rejected',
    ]);
  });

  it('calls a child that comes back "pending" as long as its claim is undecided', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1', { benefit: 'P4' });
    story.publish('g1');
    story.choose('a1', 'g1');
    story.do({ do: 'cancelReferral', application: 'a1' });
    expect(story.status('a1')).toBe('pending');
    story.confirm('a1');
    expect(story.status('a1')).toBe('queued');
  });
});

describe('decision 5 and 14: filing', () => {
  it('keeps filing times to the millisecond', () => {
    const story = createStory({ g1: 5 });
    story.at('2026-03-02 09:05:00.002').apply('late');
    expect(story.application('late').filedAt % 1000).toBe(2);
  });

  it('has one active application per child; a new one is new in everything', () => {
    const story = createStory({ g1: 5 });
    const iin = childIin('2022-01-05', 50);
    story.apply('a1', { iin });
    expect(story.apply('a2', { iin, applicant: OTHER_PARENT, district: '111600000' })).toBe(
      'duplicate-child',
    );
    story.do({ do: 'withdraw', application: 'a1' });
    story.at('2026-03-02 12:00');
    expect(story.apply('a3', { iin })).toBe('ok');
    expect(story.application('a3').filedAt).toBe(story.now());
    story.publish('g1');
    story.choose('a3', 'g1');
    story.do({ do: 'markArrival', application: 'a3' });
    expect(story.apply('a4', { iin })).toBe('duplicate-child');
    story.do({ do: 'leave', application: 'a3' });
    expect(story.apply('a5', { iin })).toBe('ok');
    expect(story.see('a5')).toMatchObject({ expiries: 0, stopListUntil: null });
  });

  it('keeps the filing time of a child that moves to another district by the same act (§1.11)', () => {
    const story = createStory({ g1: 5 });
    const iin = childIin('2022-01-05', 51);
    story.apply('a1', { iin });
    story.publish('g1');
    story.apply('a2');
    const filedAt = story.application('a1').filedAt;
    story.at('2026-03-03 09:00');
    expect(story.apply('moved', { iin, district: '111600000', movesFrom: 'nobody' })).toBe('duplicate-child');
    expect(story.apply('moved', { iin, district: '111600000', movesFrom: 'a1' })).toBe('ok');
    expect(story.status('a1')).toBe('withdrawn');
    expect(story.application('moved').filedAt).toBe(filedAt);
    expect(story.status('a2')).toBe('notified');
  });
});

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

describe('decision 15: twins', () => {
  const twins = () => [childIin('2022-06-01', 2), childIin('2022-06-01', 3)];
  it('get one application each, the same filing time and consecutive numbers, adjacent in order', () => {
    const story = createStory({ g1: 9 });
    expect(story.apply('a1', { iin: childIin('2022-06-01', 1), twins: twins() })).toBe('ok');
    story.apply('b1');
    expect(story.order('a1')).toEqual(['a1', 'a1/2', 'a1/3', 'b1']);
    expect(['a1', 'a1/2', 'a1/3'].map((id) => story.application(id).number)).toEqual([
      'ОДО.2026.000001',
      'ОДО.2026.000002',
      'ОДО.2026.000003',
    ]);
    expect(story.application('a1/3').filedAt).toBe(story.application('a1').filedAt);
  });

  it('are offered the next places before anyone else while one of them is notified', () => {
    const story = createStory({ g1: 9 });
    story.apply('a1', { iin: childIin('2022-06-01', 1), twins: twins().slice(0, 1) });
    story.applyWith('e1', 'E1');
    story.applyWith('p1', 'P4');
    story.publish('g1', 2);
    expect([story.status('e1'), story.status('p1')]).toEqual(['notified', 'notified']);
    story.publish('g1');
    expect(story.status('a1')).toBe('notified');
    story.applyWith('e2', 'E1');
    story.publish('g1');
    expect(story.status('a1/2')).toBe('notified');
    expect(story.status('e2')).toBe('queued');
  });

  it('lose the privilege when the notified one has chosen', () => {
    const story = createStory({ g1: 9 });
    story.apply('a1', { iin: childIin('2022-06-01', 1), twins: twins().slice(0, 1) });
    story.publish('g1');
    story.choose('a1', 'g1');
    story.applyWith('e1', 'E1');
    story.publish('g1');
    expect([story.status('e1'), story.status('a1/2')]).toEqual(['notified', 'queued']);
  });

  it('are refused as a whole form with one refused child, and leave no trace', () => {
    const story = createStory({ g1: 9 });
    const [second = ''] = twins();
    story.apply('b1', { iin: second });
    expect(story.apply('a1', { iin: childIin('2022-06-01', 1), twins: twins() })).toBe('duplicate-child');
    expect(story.queue.applications.size).toBe(1);
    expect(story.apply('c1', { iin: childIin('2022-06-01', 4), twins: [childIin('2022-06-01', 4)] })).toBe(
      'duplicate-child',
    );
    story.apply('d1', { iin: childIin('2022-06-01', 5) });
    expect(story.application('d1').number).toBe('ОДО.2026.000002');
  });

  it('have their own fate and their own cell', () => {
    const story = createStory({ g1: 9, g3: { birthYear: 2023 } });
    story.apply('a1', { iin: childIin('2022-12-31', 1), twins: [childIin('2023-01-01', 1)] });
    story.apply('c1', { born: '2023-02-01' });
    story.publish('g1');
    story.do({ do: 'withdraw', application: 'c1' });
    expect(story.see('a1/2').position).toBe(1);
    story.do({ do: 'withdraw', application: 'a1' });
    expect(story.status('a1/2')).toBe('queued');
  });
});

describe('decision 16: answers to a filing', () => {
  const story = () => createStory({ g1: 9 });
  it.each([
    ['a wrong check digit', { iin: '210815600017' }, 'invalid-iin'],
    ['an adult’s IIN for the child', { iin: OTHER_PARENT }, 'invalid-iin'],
    [
      'the applicant’s own IIN for the child',
      { iin: '220105501235', applicant: '220105501235' },
      'invalid-iin',
    ],
    ['a wrong IIN of the applicant', { applicant: '850717300015' }, 'invalid-iin'],
    ['no прописка', { registered: false }, 'not-registered'],
    ['a child on its 7th birthday', { born: '2019-03-02' }, 'over-age'],
    ['a child not born yet', { born: '2026-03-03' }, 'not-born'],
    ['an applicant who is not 16', { applicant: '210815600013' }, 'not-permitted'],
    [
      'no прописка and over age: the first in the list',
      { registered: false, born: '2018-01-01' },
      'not-registered',
    ],
  ])('%s is refused', (_, given, refusal) => {
    const told = story();
    expect(told.apply('a1', given)).toBe(refusal);
    expect(told.queue.applications.size).toBe(0);
  });

  it('takes a child on the eve of its 7th birthday, and reaching 7 while waiting changes nothing', () => {
    const told = createStory({ g1: { birthYear: 2019 } });
    expect(told.apply('a1', { born: '2019-03-03' })).toBe('ok');
    told.at('2026-03-10 09:00');
    told.publish('g1');
    expect(told.status('a1')).toBe('notified');
  });

  it('takes a child born on the filing day', () => {
    expect(story().apply('a1', { born: '2026-03-02' })).toBe('ok');
  });

  it('answers an unknown application or group with not-found at once', () => {
    const told = story();
    told.apply('a1');
    expect(told.choose('nobody', 'g1')).toBe('not-found');
    expect(told.choose('a1', 'gX')).toBe('not-found');
    expect(told.do({ do: 'withdraw', application: 'nobody' })).toBe('not-found');
  });
});

describe('decision 17: who may', () => {
  const applicant = { iin: PARENT, role: 'applicant' } as const;
  const stranger = { iin: OTHER_PARENT, role: 'applicant' } as const;
  const operator = { iin: '900312400106', role: 'operator' } as const;
  const moderator = { iin: '900312400106', role: 'moderator' } as const;
  const head = { iin: '900312400106', role: 'head' } as const;
  const director = { iin: '900312400106', role: 'director' } as const;

  it('lets only the applicant, a merged parent or an operator act for the child', () => {
    const story = createStory({ g1: 9 });
    expect(story.apply('a1', { by: stranger })).toBe('not-permitted');
    expect(story.apply('a1', { by: head })).toBe('not-permitted');
    expect(story.apply('a1', { by: applicant })).toBe('ok');
    story.publish('g1');
    expect(story.choose('a1', 'g1', stranger)).toBe('not-permitted');
    expect(story.choose('a1', 'g1', moderator)).toBe('not-permitted');
    expect(story.choose('a1', 'g1', { ...operator, outside: true })).toBe('not-permitted');
    const merge = { do: 'mergeApplication', application: 'a1', applicant: OTHER_PARENT } as const;
    expect(story.do({ ...merge, by: applicant })).toBe('not-permitted');
    expect(story.do({ ...merge, by: operator })).toBe('not-permitted');
    expect(story.do({ ...merge, by: stranger })).toBe('ok');
    expect(story.do({ ...merge, by: stranger })).toBe('wrong-status');
    expect(story.choose('a1', 'g1', stranger)).toBe('ok');
    expect(story.do({ do: 'cancelReferral', application: 'a1', by: applicant })).toBe('ok');
  });

  it('lets the head merge, and only a valid adult be merged', () => {
    const story = createStory({ g1: 9 });
    story.apply('a1');
    const merge = (given: string, by: typeof head | 'whoever-may' = head) =>
      story.do({ do: 'mergeApplication', application: 'a1', applicant: given, by });
    expect(merge('900312445676')).toBe('invalid-iin');
    expect(merge(story.application('a1').child.iin)).toBe('invalid-iin');
    expect(merge('210815600013')).toBe('not-permitted');
    expect(merge(OTHER_PARENT)).toBe('ok');
    expect(story.application('a1').parents).toEqual([PARENT, OTHER_PARENT]);
  });

  it('never lets the one who entered it decide its benefit or papers', () => {
    const story = createStory({ g1: 9 });
    story.apply('a1', { by: operator, benefit: 'P4', nonResident: true });
    const decide = (iin: string, role: 'moderator' | 'operator') =>
      story.do({ do: 'decideBenefit', application: 'a1', confirmed: true, by: { iin, role } });
    expect(decide(operator.iin, 'moderator')).toBe('not-permitted');
    expect(decide(OTHER_PARENT, 'operator')).toBe('not-permitted');
    expect(story.do({ do: 'decidePapers', application: 'a1', confirmed: true, by: moderator })).toBe(
      'not-permitted',
    );
    expect(decide(OTHER_PARENT, 'moderator')).toBe('ok');
  });

  it('keeps places, arrivals, transfers and leaving to the director', () => {
    const story = createStory({ g1: 9, g2: 9 });
    story.apply('a1');
    expect(story.do({ do: 'publishPlaces', group: 'g1', places: 1, by: head })).toBe('not-permitted');
    expect(story.do({ do: 'publishPlaces', group: 'g1', places: 1, by: director })).toBe('ok');
    expect(story.do({ do: 'withdrawPlaces', group: 'g1', places: 1, by: operator })).toBe('not-permitted');
    story.choose('a1', 'g1');
    expect(story.do({ do: 'markArrival', application: 'a1', by: operator })).toBe('not-permitted');
    expect(story.do({ do: 'markArrival', application: 'a1', by: director })).toBe('ok');
    story.publish('g2');
    expect(story.do({ do: 'transfer', application: 'a1', group: 'g2', by: head })).toBe('not-permitted');
    expect(story.do({ do: 'leave', application: 'a1', by: head })).toBe('not-permitted');
    expect(story.do({ do: 'transfer', application: 'a1', group: 'g2', by: director })).toBe('ok');
  });

  it('answers with the earlier reason before not-permitted', () => {
    const story = createStory({ g1: 9 });
    story.apply('a1');
    expect(story.choose('a1', 'g1', stranger)).toBe('not-your-turn');
    expect(story.do({ do: 'leave', application: 'a1', by: stranger })).toBe('wrong-status');
  });
});
