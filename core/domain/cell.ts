/**
 * The order of a cell (domain.md §1.10.1–3): first the extraordinary children by filing time, then the cycle `[P,G,G,G]` from
 * the cell's stored index, each class by filing time; a slot whose class has nobody waiting goes to the other class and is used
 * up.
 *
 * A position is computed from three numbers (rank within the class, sizes of the classes, index), never by walking the cell, so
 * that a database which keeps ranks incrementally answers in the same time for a thousand and for a million children.
 */
import type { QueueKind } from './application-form.ts';
import type { Instant } from './instant.ts';
import { compareNumbers } from './number.ts';
import type { CycleSlot, Policy } from './policy.ts';
import type { QueueClass } from './status.ts';

/** District × kind × birth year: `111000000/general/2022`. */
export type CellKey = string;

/** What a cell keeps besides its children and places. */
export type Cell = {
  readonly key: CellKey;
  /** Slot of the cycle that comes next, counted up without end; the slot is its remainder by the cycle's length. */
  readonly cycleIndex: number;
  /** Publications so far in this cell: the order of its places, and the mark by which lapsed offers are passed over. */
  readonly publications: number;
};

/** How many waiting children each class has. */
export type ClassSizes = Readonly<Record<QueueClass, number>>;

/** What decides the place of a child within its class. */
export type Standing = {
  readonly line: QueueClass;
  /** Number of the voucher category; 0 where the order does not look at categories. */
  readonly category: number;
  readonly filedAt: Instant;
  readonly number: string;
};

/** A child's class and its rank in it, 1-based. */
export type Ranked = { readonly line: QueueClass; readonly rank: number };

/** Category of applications to which none has been assigned: after all numbered ones. */
export const NO_CATEGORY = 1_000_000;

/** The key of a cell. */
export function cellKey(district: string, kind: QueueKind, birthYear: number): CellKey {
  return `${district}/${kind}/${birthYear}`;
}

/** A cell in which nothing has happened yet. */
export function newCell(key: CellKey, policy: Policy): Cell {
  return { key, cycleIndex: policy.cycleStart, publications: 0 };
}

/** Order within one class: category (only where the policy orders by it), filing time, application number. */
export function compareStanding(left: Standing, right: Standing): number {
  return (
    left.category - right.category ||
    left.filedAt - right.filedAt ||
    compareNumbers(left.number, right.number)
  );
}

/**
 * The 1-based position in the merged order: one more than there are children before. `rank` is 1-based within its class among all
 * waiting children, the notified included.
 */
export function positionInCell(
  ranked: Ranked,
  sizes: ClassSizes,
  cycle: readonly CycleSlot[],
  cycleIndex: number,
): number {
  const { E, P, G } = childrenBefore(ranked, sizes, cycle, cycleIndex);
  return 1 + E + P + G;
}

/** How many children of each class stand before a child. */
export function childrenBefore(
  { line, rank }: Ranked,
  sizes: ClassSizes,
  cycle: readonly CycleSlot[],
  cycleIndex: number,
): ClassSizes {
  const own = rank - 1;
  if (line === 'E') return { E: own, P: 0, G: 0 };
  const others = othersBefore(line, rank, cycle, cycleIndex);
  return line === 'P'
    ? { E: sizes.E, P: own, G: Math.min(sizes.G, others) }
    : { E: sizes.E, P: Math.min(sizes.P, others), G: own };
}

/**
 * Whether one child stands before another of the same cell. The sizes of the classes do not matter for it: of two children who
 * both wait, the P child of rank p is first exactly when fewer G slots than the G child's rank come before the p-th P slot.
 */
export function standsBefore(
  left: Ranked,
  right: Ranked,
  cycle: readonly CycleSlot[],
  cycleIndex: number,
): boolean {
  if (left.line === right.line) return left.rank < right.rank;
  if (left.line === 'E' || right.line === 'E') return left.line === 'E';
  if (left.line === 'P') return othersBefore('P', left.rank, cycle, cycleIndex) < right.rank;
  return othersBefore('P', right.rank, cycle, cycleIndex) >= left.rank;
}

/** The class and rank that stand at a position, or null beyond the end: the inverse of {@link positionInCell}. */
export function rankedAt(
  position: number,
  sizes: ClassSizes,
  cycle: readonly CycleSlot[],
  cycleIndex: number,
): Ranked | null {
  if (position < 1 || position > sizes.E + sizes.P + sizes.G) return null;
  if (position <= sizes.E) return { line: 'E', rank: position };
  const slot = position - sizes.E;
  const priority = priorityAmong(slot, sizes, cycle, cycleIndex);
  return priority > priorityAmong(slot - 1, sizes, cycle, cycleIndex)
    ? { line: 'P', rank: priority }
    : { line: 'G', rank: slot - priority };
}

/** The merged order of ranked children, first to last. */
export function inOrder<Child extends Ranked>(
  children: readonly Child[],
  cycle: readonly CycleSlot[],
  cycleIndex: number,
): readonly Child[] {
  return children.toSorted((left, right) => {
    if (left.line === right.line) return left.rank - right.rank;
    return standsBefore(left, right, cycle, cycleIndex) ? -1 : 1;
  });
}

/** The slot that comes next, by the stored index. */
export function slotAt(cycle: readonly CycleSlot[], index: number): CycleSlot {
  return cycle[index % cycle.length] ?? 'G';
}

/** Children of the other class who stand before the `rank`-th child of `line`, if that class is long enough. */
function othersBefore(
  line: CycleSlot,
  rank: number,
  cycle: readonly CycleSlot[],
  cycleIndex: number,
): number {
  const offsets = cycle.flatMap((_, offset) => (slotAt(cycle, cycleIndex + offset) === line ? [offset] : []));
  if (offsets.length === 0) return Number.POSITIVE_INFINITY;
  const wholeCycles = Math.floor((rank - 1) / offsets.length);
  const offset = offsets[(rank - 1) % offsets.length] ?? 0;
  return wholeCycles * cycle.length + offset + 1 - rank;
}

/** How many of the first `slots` children of the two cycled classes are P. */
function priorityAmong(
  slots: number,
  sizes: ClassSizes,
  cycle: readonly CycleSlot[],
  cycleIndex: number,
): number {
  const wholeCycles = Math.floor(slots / cycle.length);
  let priority = wholeCycles * cycle.filter((slot) => slot === 'P').length;
  for (let step = wholeCycles * cycle.length; step < slots; step += 1) {
    if (slotAt(cycle, cycleIndex + step) === 'P') priority += 1;
  }
  return Math.max(Math.min(priority, sizes.P), slots - sizes.G);
}
