import { JOURNAL_SORTS } from '../../../core/protocol/journal.ts';
import type { JournalSort } from './journal-query.ts';

/**
 * The columns of «Кезекке қоюға өтініштер журналы» in the order of seed 004 (domain.md §2.1); the heading is the word
 * `journal:column.<id>`. «▶» stands before them and is no column of data.
 */
export const COLUMN_IDS = [
  'id',
  'number',
  'childName',
  'childIin',
  'applicantName',
  'filedAt',
  'status',
  'benefit',
  'childBirthDate',
  'groupYear',
  'queueClass',
  'referralKind',
  'referralDaysLeft',
  'age',
  'queueNumber',
  'settlement',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** The column that names the row: it stays in sight while the others scroll, and cannot be hidden. */
export const NAMING_COLUMN = 'childName' satisfies ColumnId;

/** Widths in rem: as wide as the longest ordinary value; names and statuses wrap. */
const WIDTHS: Readonly<Record<ColumnId, number>> = {
  id: 4.5,
  number: 11.5,
  childName: 15,
  childIin: 8.75,
  applicantName: 15,
  filedAt: 7.25,
  status: 13,
  benefit: 12,
  childBirthDate: 7.25,
  groupYear: 5,
  queueClass: 9.5,
  referralKind: 8.5,
  referralDaysLeft: 10,
  age: 5.5,
  queueNumber: 6,
  settlement: 11,
};

/** Columns of numbers stand to the right. */
const NUMERIC: ReadonlySet<ColumnId> = new Set(['id', 'groupYear', 'referralDaysLeft', 'age', 'queueNumber']);

/** What a column is like apart from its cells. */
export type Column = {
  readonly id: ColumnId;
  readonly width: number;
  readonly numeric: boolean;
  /** By what the core sorts it; null: it cannot be sorted. */
  readonly sort: JournalSort | null;
};

export const COLUMNS: readonly Column[] = COLUMN_IDS.map((id) => ({
  id,
  width: WIDTHS[id],
  numeric: NUMERIC.has(id),
  sort: JOURNAL_SORTS.find((sort) => sort === id) ?? null,
}));

/** The columns to draw when some are hidden. */
export function shownColumns(hidden: readonly ColumnId[]): readonly Column[] {
  return COLUMNS.filter(({ id }) => id === NAMING_COLUMN || !hidden.includes(id));
}
