import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../../core/domain/plain-date.ts';
import {
  addWorkingDays,
  calendarWarnings,
  isWorkingDay,
  parseCalendar,
} from '../../../core/domain/working-calendar.ts';
import { deadlineCommand } from '../../../scripts/kezek/deadline.ts';
import { iinCommand } from '../../../scripts/kezek/iin.ts';
import { calendar } from './story.ts';

const file = new URL('../../../assets/reference/working-calendar.json', import.meta.url);
const data = JSON.parse(readFileSync(file, 'utf8'));

/** domain.md §5, "Deadline vectors". */
const VECTORS = [
  ['2025-01-02', '2025-01-08', '2025-01-10', '2025-01-17', '2025-02-01'],
  ['2025-03-20', '2025-03-28', '2025-04-01', '2025-04-08', '2025-04-19'],
  ['2025-12-15', '2025-12-19', '2025-12-23', '2025-12-30', '2026-01-14'],
  ['2026-03-20', '2026-03-30', '2026-04-01', '2026-04-08', '2026-04-19'],
  ['2026-05-06', '2026-05-13', '2026-05-15', '2026-05-22', '2026-06-05'],
  ['2026-12-31', '2027-01-08', '2027-01-12', '2027-01-19', '2027-01-30'],
] as const;

/** Working days after `from` up to and including `to`, one by one. */
function workingDays(from: string, to: string): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const working = isWorkingDay(calendar(), day);
    if (!working.ok) throw new Error(working.error);
    if (working.value) count += 1;
  }
  return count;
}

describe('working calendar of domain.md §5', () => {
  it.each([
    [2025, 246],
    [2026, 247],
    [2027, 247],
  ])('%i has %i working days', (year, days) => {
    expect(workingDays(`${year - 1}-12-31`, `${year}-12-31`)).toBe(days);
  });

  it.each(VECTORS)('from %s the 3rd, 5th, 10th working day and the 30th calendar day', (from, ...last) => {
    const days = [3, 5, 10].map((count) => addWorkingDays(calendar(), from, count));
    expect(days.map((day) => (day.ok ? day.value : day.error))).toEqual(last.slice(0, 3));
    expect(addDays(from, 30)).toBe(last[3]);
  });

  it('knows the worked Sunday of 2025 and that 31 August 2026 is worked', () => {
    expect(isWorkingDay(calendar(), '2025-01-05')).toEqual({ ok: true, value: true });
    expect(isWorkingDay(calendar(), '2025-01-03')).toEqual({ ok: true, value: false });
    expect(isWorkingDay(calendar(), '2026-08-31')).toEqual({ ok: true, value: true });
  });

  it('counts a term through a missing year as a failure, never as if it had no holidays', () => {
    expect(addWorkingDays(calendar(), '2027-12-30', 5)).toEqual({ ok: false, error: 'calendar-missing' });
  });

  it('marks 2027 as computed and warns of the years that are missing or only computed', () => {
    expect(calendarWarnings(calendar(), '2026-03-02')).toEqual([]);
    expect(calendarWarnings(calendar(), '2026-09-01')).toEqual([{ kind: 'computed', year: 2027 }]);
    expect(calendarWarnings(calendar(), '2027-01-11')).toEqual([
      { kind: 'computed', year: 2027 },
      { kind: 'missing', year: 2028 },
    ]);
  });

  it('ends every term on a working day, each day later than the one before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 40 }), (offset, count) => {
        const from = addDays('2025-01-01', offset);
        const last = addWorkingDays(calendar(), from, count);
        if (!last.ok) throw new Error(last.error);
        expect(isWorkingDay(calendar(), last.value)).toEqual({ ok: true, value: true });
        expect(workingDays(from, last.value)).toBe(count);
      }),
    );
  });
});

describe('calendar data that come from outside', () => {
  const year = data.years[0];
  const day = year.daysOff[0];
  it.each([
    ['no years', {}, 'malformed', 'years'],
    [
      'a year without names',
      { years: [{ ...year, daysOff: [{ ...day, name: { kk: 'Жаңа жыл' } }] }] },
      'malformed',
      'years.0',
    ],
    [
      '30 February',
      { years: [{ ...year, daysOff: [{ ...day, date: '2024-02-30' }] }] },
      'malformed',
      'years.0',
    ],
    ['a year twice', { years: [year, year] }, 'year-twice', 'years.1'],
    ['a day twice', { years: [{ ...year, daysOff: [day, day] }] }, 'date-twice', 'years.0.daysOff.1'],
    [
      'a day of another year',
      { years: [{ ...year, daysOff: [{ ...day, date: '2030-01-01' }] }] },
      'date-outside-year',
      'years.0.daysOff.0',
    ],
    [
      'a Sunday as a day off',
      { years: [{ ...year, daysOff: [{ ...day, date: '2024-01-07' }] }] },
      'off-on-weekend',
      'years.0.daysOff.0',
    ],
    [
      'a Monday as an extra working day',
      { years: [{ ...year, workedDays: [{ ...day, date: '2024-01-15' }] }] },
      'worked-on-weekday',
      'years.0.workedDays.0',
    ],
  ])('%s is refused and the place is named', (_, given, code, at) => {
    expect(parseCalendar(given)).toEqual({ ok: false, error: { code, at } });
  });

  it('has a name in all three languages for every day of the asset', () => {
    const parsed = parseCalendar(data);
    expect(parsed.ok).toBe(true);
    for (const each of data.years) {
      for (const off of [...each.daysOff, ...each.workedDays]) {
        expect(Object.values(off.name).every((name) => name !== '')).toBe(true);
        expect(weekdayOf(off.date) <= 5).toBe(each.daysOff.includes(off));
      }
    }
  });
});

describe('kezek deadline and kezek iin', () => {
  const run = (command: typeof iinCommand, args: string[]) => {
    const written = { out: '', err: '' };
    const code = command(args, {
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.err += text;
      },
    });
    return { code, ...written };
  };

  it.each(VECTORS)('prints the last day of each term from %s', (from, third, fifth, tenth, thirtieth) => {
    expect(run(deadlineCommand, ['--from', from, '--working-days', '3']).out).toBe(`${third}\n`);
    expect(run(deadlineCommand, ['--from', from, '--working-days', '5']).out).toBe(`${fifth}\n`);
    expect(run(deadlineCommand, ['--from', from, '--working-days', '10']).out).toBe(`${tenth}\n`);
    expect(run(deadlineCommand, ['--from', from, '--calendar-days', '30']).out).toBe(`${thirtieth}\n`);
  });

  it('counts months by the month rule', () => {
    expect(run(deadlineCommand, ['--from', '2024-02-29', '--months', '12'])).toMatchObject({
      code: 0,
      out: '2025-02-28\n',
    });
    expect(run(deadlineCommand, ['--from=2024-02-29', '--months=48']).out).toBe('2028-02-29\n');
  });

  it.each([
    [[]],
    [['--from', '2026-02-30', '--months', '1']],
    [['--from', '2026-02-03']],
    [['--from', '2026-02-03', '--months', '1', '--working-days', '1']],
    [['--from', '2026-02-03', '--months', 'x']],
    [['--from', '2026-02-03', '--months=-1']],
    [['--until', '2026-02-03']],
  ])('refuses %j with exit code 2 and says why on stderr', (args) => {
    const { code, out, err } = run(deadlineCommand, args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  it('says that the calendar lacks a year', () => {
    expect(run(deadlineCommand, ['--from', '2027-12-30', '--working-days', '5'])).toMatchObject({
      code: 1,
      out: '',
    });
  });

  it('prints what an IIN says, or what is wrong with it', () => {
    expect(run(iinCommand, ['220105501235'])).toMatchObject({ code: 0, out: 'valid 2022-01-05 male\n' });
    expect(run(iinCommand, ['210815600017'])).toMatchObject({ code: 1, out: 'invalid check-digit\n' });
    expect(run(iinCommand, ['1'])).toMatchObject({ code: 1, out: 'invalid length\n' });
    expect(run(iinCommand, [])).toMatchObject({ code: 2, out: '' });
  });
});
