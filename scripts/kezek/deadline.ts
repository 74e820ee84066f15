import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { addDays, addMonths, isPlainDate, type PlainDate } from '../../core/domain/plain-date.ts';
import { addWorkingDays, parseCalendar } from '../../core/domain/working-calendar.ts';
import type { CommandIo } from './command-io.ts';

const USAGE = 'usage: kezek deadline --from YYYY-MM-DD (--working-days N | --calendar-days N | --months N)';
const CALENDAR = new URL('../../assets/reference/working-calendar.json', import.meta.url);
const TERMS = ['working-days', 'calendar-days', 'months'] as const;
/** Longest term of each kind that is counted: a hundred years. */
const LIMITS = { 'working-days': 25_000, 'calendar-days': 36_500, months: 1_200 } as const;
type Term = (typeof TERMS)[number];

/**
 * `kezek deadline --from DATE (--working-days N | --calendar-days N | --months N)`: prints the last day of the term, counted
 * from the day after `--from` (domain.md §5). Exit code 0; 1 when the calendar lacks a year; 2 for a wrong value.
 */
export function deadlineCommand(args: readonly string[], io: Pick<CommandIo, 'out' | 'err'>): number {
  const request = readRequest(args);
  if (typeof request === 'string') {
    io.err(`${request}\n`);
    return 2;
  }
  const last = lastDay(request);
  if (last === null) {
    io.err(
      `the working calendar lacks a year between ${request.from} and the end of the term: add it to assets/reference/working-calendar.json\n`,
    );
    return 1;
  }
  io.out(`${last}\n`);
  return 0;
}

type Request = { readonly from: PlainDate; readonly term: Term; readonly count: number };

function readRequest(args: readonly string[]): Request | string {
  let values: Partial<Record<Term | 'from', string>>;
  try {
    const option = { type: 'string' } as const;
    values = parseArgs({
      args: [...args],
      options: { from: option, 'working-days': option, 'calendar-days': option, months: option },
    }).values;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
  const given = TERMS.filter((term) => values[term] !== undefined);
  const [term] = given;
  if (values.from === undefined || term === undefined || given.length > 1) return USAGE;
  if (!isPlainDate(values.from))
    return `--from: got "${values.from}", takes a day of the calendar YYYY-MM-DD`;
  const text = values[term] ?? '';
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > LIMITS[term]) {
    return `--${term}: got "${text}", takes a whole number from 0 to ${LIMITS[term]}`;
  }
  return { from: values.from, term, count };
}

function lastDay({ from, term, count }: Request): PlainDate | null {
  if (term === 'calendar-days') return addDays(from, count);
  if (term === 'months') return addMonths(from, count);
  const calendar = parseCalendar(JSON.parse(readFileSync(CALENDAR, 'utf8')));
  if (!calendar.ok) throw new Error(`working-calendar.json: ${calendar.error.code} at ${calendar.error.at}`);
  const last = addWorkingDays(calendar.value, from, count);
  return last.ok ? last.value : null;
}
