import { searchName } from '../domain/kazakh.ts';
import type { JournalQuery } from '../protocol/journal.ts';
import type { ApplicationRow } from './application.ts';
import type { Database } from './database.ts';

/**
 * What each sort of the journal orders by. Rows without an official number count as the newest; equal rows stand in the
 * order they were written.
 */
const ORDERS: Readonly<Record<JournalQuery['sort'], { column: string; reversed?: true }>> = {
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
export function journalPage(database: Database, query: JournalQuery, owner: string | null): JournalPage {
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
  const rows = database
    .prepare<(string | number)[], ApplicationRow>(
      `SELECT application.* FROM
         (SELECT row FROM application ${condition} ORDER BY ${orderOf(query)} LIMIT ? OFFSET ?) AS page
       CROSS JOIN application USING (row) ORDER BY ${orderOf(query)}`,
    )
    .all(...values, query.pageSize, (query.page - 1) * query.pageSize);
  return { rows, total };
}

function orderOf(query: JournalQuery): string {
  const { column, reversed } = ORDERS[query.sort];
  const down = query.descending !== (reversed ?? false);
  return down
    ? `${column} DESC NULLS FIRST, application.row DESC`
    : `${column} ASC NULLS LAST, application.row ASC`;
}
