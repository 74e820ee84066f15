/** Decisions 15 and 16 of domain.md §1.10: twins, and the answers to a filing. */
import { describe, expect, it } from 'vitest';
import { childIin, createStory, OTHER_PARENT } from './story.ts';

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
