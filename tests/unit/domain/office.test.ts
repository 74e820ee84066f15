/** The commands of domain.md §1.11, the voucher preset of §1.7, filing time of §1.10.5. */
import { describe, expect, it } from 'vitest';
import { filingTime } from '../../../core/domain/application/filing-time.ts';
import { POLICIES } from '../../../core/domain/policy.ts';
import { childIin, createStory, OTHER_PARENT } from './story.ts';

const head = { iin: '900312400106', role: 'head' } as const;
const operator = { iin: OTHER_PARENT, role: 'operator' } as const;

describe('§1.11 More commands: claimBenefit', () => {
  it('keeps the filing time and is decided like one claimed with the form', () => {
    const story = createStory({ g1: 5 });
    story.apply('a0');
    story.apply('a1');
    const filedAt = story.application('a1').filedAt;
    story.at('2026-04-01 09:00');
    expect(story.do({ do: 'claimBenefit', application: 'a1', benefit: 'E1' })).toBe('ok');
    expect(story.status('a1')).toBe('pending');
    expect(story.do({ do: 'claimBenefit', application: 'a1', benefit: 'P4' })).toBe('wrong-status');
    story.confirm('a1');
    expect(story.see('a1')).toMatchObject({ status: 'queued', position: 1 });
    expect(story.application('a1').filedAt).toBe(filedAt);
  });

  it('does not touch the status of a notified child', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    story.publish('g1');
    story.do({ do: 'claimBenefit', application: 'a1', benefit: 'P4' });
    expect(story.status('a1')).toBe('notified');
  });

  it('may follow a rejected one, and never takes away what is confirmed', () => {
    const story = createStory({ g1: 5 });
    story.applyWith('a1', 'P4');
    story.do({ do: 'claimBenefit', application: 'a1', benefit: 'E1' });
    story.confirm('a1', false);
    expect(story.application('a1').queueClass).toBe('P');
  });
});

describe('§1.11 More commands: restore', () => {
  const withdrawn = () => {
    const story = createStory({ g1: 5 });
    story.apply('a1', { iin: childIin('2022-01-05', 70) });
    story.at('2026-03-03 09:00').apply('a2');
    story.do({ do: 'withdraw', application: 'a1' });
    return story;
  };
  const restore = { do: 'restore', application: 'a1', reason: 'clerk' } as const;

  it('puts the application back at its old filing time, by the head and a second person', () => {
    const story = withdrawn();
    expect(story.do({ ...restore, by: head, second: head })).toBe('not-permitted');
    expect(story.do({ ...restore, by: operator, second: head })).toBe('not-permitted');
    expect(story.do({ ...restore, by: head, second: { iin: OTHER_PARENT, role: 'applicant' } })).toBe(
      'not-permitted',
    );
    expect(story.do({ ...restore, by: head, second: operator })).toBe('ok');
    expect(story.see('a1')).toMatchObject({ status: 'queued', position: 1 });
    expect(story.do({ ...restore, by: head, second: operator })).toBe('wrong-status');
  });

  it('is refused while the child has another active application', () => {
    const story = withdrawn();
    story.apply('a3', { iin: childIin('2022-01-05', 70) });
    expect(story.do({ ...restore, second: 'whoever-may' })).toBe('duplicate-child');
  });

  it('asks for interest at the next due date, not at the one that was missed', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    story.at('2027-03-05 09:00');
    expect(story.status('a1')).toBe('removed');
    story.do({ ...restore, second: 'whoever-may' });
    expect(story.see('a1')).toMatchObject({ status: 'queued', confirmInterestBy: '2028-03-02' });
  });
});

describe('§1.11 More commands: reject, removeByOffice, correct', () => {
  const rejection = { ground: 'RJ2', facts: 'not registered', hearing: 'heard' } as const;
  it('rejects with a ground, proposed by one and signed by the head', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    const reject = { do: 'reject', application: 'a1', rejection } as const;
    expect(story.do({ ...reject, by: operator, proposedBy: operator })).toBe('not-permitted');
    expect(story.do({ ...reject, by: head, proposedBy: head })).toBe('not-permitted');
    expect(story.do({ ...reject, by: head, proposedBy: operator })).toBe('ok');
    expect(story.status('a1')).toBe('rejected');
    expect(story.notices('a1').at(-1)).toBe('application-rejected');
  });

  it('rejects nobody who has been notified', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    story.publish('g1');
    expect(story.do({ do: 'reject', application: 'a1', rejection, proposedBy: 'whoever-may' })).toBe(
      'wrong-status',
    );
  });

  it('removes for departure without a notice; a referral in force gives its place back', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    story.apply('a2');
    story.publish('g1');
    story.choose('a1', 'g1');
    const notices = story.notices('a1').length;
    const remove = { do: 'removeByOffice', application: 'a1', reason: 'departure' } as const;
    expect(story.do({ ...remove, by: head, second: head })).toBe('not-permitted');
    expect(story.do({ ...remove, by: head, second: operator })).toBe('ok');
    expect(story.status('a1')).toBe('removed');
    expect(story.notices('a1')).toHaveLength(notices);
    expect(story.status('a2')).toBe('notified');
    expect(story.do({ do: 'cancelReferral', application: 'a1' })).toBe('wrong-status');
  });

  it('corrects a name alone, but an IIN only with a second person', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    story.apply('a2');
    const correct = (childIin: string | null, second: typeof head | null) =>
      story.do({
        do: 'correct',
        application: 'a1',
        correction: { fields: ['name'], childIin },
        by: operator,
        second,
      });
    expect(correct(null, null)).toBe('ok');
    const right = childIin('2023-05-05', 9);
    expect(correct(right, null)).toBe('not-permitted');
    expect(correct('210815600017', head)).toBe('invalid-iin');
    expect(correct(story.application('a2').child.iin, head)).toBe('duplicate-child');
    expect(correct(childIin('2018-05-05', 9), head)).toBe('over-age');
    expect(correct(right, head)).toBe('ok');
    expect(story.application('a1').child).toEqual({ iin: right, birthDate: '2023-05-05' });
    expect([story.see('a1').position, story.see('a2').position]).toEqual([1, 1]);
  });

  it('moves no child with an offer to another cell', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    story.publish('g1');
    const correction = { fields: ['iin'], childIin: childIin('2023-05-05', 9) };
    expect(story.do({ do: 'correct', application: 'a1', correction, second: 'whoever-may' })).toBe(
      'wrong-status',
    );
  });

  it('brings contacts up to date until the child has left', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    const update = { do: 'updateContacts', application: 'a1' } as const;
    expect(story.do(update)).toBe('ok');
    story.publish('g1');
    story.choose('a1', 'g1');
    story.do({ do: 'markArrival', application: 'a1' });
    expect(story.do(update)).toBe('ok');
    story.do({ do: 'leave', application: 'a1' });
    expect(story.do(update)).toBe('wrong-status');
  });
});

describe('voucher2025 (§1.7)', () => {
  it('gives 2 working days, from 18 months, ordered by numbered category, then filing time', () => {
    const story = createStory({ g1: { birthYear: 2024 } }, 'voucher2025');
    for (const id of ['a1', 'a2', 'a3']) story.apply(id, { born: '2024-09-02' });
    story.applyWith('p1', 'P4', { born: '2024-09-02' });
    const assign = (application: string, category: number) =>
      story.do({ do: 'assignCategory', application, category });
    expect(assign('a2', 21)).toBe('ok');
    expect(assign('a3', 4)).toBe('ok');
    expect(story.order('a1')).toEqual(['a3', 'a2', 'a1', 'p1']);
    expect(story.publish('g1')).toBe('ok');
    expect(story.see('a3')).toMatchObject({ status: 'notified', chooseBy: '2026-03-04' });
    expect(story.choose('a3', 'g1')).toBe('ok');
    expect(story.see('a3').referral?.validUntil).toBe('2026-03-10');
  });

  it('offers nothing below 18 months', () => {
    const story = createStory({ g1: { birthYear: 2024 } }, 'voucher2025');
    story.apply('a1', { born: '2024-09-03' });
    story.publish('g1');
    expect(story.choose('a1', 'g1')).toBe('too-young');
    story.at('2026-03-03 00:00');
    expect(story.choose('a1', 'g1')).toBe('ok');
  });

  it('knows categories only in that preset', () => {
    const story = createStory({ g1: 5 });
    story.apply('a1');
    expect(story.do({ do: 'assignCategory', application: 'a1', category: 3 })).toBe('wrong-status');
  });
});

describe('decision 5: filing time', () => {
  const accepted = Date.UTC(2026, 2, 4, 9);
  const savedAt = Date.UTC(2026, 2, 3, 9);
  const desk = { ...POLICIES.classic, filingTime: 'desk' } as const;
  const good = { savedAt, clockOffset: 2000, journalWhole: true };
  it('is the server’s acceptance in classic', () => {
    expect(filingTime(accepted, good, POLICIES.classic)).toEqual({ at: accepted, basis: 'server' });
  });
  it('is the desk’s time by the server’s clock where the parameter says so and the desk can be trusted', () => {
    expect(filingTime(accepted, good, desk)).toEqual({ at: savedAt - 2000, basis: 'desk' });
  });
  it.each([
    ['a clock more than 60 s off', { ...good, clockOffset: -60_001 }],
    ['a clock that was never measured', { ...good, clockOffset: null }],
    ['a broken journal', { ...good, journalWhole: false }],
    ['a gap of more than 72 h', { ...good, savedAt: accepted - 72 * 3_600_000 - 1 }],
    ['a time in the future', { ...good, savedAt: accepted + 5000 }],
  ])('is the acceptance after %s', (_, given) => {
    expect(filingTime(accepted, given, desk)).toEqual({ at: accepted, basis: 'server' });
  });
});
