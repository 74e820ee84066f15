import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClassSizes,
  inOrder,
  positionInCell,
  type Ranked,
  rankedAt,
  slotAt,
  standsBefore,
} from '../../../core/domain/cell.ts';
import type { CycleSlot } from '../../../core/domain/policy.ts';
import { createStory } from './story.ts';

const CYCLE = ['P', 'G', 'G', 'G'] as const;

/** The order by the letter of §1.10.3: slot after slot, a slot whose class is empty goes to the other and is used up. */
function walked(sizes: ClassSizes, cycle: readonly CycleSlot[], index: number): readonly Ranked[] {
  const order: Ranked[] = Array.from({ length: sizes.E }, (_, rank) => ({ line: 'E', rank: rank + 1 }));
  const taken = { P: 0, G: 0 };
  for (let slot = index; taken.P + taken.G < sizes.P + sizes.G; slot += 1) {
    const own = slotAt(cycle, slot);
    const line = taken[own] < sizes[own] ? own : own === 'P' ? 'G' : 'P';
    taken[line] += 1;
    order.push({ line, rank: taken[line] });
  }
  return order;
}

const sizes = fc.record({ E: fc.nat(4), P: fc.nat(12), G: fc.nat(30) });
const cycles = fc.constantFrom<readonly CycleSlot[]>(
  CYCLE,
  ['G', 'P'],
  ['P', 'P', 'G'],
  ['G'],
  ['P', 'G', 'G', 'P', 'G'],
);

describe('decision 3: the order of a cell', () => {
  it('puts P1 P2 G1…G5 with the index at P as P1 G1 G2 G3 P2 G4 G5', () => {
    const order = walked({ E: 0, P: 2, G: 5 }, CYCLE, 0).map(({ line, rank }) => `${line}${rank}`);
    expect(order).toEqual(['P1', 'G1', 'G2', 'G3', 'P2', 'G4', 'G5']);
    const positions = order.map((_, index) => rankedAt(index + 1, { E: 0, P: 2, G: 5 }, CYCLE, 0));
    expect(positions.map((each) => `${each?.line}${each?.rank}`)).toEqual(order);
  });

  it('computes every position, its inverse and every comparison as walking slot by slot does', () => {
    fc.assert(
      fc.property(sizes, cycles, fc.nat(20), (size, cycle, index) => {
        const order = walked(size, cycle, index);
        order.forEach((child, at) => {
          expect(positionInCell(child, size, cycle, index)).toBe(at + 1);
          expect(rankedAt(at + 1, size, cycle, index)).toEqual(child);
          for (const later of order.slice(at + 1)) {
            expect(standsBefore(child, later, cycle, index)).toBe(true);
            expect(standsBefore(later, child, cycle, index)).toBe(false);
          }
        });
        expect(rankedAt(0, size, cycle, index)).toBeNull();
        expect(rankedAt(order.length + 1, size, cycle, index)).toBeNull();
      }),
    );
  });

  it('sorts a mixed list of some of the children as the whole order does', () => {
    fc.assert(
      fc.property(sizes, fc.nat(7), fc.array(fc.nat(45)), (size, index, picks) => {
        const order = walked(size, CYCLE, index);
        const some = [...new Set(picks)].filter((at) => at < order.length);
        const children = some.flatMap((at) => order[at] ?? []);
        const sorted = inOrder(children, CYCLE, index);
        expect(sorted).toEqual(some.toSorted((a, b) => a - b).flatMap((at) => order[at] ?? []));
      }),
    );
  });

  it('takes filing time, then application number, whatever the order of confirmation', () => {
    const story = createStory({ g1: 5 });
    story.apply('g1');
    story.apply('p1', { benefit: 'P4' });
    story.at('2026-03-02 10:00');
    story.apply('p2', { benefit: 'P1' });
    story.apply('e1', { benefit: 'E1' });
    expect(story.order('g1')).toEqual(['g1', 'p1', 'p2', 'e1']);
    story.confirm('p2');
    expect(story.order('g1')).toEqual(['p2', 'g1', 'p1', 'e1']);
    story.confirm('p1');
    story.confirm('e1');
    expect(story.order('g1')).toEqual(['e1', 'p1', 'g1', 'p2']);
  });

  it('moves the index by one with each referral by turn of a P or G child, never with E, free choice or a return', () => {
    const story = createStory({ g1: 5 });
    const index = () => [...story.queue.cells.values()][0]?.cycleIndex ?? 0;
    story.applyWith('e1', 'E1');
    story.apply('a1');
    story.apply('a2');
    story.publish('g1', 2);
    story.choose('e1', 'g1');
    expect(index()).toBe(0);
    story.choose('a1', 'g1');
    expect(index()).toBe(1);
    story.do({ do: 'cancelReferral', application: 'a1' });
    expect(index()).toBe(1);
    story.do({ do: 'withdraw', application: 'a2' });
    story.at('2026-03-03 09:00');
    expect(story.places('g1').open).toBe(1);
    expect(story.choose('a1', 'g1')).toBe('ok');
    expect(story.application('a1').referral?.kind).toBe('free-choice');
    expect(index()).toBe(1);
  });

  it('lets a notified P fall behind when a general child chooses first, and keep its offer', () => {
    const story = createStory({ g1: 5 });
    story.applyWith('p1', 'P4');
    story.apply('a1');
    story.apply('a2');
    story.publish('g1', 2);
    expect(story.order('p1')).toEqual(['p1', 'a1', 'a2']);
    story.choose('a1', 'g1');
    expect(story.order('p1')).toEqual(['a2', 'p1']);
    expect(story.status('p1')).toBe('notified');
  });
});
