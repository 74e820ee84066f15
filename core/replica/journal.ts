import { searchName } from '../domain/kazakh.ts';
import type { JournalQuery } from '../protocol/journal.ts';
import type { ApplicationRow } from './application.ts';
import type { Database } from './database.ts';
import type { Parts } from './parts.ts';

type Order = { readonly column: string; readonly reversed?: boolean; readonly blanksLast?: boolean };

/**
 * What each sort of the journal orders by. Rows without an official number count as the newest, rows without a referral stand
 * last either way; equal rows stand in the order they were written.
 */
const ORDERS: Readonly<Record<Exclude<JournalQuery['sort'], 'queueNumber'>, Order>> = {
  id: { column: 'id' },
  number: { column: 'number' },
  childName: { column: 'child_sort' },
  childIin: { column: 'child_iin' },
  applicantName: { column: 'applicant_sort' },
  filedAt: { column: 'filed_at' },
  status: { column: 'status_rank' },
  benefit: { column: 'benefit' },
  childBirthDate: { column: 'birth_date' },
  groupYear: { column: 'group_year' },
  queueClass: { column: "instr('EPG', queue_class)" },
  referralKind: { column: 'referral_kind', blanksLast: true },
  referralDaysLeft: { column: 'referral_until', blanksLast: true },
  age: { column: 'birth_date', reversed: true },
  settlement: { column: 'settlement_sort' },
};

/** From this many letters on, a part of a name is looked up in the trigram index; shorter ones by reading the rows. */
const TRIGRAM = 3;

export type JournalPage = { readonly rows: readonly ApplicationRow[]; readonly total: number };

/**
 * One page of the journal and the count of all rows that match.
 * @param owner only rows that are this person's own (IIN), or null for the register of the desk's district
 */
export function journalPage(
  { database, positions }: Pick<Parts, 'database' | 'positions'>,
  query: JournalQuery,
  owner: string | null,
): JournalPage {
  const where: string[] = [];
  const values: (string | number)[] = [];
  const must = (condition: string, ...given: (string | number)[]) => {
    where.push(condition);
    values.push(...given);
  };
  if (owner !== null) must('instr(owners, ?) > 0', ` ${owner} `);
  if (query.status !== null) must('status = ?', query.status);
  if (query.submission !== null) must('submission = ?', query.submission);
  if (query.groupYear !== null) must('group_year = ?', query.groupYear);
  if (query.queueClass !== null) must('queue_class = ?', query.queueClass);
  if (query.kind !== null) must('kind = ?', query.kind);
  const parts = searchName(query.search)
    .split(' ')
    .filter((part) => part !== '');
  const long = parts.filter((part) => [...part].length >= TRIGRAM);
  if (long.length > 0)
    must(
      'row IN (SELECT rowid FROM application_search WHERE application_search MATCH ?)',
      long.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND '),
    );
  for (const part of parts) if ([...part].length < TRIGRAM) must('instr(search, ?) > 0', part);
  const condition = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
  const total =
    database
      .prepare<(string | number)[], { n: number }>(`SELECT count(*) AS n FROM application ${condition}`)
      .get(...values)?.n ?? 0;
  const { sort, descending, pageSize } = query;
  const start = (query.page - 1) * pageSize;
  if (sort === 'queueNumber') {
    const matching = database
      .prepare<(string | number)[], Place>(`SELECT row, uuid FROM application ${condition}`)
      .raw()
      .all(...values);
    const wanted = byQueueNumber(matching, positions.ofAll(), descending).slice(start, start + pageSize);
    return { rows: rowsAt(database, wanted), total };
  }
  const order = orderOf(ORDERS[sort], descending);
  const rows = database
    .prepare<(string | number)[], ApplicationRow>(
      `SELECT application.* FROM
         (SELECT row FROM application ${condition} ORDER BY ${order} LIMIT ? OFFSET ?) AS page
       CROSS JOIN application USING (row) ORDER BY ${order}`,
    )
    .all(...values, pageSize, start);
  return { rows, total };
}

function orderOf({ column, reversed = false, blanksLast = false }: Order, descending: boolean): string {
  return descending !== reversed
    ? `${column} DESC NULLS ${blanksLast ? 'LAST' : 'FIRST'}, application.row DESC`
    : `${column} ASC NULLS LAST, application.row ASC`;
}

/** Where a row stands in the table, and its UUID. */
type Place = readonly [row: number, uuid: string];

/** Queue numbers are counted, not kept: the rows by theirs, those who have none last either way. */
function byQueueNumber(
  places: readonly Place[],
  numbers: ReadonlyMap<string, number>,
  descending: boolean,
): readonly number[] {
  const way = descending ? -1 : 1;
  const numbered: { readonly row: number; readonly number: number }[] = [];
  const others: number[] = [];
  for (const [row, uuid] of places) {
    const number = numbers.get(uuid);
    if (number === undefined) others.push(row);
    else numbered.push({ row, number });
  }
  numbered.sort((one, other) => way * (one.number - other.number || one.row - other.row));
  others.sort((one, other) => way * (one - other));
  return [...numbered.map(({ row }) => row), ...others];
}

/** The rows of these places in the table, in that order. */
function rowsAt(database: Database, wanted: readonly number[]): readonly ApplicationRow[] {
  return database
    .prepare<[string], ApplicationRow>(
      `SELECT application.* FROM json_each(?) AS wanted JOIN application ON application.row = wanted.value
       ORDER BY wanted.key`,
    )
    .all(JSON.stringify(wanted));
}
