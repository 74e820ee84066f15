import { formatDate } from '../../../core/domain/almaty.ts';
import { isPlainDate, weekdayOf } from '../../../core/domain/plain-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { CalendarDay } from '../../../core/domain/working-calendar.ts';
import { typedDate } from '../../masks.ts';

/** What is wrong with a line, counted from 1. */
export type DayFault = {
  readonly code: 'parts' | 'date' | 'year' | 'twice' | 'weekend' | 'weekday' | 'empty';
  readonly line: number;
};

/** Signs behind the date: carried over from a weekend, or swapped by the minister. A holiday has none. */
const SIGNS = { '>': 'carried-over', '=': 'swapped' } as const;

/** Days as lines: `09.03.2026> | kk | ru | en`. */
export function daysText(days: readonly CalendarDay[]): string {
  return days
    .map(({ date, kind, name }) => {
      const sign = kind === 'carried-over' ? '>' : kind === 'swapped' ? '=' : '';
      return [`${formatDate(date)}${sign}`, name.kk, name.ru, name.en].join(' | ');
    })
    .join('\n');
}

/**
 * Reads the lines back; an empty line says nothing, and a year without a day off is none.
 * @param worked days that are worked, which lie on weekends; days off never do
 */
export function readDays(
  text: string,
  year: number,
  worked = false,
): Result<readonly CalendarDay[], DayFault> {
  const days: CalendarDay[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = { line: index + 1 };
    const [first = '', kk = '', ru = '', en = ''] = line.split('|').map((part) => part.trim());
    if (kk === '' || ru === '' || en === '') return fail({ code: 'parts', ...at });
    const sign = first.endsWith('>') ? '>' : first.endsWith('=') ? '=' : null;
    const date = typedDate(sign === null ? first : first.slice(0, -1));
    if (!isPlainDate(date)) return fail({ code: 'date', ...at });
    if (!date.startsWith(`${year}-`)) return fail({ code: 'year', ...at });
    const weekend = weekdayOf(date) > 5;
    if (weekend !== worked) return fail({ code: weekend ? 'weekend' : 'weekday', ...at });
    if (days.some((day) => day.date === date)) return fail({ code: 'twice', ...at });
    days.push({ date, kind: sign === null ? 'holiday' : SIGNS[sign], name: { kk, ru, en } });
  }
  if (days.length === 0 && !worked) return fail({ code: 'empty', line: 1 });
  return ok(days.toSorted((one, other) => (one.date < other.date ? -1 : 1)));
}
