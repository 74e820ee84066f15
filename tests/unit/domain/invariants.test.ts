/** Random stories: whatever is asked of the queue in whatever order, these things never break. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlinesOf } from '../../../core/domain/application/deadline.ts';
import { PARENT_ACTIONS } from '../../../core/domain/application/permitted.ts';
import { blocksAnother, cellOf, isReferred, isWaiting } from '../../../core/domain/application/state.ts';
import { childrenBefore, positionInCell, rankedAt } from '../../../core/domain/cell.ts';
import { REFUSALS } from '../../../core/domain/failure.ts';
import { DAY } from '../../../core/domain/instant.ts';
import type { PolicyName } from '../../../core/domain/policy.ts';
import type { Command } from '../../../core/domain/queue/command.ts';
import type { Queue } from '../../../core/domain/queue/memory.ts';
import {
  apply,
  cellIn,
  countsOf,
  orderOf,
  runDeadlines,
  sizesOf,
} from '../../../core/domain/queue/memory.ts';
import { QUEUE_CLASSES } from '../../../core/domain/status.ts';
import { ids, plot, policies } from './random-command.ts';
import { at, createStory } from './story.ts';

function newStory(policy: PolicyName) {
  return createStory({ g1: 3, g2: 2, young: { birthYear: 2024, capacity: 2 } }, policy);
}

function check(queue: Queue, now: number): void {
  const applications = [...queue.applications.values()];
  const places = [...queue.places.values()];
  for (const group of queue.groups.values()) {
    const { offered, open, taken } = countsOf(queue, group.id);
    expect(offered + open + taken).toBeLessThanOrEqual(group.capacity);
  }
  const cells = new Set([...applications.map(cellOf), ...places.map(({ cell }) => cell)]);
  for (const key of cells) {
    const inCell = applications.filter((application) => cellOf(application) === key);
    const onOffer = places.filter((place) => place.cell === key && place.state === 'offered');
    expect(inCell.filter(({ status }) => status === 'notified')).toHaveLength(onOffer.length);
    const order = orderOf(queue, key);
    expect(order.map(({ application }) => application.id).toSorted()).toEqual(
      inCell
        .filter(isWaiting)
        .map(({ id }) => id)
        .toSorted(),
    );
    const sizes = sizesOf(queue, key);
    const { cycleIndex } = cellIn(queue, key);
    order.forEach((candidate, index) => {
      const { cycle } = queue.rules.policy;
      expect(positionInCell(candidate, sizes, cycle, cycleIndex)).toBe(index + 1);
      expect(rankedAt(index + 1, sizes, cycle, cycleIndex)).toEqual({
        line: candidate.line,
        rank: candidate.rank,
      });
      // "Why this number": one more than there are before, of each class as many as are counted.
      const before = childrenBefore(candidate, sizes, cycle, cycleIndex);
      for (const line of QUEUE_CLASSES)
        expect(order.slice(0, index).filter((each) => each.line === line)).toHaveLength(before[line]);
    });
  }
  const active = applications.filter(({ status }) => blocksAnother(status)).map(({ child }) => child.iin);
  expect(new Set(active).size).toBe(active.length);
  const holders = applications.filter((each) => isReferred(each) || each.status === 'enrolled');
  for (const application of holders) {
    const place = queue.places.get(application.referral?.place ?? '');
    expect(place).toMatchObject({
      state: 'taken',
      holder: application.id,
      group: application.referral?.group,
    });
  }
  expect(places.filter(({ state }) => state === 'taken')).toHaveLength(holders.length);
  expect(places.every(({ state, holder }) => (state === 'taken') === (holder !== null))).toBe(true);
  const numbers = applications.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const application of applications) {
    expect(deadlinesOf(application, queue.rules.policy).every((deadline) => deadline.at > now)).toBe(true);
    if (isWaiting(application)) {
      expect(application.status === 'queued' && application.benefitClaim === 'claimed').toBe(false);
    }
    if (application.status === 'notified') expect(application.papersClaim).not.toBe('claimed');
  }
}

describe('whatever is asked of the queue', () => {
  it('no place is given twice, offers match notified children, order and positions are one, nobody waits twice', () => {
    fc.assert(
      fc.property(policies, plot, (policy, steps) => {
        const { queue } = newStory(policy);
        let now = at('2026-03-02 09:00');
        for (const [wait, each] of steps) {
          now += wait;
          const known =
            each.do === 'apply' && each.filing.children.some(({ id }) => queue.applications.has(id));
          expect(runDeadlines(queue, now).ok).toBe(true);
          if (known) continue;
          const before = snapshot(queue);
          const answer = apply(queue, each, now);
          if (!answer.ok) {
            expect(REFUSALS).toContain(answer.error);
            expect(snapshot(queue)).toBe(before);
          }
          check(queue, now);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('what is called permitted is accepted, and what is not is refused', () => {
    fc.assert(
      fc.property(policies, plot, ids, (policy, steps, id) => {
        const story = newStory(policy);
        let now = at('2026-03-02 09:00');
        for (const [wait, each] of steps) {
          now += wait;
          if (
            each.do === 'apply' &&
            each.filing.children.some((child) => story.queue.applications.has(child.id))
          )
            continue;
          apply(story.queue, each, now);
        }
        if (!story.queue.applications.has(id)) return;
        // A step that was left out let time pass too: what is due by now has happened before anybody looks.
        runDeadlines(story.queue, now);
        story.atInstant(now);
        const { permitted, referral } = story.see(id);
        for (const action of PARENT_ACTIONS) {
          const answers = tries(action, id, referral?.issuedAt ?? '', [...story.queue.groups.keys()]).map(
            (attempt) => apply(copyOf(story.queue), attempt, now).ok,
          );
          expect(answers.includes(true), action).toBe(permitted.includes(action));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('running the deadlines late gives the same as running them every day', () => {
    fc.assert(
      fc.property(policies, plot, fc.integer({ min: 1, max: 400 }), (policy, steps, days) => {
        const [late, daily] = [newStory(policy).queue, newStory(policy).queue];
        let now = at('2026-03-02 09:00');
        for (const [wait, each] of steps) {
          for (let day = now; day < now + wait; day += DAY / 2) runDeadlines(daily, day);
          now += wait;
          if (each.do === 'apply' && each.filing.children.some((child) => late.applications.has(child.id)))
            continue;
          apply(late, each, now);
          apply(daily, each, now);
        }
        for (let day = 0; day <= days; day += 1) runDeadlines(daily, now + day * DAY);
        runDeadlines(late, now + days * DAY);
        expect(snapshot(late)).toBe(snapshot(daily));
        runDeadlines(late, now + days * DAY);
        expect(snapshot(late)).toBe(snapshot(daily));
      }),
      { numRuns: 100 },
    );
  });
});

function tries(
  action: (typeof PARENT_ACTIONS)[number],
  application: string,
  issuedAt: string,
  groupIds: readonly string[],
): readonly Command[] {
  const on = { application, by: 'whoever-may' } as const;
  switch (action) {
    case 'choosePlace':
      return groupIds.map((group) => ({ ...on, do: action, group }));
    case 'extendReferral':
      return Array.from({ length: 31 }, (_, day) => {
        const from = issuedAt === '' ? '2026-03-02' : issuedAt.slice(0, 10);
        return {
          ...on,
          do: action,
          until: new Date(Date.parse(`${from}T00:00:00Z`) + day * DAY).toISOString().slice(0, 10),
        };
      });
    default:
      return [{ ...on, do: action }];
  }
}

function copyOf(queue: Queue): Queue {
  return {
    rules: queue.rules,
    groups: queue.groups,
    applications: new Map(queue.applications),
    places: new Map(queue.places),
    cells: new Map(queue.cells),
    sequences: new Map(queue.sequences),
    events: [...queue.events],
  };
}

function snapshot({ applications, places, cells, sequences, events }: Queue): string {
  return JSON.stringify([[...applications], [...places], [...cells], [...sequences], events]);
}
