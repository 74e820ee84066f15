/** Random stories: whatever is asked of the queue in whatever order, these things never break. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlinesOf } from '../../../core/domain/application/deadline.ts';
import { PARENT_ACTIONS } from '../../../core/domain/application/permitted.ts';
import { blocksAnother, cellOf, isReferred, isWaiting } from '../../../core/domain/application/state.ts';
import { childrenBefore, positionInCell, rankedAt } from '../../../core/domain/cell.ts';
import { REFUSALS } from '../../../core/domain/failure.ts';
import { DAY, HOUR } from '../../../core/domain/instant.ts';
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
import { at, childIin, createStory, OTHER_PARENT, PARENT } from './story.ts';

const CHILDREN = Array.from({ length: 12 }, (_, index) =>
  childIin(index < 9 ? '2022-03-10' : '2024-04-20', index + 1),
);
const ids = fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `a${index}`));
const groups = fc.constantFrom('g1', 'g2', 'young');
const by = fc.constant('whoever-may' as const);
const applying = fc
  .record({
    child: fc.nat(11),
    twin: fc.option(fc.nat(11)),
    benefit: fc.constantFrom(null, null, 'E1' as const, 'P4' as const),
    nonResident: fc.constantFrom(false, false, false, true),
  })
  .map(
    ({ child, twin, benefit, nonResident }): Command => ({
      do: 'apply',
      by: 'whoever-may',
      filedAt: null,
      movesFrom: null,
      filing: {
        form: `f${child}`,
        district: '111000000',
        kind: 'general',
        applicant: PARENT,
        children: [child, ...(twin === null ? [] : [twin])].map((index) => ({
          id: `a${index}`,
          iin: CHILDREN[index] ?? '',
        })),
        benefit,
        nonResident,
        registered: true,
      },
    }),
  );
const on = <Name extends string>(name: Name) => fc.record({ do: fc.constant(name), application: ids, by });
const simple = fc.oneof(
  on('cancelReferral'),
  on('markArrival'),
  on('confirmInterest'),
  on('withdraw'),
  on('updateContacts'),
  on('leave'),
  fc.record({
    do: fc.constant('refuseArrival' as const),
    application: ids,
    reason: fc.constant('other'),
    by,
  }),
  fc.record({ do: fc.constant('decideBenefit' as const), application: ids, confirmed: fc.boolean(), by }),
  fc.record({ do: fc.constant('decidePapers' as const), application: ids, confirmed: fc.boolean(), by }),
  fc.record({
    do: fc.constant('claimBenefit' as const),
    application: ids,
    benefit: fc.constantFrom('E1' as const, 'P7' as const),
    by,
  }),
  fc.record({
    do: fc.constant('extendReferral' as const),
    application: ids,
    until: fc.constantFrom('2026-03-20', '2026-04-15', '2026-08-01'),
    by,
  }),
  fc.record({
    do: fc.constant('mergeApplication' as const),
    application: ids,
    applicant: fc.constant(OTHER_PARENT),
    by,
  }),
  fc.record({
    do: fc.constant('restore' as const),
    application: ids,
    reason: fc.constant('r'),
    second: by,
    by,
  }),
  fc.record({
    do: fc.constant('removeByOffice' as const),
    application: ids,
    reason: fc.constant('death' as const),
    second: by,
    by,
  }),
);
const placing = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('choosePlace' as const), application: ids, group: groups, by }),
  },
  fc.record({ do: fc.constant('transfer' as const), application: ids, group: groups, by }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('publishPlaces' as const),
      group: groups,
      places: fc.integer({ min: 1, max: 3 }),
      by,
    }),
  },
  fc.record({
    do: fc.constant('withdrawPlaces' as const),
    group: groups,
    places: fc.integer({ min: 1, max: 2 }),
    by,
  }),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: applying },
  { weight: 4, arbitrary: simple },
  { weight: 4, arbitrary: placing },
);
const pause = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 2 * HOUR }),
  fc.integer({ min: 0, max: 20 * DAY }),
);
const plot = fc.array(fc.tuple(pause, command), { maxLength: 40 });

function newQueue(): Queue {
  return createStory({ g1: 3, g2: 2, young: { birthYear: 2024, capacity: 2 } }).queue;
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
      fc.property(plot, (steps) => {
        const queue = newQueue();
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
      fc.property(plot, ids, (steps, id) => {
        const story = createStory({ g1: 3, g2: 2, young: { birthYear: 2024, capacity: 2 } });
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
      fc.property(plot, fc.integer({ min: 1, max: 400 }), (steps, days) => {
        const [late, daily] = [newQueue(), newQueue()];
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
