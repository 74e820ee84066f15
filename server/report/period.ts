import { type RawBuilder, sql } from 'kysely';
import { almatyOffset, endOfDay, OFFSET_CHANGE, startOfDay } from '../../core/domain/almaty.ts';
import { DAY } from '../../core/domain/instant.ts';
import type { ReportQuery } from '../../core/protocol/report.ts';

/** What a report is about, as the statements take it: moments from `begin` up to but not including `end`. */
export type Asked = { readonly begin: Date; readonly end: Date; readonly district: string | null };

/** Longest period of one report, in days. */
const LONGEST_DAYS = 3660;

/** The period in moments; null where it ends before it begins, or is longer than ten years. */
export function askedOf({ from, to, district }: ReportQuery): Asked | null {
  const [begin, end] = [startOfDay(from), endOfDay(to)];
  if (end <= begin || end - begin > LONGEST_DAYS * DAY) return null;
  return { begin: new Date(begin), end: new Date(end), district };
}

/** Whether a column with a moment lies in the period. */
export function within(column: RawBuilder<unknown>, { begin, end }: Asked): RawBuilder<boolean> {
  return sql<boolean>`(${column} >= ${begin} and ${column} < ${end})`;
}

/** Whether a column with a KATO code is asked about. */
export function of(column: RawBuilder<unknown>, { district }: Asked): RawBuilder<boolean> {
  return sql<boolean>`(${district}::text is null or ${column} = ${district})`;
}

const [BEFORE_S, SINCE_S] = [OFFSET_CHANGE - 1, OFFSET_CHANGE].map((at) => almatyOffset(at) / 1000);

/** Number of the day in Almaty of a column with a moment; the difference of two is a number of days by the calendar. */
export function dayNumberOf(column: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`floor((date_part('epoch', ${column})
    + case when ${column} < ${new Date(OFFSET_CHANGE)} then ${BEFORE_S}::int else ${SINCE_S}::int end) / 86400)`;
}
