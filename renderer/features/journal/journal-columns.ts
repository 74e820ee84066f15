import type { JournalSort } from './journal-query.ts';

/**
 * The columns of «Кезекке қоюға өтініштер журналы» in the order of seed 004 (domain.md §2.1); the heading is the word
 * `journal:column.<id>`, and each can be sorted by. «▶» stands before them and is no column of data. Widths are in rem: as wide as
 * the longest ordinary value; names and statuses wrap. Columns of numbers stand to the right.
 */
const IN_ORDER = [
  { id: 'id', width: 4.5, numeric: true },
  { id: 'number', width: 11.5, numeric: false },
  { id: 'childName', width: 15, numeric: false },
  { id: 'childIin', width: 8.75, numeric: false },
  { id: 'applicantName', width: 15, numeric: false },
  { id: 'filedAt', width: 7.25, numeric: false },
  { id: 'status', width: 13, numeric: false },
  { id: 'benefit', width: 12, numeric: false },
  { id: 'childBirthDate', width: 7.25, numeric: false },
  { id: 'groupYear', width: 5, numeric: true },
  { id: 'queueClass', width: 9.5, numeric: false },
  { id: 'referralKind', width: 8.5, numeric: false },
  { id: 'referralDaysLeft', width: 10, numeric: true },
  { id: 'age', width: 5.5, numeric: true },
  { id: 'queueNumber', width: 6, numeric: true },
  { id: 'settlement', width: 11, numeric: false },
] as const satisfies readonly {
  readonly id: JournalSort;
  readonly width: number;
  readonly numeric: boolean;
}[];
export type ColumnId = (typeof IN_ORDER)[number]['id'];
export const COLUMN_IDS: readonly ColumnId[] = IN_ORDER.map(({ id }) => id);

/** The column that names the row: it stays in sight while the others scroll, and cannot be hidden. */
export const NAMING_COLUMN = 'childName' satisfies ColumnId;

/** What a column is like apart from its cells. */
export type Column = {
  readonly id: ColumnId;
  readonly width: number;
  readonly numeric: boolean;
};

export const COLUMNS: readonly Column[] = IN_ORDER;

/** The columns to draw when some are hidden. */
export function shownColumns(hidden: readonly ColumnId[]): readonly Column[] {
  return COLUMNS.filter(({ id }) => id === NAMING_COLUMN || !hidden.includes(id));
}
