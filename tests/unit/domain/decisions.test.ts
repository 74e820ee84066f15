/** The decisions of domain.md §1.10 on cells, waiting, claims and filing time, by number. */
import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../core/domain/number.ts';
import { childIin, createStory, OTHER_PARENT } from './story.ts';

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

  it('§1.11 More commands: keeps the filing time of a child that moves to another district by the same act', () => {
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
