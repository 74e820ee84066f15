import { almatyDay } from '../domain/almaty.ts';
import type { Instant } from '../domain/instant.ts';
import type { Database } from './database.ts';

/**
 * The next provisional label of this desk: `‹desk code›-‹yymmdd›-‹n›`, day in Almaty, n from 1 each day (domain.md §1.11).
 * Receipts of documents take their numbers from the same row, so no two papers of a desk carry the same one.
 * It is counted inside the caller's transaction, so a label is never given twice and none is lost to a failed save.
 */
export function nextLabel(database: Database, deskCode: string, now: Instant): string {
  const day = almatyDay(now);
  const row = database
    .prepare<[string], { last: number }>(
      `INSERT INTO label_counter (day, last) VALUES (?, 1)
       ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last`,
    )
    .get(day);
  if (row === undefined) throw new Error('The label counter gave nothing');
  return `${deskCode}-${day.slice(2).replaceAll('-', '')}-${row.last}`;
}
