/** Decision 12 of domain.md §1.10, rule R9: interest. */
import { describe, expect, it } from 'vitest';
import { createStory } from './story.ts';

const cancel = { do: 'cancelReferral', application: 'a1' } as const;
const interest = { do: 'confirmInterest', application: 'a1' } as const;

describe('decision 12: interest (R9)', () => {
  const waiting = (filed = '2026-03-02 09:00', born = '2022-01-05') => {
    const story = createStory({ g1: 3 });
    story.at(filed).apply('a1', { born });
    return story;
  };

  it('can be confirmed from 30 days before the due date until its end, and moves it by 12 months', () => {
    const story = waiting();
    expect(story.see('a1').confirmInterestBy).toBe('2027-03-02');
    story.at('2027-01-30 23:59:59.999');
    expect(story.do(interest)).toBe('too-early');
    story.at('2027-01-31 00:00');
    expect(story.see('a1').permitted).toEqual(['withdraw', 'confirmInterest']);
    expect(story.do(interest)).toBe('ok');
    expect(story.see('a1').confirmInterestBy).toBe('2028-03-02');
    expect(story.do(interest)).toBe('too-early');
  });

  it('removes at the end of the due date, not before', () => {
    const story = waiting();
    story.at('2027-03-02 23:59:59.999');
    expect(story.status('a1')).toBe('queued');
    story.at('2027-03-03 00:00');
    expect(story.status('a1')).toBe('removed');
    expect(story.notices('a1').at(-1)).toBe('application-removed');
    expect(story.do(interest)).toBe('wrong-status');
  });

  it('reminds 30, 7 and 1 days before at 00:00, and not after a confirmation', () => {
    const story = waiting();
    story.at('2027-03-02 12:00');
    expect(
      story
        .noticesAt()
        .filter(({ kind }) => kind === 'interest-reminder')
        .map((notice) => notice.at),
    ).toEqual(['2027-01-31T00:00:00+05:00', '2027-02-23T00:00:00+05:00', '2027-03-01T00:00:00+05:00']);
    const early = waiting();
    early.at('2027-02-01 09:00').do(interest);
    early.at('2027-03-10 09:00');
    expect(early.notices('a1').filter((kind) => kind === 'interest-reminder')).toHaveLength(1);
    expect(early.status('a1')).toBe('queued');
  });

  it('computes every due date from the filing day: 29 Feb 2024 → 28 Feb, the fourth 29 Feb 2028', () => {
    const story = waiting('2024-02-29 09:00');
    const dues = [story.see('a1').confirmInterestBy];
    for (const day of ['2025-02-20 09:00', '2026-02-20 09:00', '2027-02-20 09:00']) {
      story.at(day).do(interest);
      dues.push(story.see('a1').confirmInterestBy);
    }
    expect(dues).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  it('skips a due date that ends while the child is referred or extended', () => {
    const story = waiting();
    story.at('2027-02-25 09:00').publish('g1');
    story.choose('a1', 'g1');
    expect(story.see('a1').confirmInterestBy).toBeNull();
    expect(story.do(interest)).toBe('wrong-status');
    story.at('2027-03-03 09:00');
    expect(story.status('a1')).toBe('referred');
    story.at('2027-03-05 09:00');
    expect(story.see('a1')).toMatchObject({ status: 'stopListed', confirmInterestBy: '2028-03-02' });
  });

  it('never sends later a reminder whose instant passed while the child was referred', () => {
    const story = waiting();
    story.at('2027-01-30 09:00').publish('g1');
    story.choose('a1', 'g1');
    story.at('2027-01-31 08:00').do(cancel);
    story.at('2027-02-10 09:00');
    expect(story.notices('a1')).not.toContain('interest-reminder');
    story.at('2027-02-24 09:00');
    expect(story.notices('a1')).toContain('interest-reminder');
  });

  it('applies on the stop-list as well', () => {
    const story = waiting();
    story.at('2027-02-15 09:00').publish('g1');
    story.choose('a1', 'g1');
    story.at('2027-02-24 09:00');
    expect(story.see('a1')).toMatchObject({
      status: 'stopListed',
      permitted: ['withdraw', 'confirmInterest'],
    });
    story.at('2027-03-03 00:00');
    expect(story.status('a1')).toBe('removed');
  });

  it('passes on the offer of a notified child that is removed, with a fresh deadline from that day', () => {
    const story = waiting();
    story.at('2027-02-01 09:00').apply('a2');
    story.at('2027-03-01 09:00').publish('g1');
    expect(story.status('a1')).toBe('notified');
    story.at('2027-03-03 00:00');
    expect(story.status('a1')).toBe('removed');
    expect(story.see('a2')).toMatchObject({ status: 'notified', chooseBy: '2027-03-09' });
  });
});
