import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  type Action,
  OCCURRENCE_TRANSITIONS,
  TRANSITIONS,
} from '../../../core/domain/application/transitions.ts';
import { STATUSES, type Status } from '../../../core/domain/status.ts';
import { statesDocument } from '../../../scripts/states.ts';
import { createStory, OTHER_PARENT, type Story, type Telling } from './story.ts';

/** How the application `a1` comes to a status. */
const REACHED: Readonly<Record<Status, (story: Story) => void>> = {
  pending: (story) => story.do({ do: 'claimBenefit', application: 'a1', benefit: 'P4' }),
  queued: () => {},
  notified: (story) => story.publish('g1'),
  referred: (story) => {
    story.publish('g1');
    story.choose('a1', 'g1');
  },
  extended: (story) => {
    REACHED.referred(story);
    story.do({ do: 'extendReferral', application: 'a1', until: '2026-03-20' });
  },
  stopListed: (story) => {
    REACHED.referred(story);
    story.at('2026-03-12 09:00');
  },
  enrolled: (story) => {
    REACHED.referred(story);
    story.do({ do: 'markArrival', application: 'a1' });
  },
  left: (story) => {
    REACHED.enrolled(story);
    story.do({ do: 'leave', application: 'a1' });
  },
  removed: (story) => {
    story.do({ do: 'removeByOffice', application: 'a1', reason: 'departure', second: 'whoever-may' });
  },
  withdrawn: (story) => story.do({ do: 'withdraw', application: 'a1' }),
  rejected: (story) => {
    story.do({ do: 'reject', application: 'a1', rejection: REJECTION, proposedBy: 'whoever-may' });
  },
};
const REJECTION = { ground: 'RJ2', facts: 'f', hearing: 'h' } as const;
const ON = { application: 'a1' } as const;

/** For each action a command that nothing but the status can stand in the way of. */
const COMMANDS: Readonly<Record<Action, Telling>> = {
  choosePlace: { ...ON, do: 'choosePlace', group: 'free' },
  withdraw: { ...ON, do: 'withdraw' },
  cancelReferral: { ...ON, do: 'cancelReferral' },
  extendReferral: { ...ON, do: 'extendReferral', until: '2026-03-25' },
  confirmInterest: { ...ON, do: 'confirmInterest' },
  updateContacts: { ...ON, do: 'updateContacts' },
  mergeApplication: { ...ON, do: 'mergeApplication', applicant: OTHER_PARENT },
  claimBenefit: { ...ON, do: 'claimBenefit', benefit: 'P4' },
  decideBenefit: { ...ON, do: 'decideBenefit', confirmed: true },
  decidePapers: { ...ON, do: 'decidePapers', confirmed: true },
  assignCategory: { ...ON, do: 'assignCategory', category: 3 },
  markArrival: { ...ON, do: 'markArrival' },
  refuseArrival: { ...ON, do: 'refuseArrival', reason: 'other' },
  transfer: { ...ON, do: 'transfer', group: 'free' },
  leave: { ...ON, do: 'leave' },
  correct: { ...ON, do: 'correct', correction: { fields: ['name'], childIin: null }, second: null },
  reject: { ...ON, do: 'reject', rejection: REJECTION, proposedBy: 'whoever-may' },
  restore: { ...ON, do: 'restore', reason: 'r', second: 'whoever-may' },
  removeByOffice: { ...ON, do: 'removeByOffice', reason: 'death', second: 'whoever-may' },
};

/** The child in that status, with all else that the action needs: an undecided claim, papers, an open place in `free`. */
function told(action: Action, status: Status): Story {
  const story = createStory({ g1: 5, free: 5 }, action === 'assignCategory' ? 'voucher2025' : 'classic');
  story.publish('free');
  const pendingByPapers = status === 'pending' && ['decidePapers', 'claimBenefit'].includes(action);
  story.apply('a1', {
    nonResident: pendingByPapers,
    ...(action === 'decideBenefit' && status !== 'queued' ? { benefit: 'P4' } : {}),
  });
  if (story.status('a1') !== 'pending' || status !== 'pending') REACHED[status](story);
  return story;
}

const PAIRS = ACTIONS.flatMap((action) => STATUSES.map((status) => [action, status] as const));

describe('the table of status × action', () => {
  it.each(PAIRS)('%s while %s', (action, status) => {
    const story = told(action, status);
    if (action === 'confirmInterest' && TRANSITIONS.confirmInterest[status] !== undefined) {
      // The window of interest opens a year later; the table alone is looked at here.
      expect(story.do(COMMANDS[action])).toBe('too-early');
      return;
    }
    expect(story.status('a1')).toBe(status);
    const targets = TRANSITIONS[action][status];
    const answer = story.do(COMMANDS[action]);
    if (targets === undefined) {
      expect([
        'wrong-status',
        'stop-listed',
        'referral-expired',
        'cancel-window-closed',
        'extension-used',
      ]).toContain(answer);
      expect(story.status('a1')).toBe(status);
    } else {
      expect(answer).toBe('ok');
      expect(targets).toContain(story.status('a1'));
    }
  });

  it('lets nobody out of the queue but by the ways named', () => {
    const reached = new Set(
      [...Object.values(TRANSITIONS), ...Object.values(OCCURRENCE_TRANSITIONS)].flatMap((reach) =>
        Object.values(reach).flat(),
      ),
    );
    expect([...reached].toSorted()).toEqual([...STATUSES].toSorted());
    for (const reach of Object.values(OCCURRENCE_TRANSITIONS)) {
      for (const ended of ['left', 'removed', 'withdrawn', 'rejected', 'enrolled'] as const) {
        expect(reach[ended]).toBeUndefined();
      }
    }
  });

  it('is what docs/states.md shows', () => {
    const file = new URL('../../../docs/states.md', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(statesDocument());
  });
});
