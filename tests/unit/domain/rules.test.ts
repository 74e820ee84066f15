/** What the manuals order: R1–R10 of domain.md §1.3, one after the other (R11 is the sign-in's, R12 and R13 are in reference.test.ts). */
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS } from '../../../core/domain/application/event.ts';
import { NOTICE_KINDS, noticeOf } from '../../../core/domain/notice.ts';
import { reasonBefore } from '../../../core/domain/queue/why.ts';
import { createStory, OTHER_PARENT } from './story.ts';

function waiting() {
  const story = createStory({ g1: 5 });
  story.apply('a1');
  story.apply('a2');
  return story;
}

describe('the rules of the manuals', () => {
  it('R1: a place can be chosen by a child of two full years whose turn has come, while there are places', () => {
    const story = waiting();
    expect(story.see('a1').permitted).not.toContain('choosePlace');
    story.publish('g1');
    expect(story.see('a1').permitted).toContain('choosePlace');
    expect(story.see('a2').permitted).not.toContain('choosePlace');
    story.choose('a1', 'g1');
    expect(story.see('a1').permitted).not.toContain('choosePlace');
  });

  it('R2: the turn is announced by e-mail and SMS and changes the status; free choice is not announced', () => {
    const story = waiting();
    story.publish('g1');
    expect(story.noticesAt().at(-1)).toMatchObject({
      application: 'a1',
      kind: 'turn-arrived',
      channels: ['email', 'sms'],
    });
    expect(story.status('a1')).toBe('notified');
    story.at('2026-03-06 09:00');
    expect(story.places('g1').open).toBe(1);
    expect(story.notices('a2')).toEqual(['application-registered']);
  });

  it('R3: unused for 3 working days, the place is open to all children of the group year; the child stays in the queue', () => {
    const story = waiting();
    story.publish('g1');
    story.at('2026-03-06 00:00');
    expect(story.see('a1')).toMatchObject({ status: 'queued', position: 1 });
    expect(story.choose('a2', 'g1')).toBe('ok');
  });

  it('R4: choosing gives a referral', () => {
    const story = waiting();
    story.publish('g1');
    story.choose('a1', 'g1');
    expect(story.see('a1')).toMatchObject({ status: 'referred', referral: { group: 'g1' } });
    expect(story.notices('a1').at(-1)).toBe('referral-issued');
  });

  it('R5: not arrived in 5 working days → annulled, 10 working days on the stop-list, then only free places', () => {
    const story = waiting();
    story.publish('g1');
    story.choose('a1', 'g1');
    story.at('2026-03-11 00:00');
    expect(story.see('a1')).toMatchObject({ status: 'stopListed', stopListUntil: '2026-03-27' });
    story.at('2026-03-28 00:00');
    expect(story.status('a1')).toBe('queued');
    expect(story.choose('a1', 'g1')).toBe('ok');
  });

  it('R6: two expired referrals → removed from the queue', () => {
    const story = waiting();
    story.publish('g1');
    story.choose('a1', 'g1');
    story.at('2026-03-28 00:00');
    story.choose('a1', 'g1');
    story.at('2026-04-30 00:00');
    expect(story.see('a1')).toMatchObject({ status: 'removed', expiries: 2 });
  });

  it('R7: one extension, up to 30 calendar days', () => {
    const story = waiting();
    story.publish('g1');
    story.choose('a1', 'g1');
    expect(story.do({ do: 'extendReferral', application: 'a1', until: '2026-04-01' })).toBe('ok');
    expect(story.see('a1').referral?.validUntil).toBe('2026-04-01');
  });

  it('R8: the referral may be annulled at own wish within 24 hours of issue, not later', () => {
    const story = waiting();
    story.publish('g1');
    story.choose('a1', 'g1');
    story.at('2026-03-03 09:00:00.001');
    expect(story.do({ do: 'cancelReferral', application: 'a1' })).toBe('cancel-window-closed');
  });

  it('R9: interest is confirmed every 12 months, else the child is removed', () => {
    const story = waiting();
    story.at('2027-02-20 09:00');
    story.do({ do: 'confirmInterest', application: 'a1' });
    story.at('2027-03-03 00:00');
    expect([story.status('a1'), story.status('a2')]).toEqual(['queued', 'removed']);
  });

  it('R10: the other parent merges the application and has the same rights', () => {
    const story = waiting();
    story.publish('g1');
    const other = { iin: OTHER_PARENT, role: 'applicant' } as const;
    expect(story.choose('a1', 'g1', other)).toBe('not-permitted');
    story.do({ do: 'mergeApplication', application: 'a1', applicant: OTHER_PARENT, by: other });
    expect(story.choose('a1', 'g1', other)).toBe('ok');
  });
});

describe('notices', () => {
  it('are sent by these events only, each kind by some event', () => {
    const sent = EVENT_KINDS.flatMap((kind) => noticeOf(kind) ?? []);
    expect(new Set(sent)).toEqual(new Set(NOTICE_KINDS));
    for (const silent of [
      'application-withdrawn',
      'referral-cancelled',
      'removed-by-office',
      'child-transferred',
      'arrival-marked',
    ] as const) {
      expect(noticeOf(silent)).toBeNull();
    }
  });
});

describe('why this number', () => {
  it('names the rule by which each child stands before another', () => {
    const child = (line: 'E' | 'P' | 'G', category = 0, filedAt = 1, number = 'ОДО.2026.000002') => ({
      ...{ line, category, filedAt, number },
    });
    expect(reasonBefore(child('E'), child('P'), false)).toBe('extraordinary');
    expect(reasonBefore(child('P'), child('G'), false)).toBe('first-priority-slot');
    expect(reasonBefore(child('G'), child('P'), false)).toBe('general-slot');
    expect(reasonBefore(child('G'), child('G', 0, 2), false)).toBe('earlier');
    expect(reasonBefore(child('G', 3, 5), child('G', 21), false)).toBe('category');
    expect(reasonBefore(child('G'), child('G', 0, 1, 'ОДО.2026.000003'), false)).toBe('number');
    expect(reasonBefore(child('G'), child('G', 0, 1, 'ОДО.2026.000003'), true)).toBe('twin');
  });
});
