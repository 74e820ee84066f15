/** Decision 17 of domain.md §1.10: who may do what. */
import { describe, expect, it } from 'vitest';
import { createStory, OTHER_PARENT, PARENT } from './story.ts';

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
