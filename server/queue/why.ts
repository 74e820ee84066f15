/** "Why this number": one statement (`queue_why` of migration 6) gives all that the rules of core/domain/queue/why.ts explain. */
import { sql } from 'kysely';
import {
  type ClassSizes,
  childrenBefore,
  NO_CATEGORY,
  positionInCell,
  type Ranked,
  rankedAt,
  type Standing,
  slotAt,
} from '../../core/domain/cell.ts';
import { type Instant, toIso } from '../../core/domain/instant.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { maskedNumber, reasonBefore, slotOfPosition } from '../../core/domain/queue/why.ts';
import { QUEUE_CLASSES, type QueueClass, type Status } from '../../core/domain/status.ts';
import { WHY_PAGE, type WhyAnswer, type WhyEntry } from '../../core/protocol/why.ts';
import type { Queries } from '../database/queries.ts';
import { isUuid } from './lookup.ts';
import { type MoveRow, type SeenRow, visitOf, type WhyRow } from './why-visit.ts';

/** Whoever looks: a parent sees the own applications, staff those of its districts; null is everywhere. */
export type Onlooker = {
  readonly iin: string;
  readonly session: string;
  readonly districts: readonly string[] | null;
};

type Answered = { readonly number: string; readonly status: Status } & (
  | { readonly line?: undefined }
  | {
      readonly cell: string;
      readonly submission: string;
      readonly filedAt: number;
      readonly category: number;
      readonly line: QueueClass;
      readonly rank: number;
      readonly sizes: ClassSizes;
      readonly cycleIndex: number;
      readonly rows: Readonly<Record<QueueClass, readonly WhyRow[]>>;
      readonly seen: SeenRow;
      readonly visit: SeenRow | null;
      readonly moves: readonly MoveRow[];
    }
);
type Waiting = Extract<Answered, { rank: number }>;

/** How many changes since the last visit are told; beyond them only the numbers of both days are. */
const MOST_MOVES = 100;

/** Looks at an application, and puts the visit down; null where there is nothing that this person may see. */
export async function whyThisNumber(
  db: Queries,
  policy: Policy,
  onlooker: Onlooker,
  { uuid, from, at }: { readonly uuid: string; readonly from: number | null; readonly at: Instant },
): Promise<WhyAnswer | null> {
  if (!isUuid(uuid)) return null;
  const { iin, session, districts } = onlooker;
  const { rows } = await sql<{ why: Answered | null }>`select queue_why(${uuid}, ${iin}, ${session},
    ${districts}::text[], ${WHY_PAGE}, ${policy.cycle}::text[], ${policy.cycleStart}, ${new Date(at)},
    ${MOST_MOVES}) as why`.execute(db);
  const why = rows[0]?.why ?? null;
  if (why === null) return null;
  const { number, status } = why;
  if (why.line === undefined) return { number, status, place: null, visit: null };
  const { line, sizes, cycleIndex } = why;
  const ranked = { line, rank: why.rank };
  const position = positionInCell(ranked, sizes, policy.cycle, cycleIndex);
  const first = from === null ? Math.max(1, position - WHY_PAGE) : Math.min(from, position);
  const window =
    from === null
      ? { before: childrenBefore(ranked, sizes, policy.cycle, cycleIndex), rows: why.rows }
      : await readWindow(db, policy, why, first, Math.min(first + WHY_PAGE, position));
  return {
    number,
    status,
    place: {
      position,
      line,
      filedAt: toIso(why.filedAt),
      category: shownCategory(why.category),
      order: policy.order,
      before: childrenBefore(ranked, sizes, policy.cycle, cycleIndex),
      waiting: sizes,
      cycle: policy.cycle.map((_, offset) => slotAt(policy.cycle, cycleIndex + offset)),
      page: pageOf(policy, why, window).filter((entry) => entry.position >= first),
    },
    visit: why.visit === null ? null : visitOf(uuid, why.visit, why.seen, why.moves, MOST_MOVES),
  };
}

/** Rows of each class of which the last stands last before some position. */
type Window = { readonly before: ClassSizes; readonly rows: Waiting['rows'] };

/** The children from position `first` to the one before `end`. */
async function readWindow(
  db: Queries,
  { cycle }: Policy,
  { cell, submission, sizes, cycleIndex }: Waiting,
  first: number,
  end: number,
): Promise<Window> {
  const until = (position: number): ClassSizes => {
    const next = rankedAt(position, sizes, cycle, cycleIndex);
    return next === null ? sizes : childrenBefore(next, sizes, cycle, cycleIndex);
  };
  const from = until(first);
  const before = until(end);
  const { rows } = await sql<Waiting['rows']>`select ${sql.join(
    QUEUE_CLASSES.map(
      (line) =>
        sql`coalesce(array_to_json(
          queue_rows(${cell}, ${line}, ${from[line] + 1}, ${before[line]}, ${submission})), '[]') as ${sql.ref(line)}`,
    ),
  )}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('A function gives its answer');
  return { before, rows: row };
}

function pageOf({ cycle }: Policy, why: Waiting, { before, rows }: Window): readonly WhyEntry[] {
  const { sizes, cycleIndex } = why;
  const child = standing(why.line, [why.number, why.filedAt, why.status, why.category, false]);
  return QUEUE_CLASSES.flatMap((line) =>
    rows[line].map((row, index): WhyEntry => {
      const [number, filedAt, status, category, sibling] = row;
      const ranked: Ranked = { line, rank: before[line] - rows[line].length + index + 1 };
      const position = positionInCell(ranked, sizes, cycle, cycleIndex);
      return {
        position,
        number: maskedNumber(number),
        line,
        slot: slotOfPosition(position, sizes, cycle, cycleIndex),
        category: shownCategory(category),
        filedAt: toIso(filedAt),
        status,
        reason: reasonBefore(standing(line, row), child, sibling),
      };
    }),
  ).toSorted((one, other) => one.position - other.position);
}

function standing(line: QueueClass, [number, filedAt, , category]: WhyRow): Standing {
  return { line, category, filedAt, number };
}

function shownCategory(category: number): number | null {
  return category === 0 || category === NO_CATEGORY ? null : category;
}
