/**
 * "Why this number" (issue 4): who stands before a child, by which rule of domain.md §1.10.3, and what has become of those who
 * stood before it at an earlier look. A number is one more than there are children before; every child of them has its reason,
 * and the difference between two looks is made up of children who came or went and of the turns of the cycle.
 */
import type { EventKind } from '../application/event.ts';
import { type ClassSizes, compareStanding, type Standing, slotAt } from '../cell.ts';
import type { CycleSlot } from '../policy.ts';
import { QUEUE_CLASSES, type QueueClass } from '../status.ts';

/** The rule by which one child stands before another. */
export const ORDER_REASONS = [
  /** Extraordinary children stand at the head. */
  'extraordinary',
  /** The slot of the cycle is a first-priority one, or a general one. */
  'first-priority-slot',
  'general-slot',
  /** Of two children of one class: the category of the voucher's table, the filing time, the number at one instant. */
  'category',
  'earlier',
  'number',
  /** A sibling of the same form: filed at the same instant, with the number before. */
  'twin',
] as const;
export type OrderReason = (typeof ORDER_REASONS)[number];

/** The rule by which `before` stands before `child`; `siblings`: both were filed with one form. */
export function reasonBefore(before: Standing, child: Standing, siblings: boolean): OrderReason {
  if (before.line !== child.line) {
    if (before.line === 'E') return 'extraordinary';
    return before.line === 'P' ? 'first-priority-slot' : 'general-slot';
  }
  if (siblings) return 'twin';
  if (before.category !== child.category) return 'category';
  return before.filedAt === child.filedAt ? 'number' : 'earlier';
}

/** The slot of the cycle that a position falls on; null among the extraordinary, who stand before the cycle. */
export function slotOfPosition(
  position: number,
  sizes: ClassSizes,
  cycle: readonly CycleSlot[],
  cycleIndex: number,
): CycleSlot | null {
  return position <= sizes.E ? null : slotAt(cycle, cycleIndex + position - sizes.E - 1);
}

/** What was to be seen at one look: how many stood before the child, and in each class how far they reached. */
export type Look = {
  readonly line: QueueClass;
  readonly before: ClassSizes;
  /** Of each class the last who stood before the child, or the child itself in its own; null: nobody. */
  readonly reach: Readonly<Record<QueueClass, Standing | null>>;
};

/** Where a child stood among the waiting, without its filing time and number, which never change. */
export type Stand = Pick<Standing, 'line' | 'category'>;

/** Something that happened to a waiting child, in the order of a cell. */
export type Move<Cause> = {
  readonly application: string;
  readonly number: string;
  readonly filedAt: number;
  /** Null: it was not waiting. */
  readonly was: Stand | null;
  readonly now: Stand | null;
  readonly cause: Cause;
};

/** What became of a child in relation to the one who asks. */
export const EFFECTS = ['entered', 'left', 'ahead', 'behind', 'reordered'] as const;
export type Effect = (typeof EFFECTS)[number];

export type Change<Cause> = Omit<Move<Cause>, 'cause'> & {
  readonly effect: Effect;
  /** What it was caused by, in order. */
  readonly causes: readonly Cause[];
};

/** What changed between two looks. For each class: before now = before then + came − went + turned. */
export type Difference<Cause> = {
  readonly changes: readonly Change<Cause>[];
  /** Causes that moved the child itself. */
  readonly own: readonly Cause[];
  /** Children of a class who did not move, and stand before the child, or no longer do, by the turns of the cycle. */
  readonly turned: ClassSizes;
};

/**
 * Compares two looks of a child at its cell.
 * @param moves everything that happened among the waiting of the cell between them, oldest first
 */
export function compareLooks<Cause>(
  child: string,
  then: Look,
  now: Look,
  moves: readonly Move<Cause>[],
): Difference<Cause> {
  const byChild = new Map<string, Move<Cause>[]>();
  for (const move of moves) byChild.set(move.application, [...(byChild.get(move.application) ?? []), move]);
  const own = (byChild.get(child) ?? []).map(({ cause }) => cause);
  byChild.delete(child);
  const turned = { E: 0, P: 0, G: 0 };
  for (const line of QUEUE_CLASSES) turned[line] = now.before[line] - then.before[line];
  const changes: Change<Cause>[] = [];
  for (const each of byChild.values()) {
    const first = each[0];
    const last = each.at(-1);
    if (first === undefined || last === undefined) continue;
    const stood = stands(first.was, first, then);
    const standing = stands(last.now, last, now);
    if (stood && first.was !== null) turned[first.was.line] += 1;
    if (standing && last.now !== null) turned[last.now.line] -= 1;
    const effect = effectOf({ stood, standing, was: first.was, now: last.now });
    if (effect === null) continue;
    const { application, number, filedAt } = last;
    const causes = each.map(({ cause }) => cause);
    changes.push({ application, number, filedAt, was: first.was, now: last.now, effect, causes });
  }
  return { changes, own, turned };
}

function stands(stand: Stand | null, of: { filedAt: number; number: string }, look: Look): boolean {
  if (stand === null) return false;
  if (stand.line === 'E' && look.line !== 'E') return true;
  const reach = look.reach[stand.line];
  return reach !== null && compareStanding({ ...stand, filedAt: of.filedAt, number: of.number }, reach) <= 0;
}

function effectOf({
  stood,
  standing,
  was,
  now,
}: {
  readonly stood: boolean;
  readonly standing: boolean;
  readonly was: Stand | null;
  readonly now: Stand | null;
}): Effect | null {
  if (stood && standing) return was?.line === now?.line ? null : 'reordered';
  if (standing) return was === null ? 'entered' : 'ahead';
  if (stood) return now === null ? 'left' : 'behind';
  return null;
}

/** Events that make a child begin to wait, cease to, or change its order; the others happen beside one of these. */
export const MOVING_EVENTS = [
  'application-registered',
  'benefit-claimed',
  'benefit-confirmed',
  'benefit-rejected',
  'papers-rejected',
  'category-assigned',
  'referral-issued',
  'referral-cancelled',
  'arrival-refused',
  'referral-expired',
  'stop-list-ended',
  'application-withdrawn',
  'data-corrected',
  'application-restored',
  'application-rejected',
  'removed-by-expiry',
  'removed-by-interest',
  'removed-by-office',
] as const satisfies readonly EventKind[];
export type MovingEvent = (typeof MOVING_EVENTS)[number];

/** The event of several at one moment that moved a child; null where none of them does. */
export function movingEvent(events: readonly string[]): MovingEvent | null {
  return MOVING_EVENTS.find((kind) => events.includes(kind)) ?? null;
}

/** A number as strangers see it: `ОДО.2026.0•••12`. Two digits are too few to find a child by, enough to tell two rows apart. */
export function maskedNumber(number: string): string {
  const start = number.lastIndexOf('.') + 1;
  return `${number.slice(0, start + 1)}•••${number.slice(-2)}`;
}
