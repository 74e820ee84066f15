import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  almatyDay,
  endOfDay,
  formatAlmaty,
  formatDate,
  OFFSET_CHANGE,
  startOfDay,
  timeOfDay,
  toAlmatyIso,
} from '../../../core/domain/almaty.ts';
import { birthday, fullYearsOn, isBirthDate } from '../../../core/domain/birth-date.ts';
import { parseInstant, toIso } from '../../../core/domain/instant.ts';
import {
  addDays,
  addMonths,
  dateOfDayNumber,
  dayNumber,
  isPlainDate,
  plainDate,
  weekdayOf,
} from '../../../core/domain/plain-date.ts';

const anyDay = fc
  .integer({ min: dayNumber('1800-01-01'), max: dayNumber('2199-12-31') })
  .map(dateOfDayNumber);

describe('plain dates', () => {
  it('agree with the Gregorian calendar of the language, day by day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const utc = new Date(`${day}T00:00:00Z`);
        expect(dayNumber(day)).toBe(utc.getTime() / 86_400_000);
        expect(weekdayOf(day)).toBe(utc.getUTCDay() === 0 ? 7 : utc.getUTCDay());
        expect(isPlainDate(day)).toBe(true);
      }),
    );
  });

  it('add days there and back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(addDays(addDays(day, days), -days)).toBe(day);
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '1900-02-29', '2026-1-1', '26-01-01', ''])(
    '%j is no day',
    (text) => {
      expect(isPlainDate(text)).toBe(false);
    },
  );

  it('has 29 February 2000 and not 29 February 1900', () => {
    expect(plainDate(2000, 2, 29)).toBe('2000-02-29');
    expect(plainDate(1900, 2, 29)).toBeNull();
  });

  it('shortens to the last day of a shorter month, every time from the same start', () => {
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2024-02-29', 48)).toBe('2028-02-29');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });
});

describe('birth dates (domain.md §1.10.6, §11.10)', () => {
  it('make a child of 29 Feb 2024 two on 28 Feb 2026', () => {
    expect(birthday('2024-02-29', 2)).toBe('2026-02-28');
    expect(fullYearsOn('2024-02-29', '2026-02-27')).toBe(1);
    expect(fullYearsOn('2024-02-29', '2026-02-28')).toBe(2);
  });

  it('count full years from the birthday on', () => {
    expect(fullYearsOn('2022-01-05', '2024-01-04')).toBe(1);
    expect(fullYearsOn('2022-01-05', '2024-01-05')).toBe(2);
    expect(fullYearsOn('2022-01-05', '2022-01-04')).toBe(-1);
  });

  it('count the same years as the birthdays say', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 40_000 }), (birthDate, later) => {
        const day = addDays(birthDate, later);
        const years = fullYearsOn(birthDate, day);
        expect(birthday(birthDate, years) <= day).toBe(true);
        expect(birthday(birthDate, years + 1) > day).toBe(true);
      }),
    );
  });

  it('are real days of a living person', () => {
    expect(isBirthDate('2022-01-05')).toBe(true);
    expect(isBirthDate('2022-02-30')).toBe(false);
    expect(isBirthDate('0022-01-05')).toBe(false);
  });

  it.each(['Etc/GMT+5', 'UTC', 'Asia/Almaty', 'Etc/GMT-14'])(
    'do not move by a day on a machine in %s',
    (zone) => {
      const code = `
        import { parseIin } from './core/domain/iin.ts';
        import { fullYearsOn } from './core/domain/birth-date.ts';
        import { formatDate, almatyDay, formatAlmaty } from './core/domain/almaty.ts';
        const iin = parseIin('200312500010');
        console.log(JSON.stringify([iin.value.birthDate, formatDate(iin.value.birthDate), fullYearsOn('2021-08-15', '2023-08-15'),
          almatyDay(Date.UTC(2026, 2, 2, 18, 59)), almatyDay(Date.UTC(2026, 2, 2, 19)), formatAlmaty(Date.UTC(2025, 7, 13, 10, 41, 18))]));`;
      const out = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      expect(JSON.parse(out)).toEqual([
        '2020-03-12',
        '12.03.2020',
        2,
        '2026-03-02',
        '2026-03-03',
        '13.08.2025 15:41:18',
      ]);
    },
  );
});

describe('time in Almaty', () => {
  it('is UTC+5 since 1 March 2024 and UTC+6 before', () => {
    expect(toIso(OFFSET_CHANGE)).toBe('2024-02-29T18:00:00.000Z');
    expect(toAlmatyIso(OFFSET_CHANGE - 1)).toBe('2024-02-29T23:59:59.999+06:00');
    expect(toAlmatyIso(OFFSET_CHANGE)).toBe('2024-02-29T23:00:00+05:00');
    expect(endOfDay('2024-02-29')).toBe(startOfDay('2024-03-01'));
    expect((endOfDay('2024-02-29') - startOfDay('2024-02-29')) / 3_600_000).toBe(25);
  });

  it('ends a day at 00:00 of the next', () => {
    expect(toAlmatyIso(endOfDay('2026-03-06'))).toBe('2026-03-07T00:00:00+05:00');
    expect(almatyDay(endOfDay('2026-03-06') - 1)).toBe('2026-03-06');
    expect(timeOfDay(startOfDay('2026-03-06'))).toBe(0);
  });

  it('puts every moment into the day whose start and end surround it', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2100, 0) }), (instant) => {
        const day = almatyDay(instant);
        expect(startOfDay(day) <= instant && instant < endOfDay(day)).toBe(true);
        expect(parseInstant(toAlmatyIso(instant))).toBe(instant);
        expect(parseInstant(toIso(instant))).toBe(instant);
        expect(toIso(instant)).toBe(new Date(instant).toISOString());
      }),
    );
  });

  it('is shown as the journal shows it', () => {
    expect(formatAlmaty(parseInstant('2025-08-13T10:41:18Z') ?? 0)).toBe('13.08.2025 15:41:18');
    expect(formatDate('2026-01-05')).toBe('05.01.2026');
  });

  it.each(['2026-03-02T09:00:00', '2026-03-02', '2026-02-30T09:00:00Z', '2026-03-02T24:00:00Z', 'yesterday'])(
    'takes no moment from %j',
    (text) => {
      expect(parseInstant(text)).toBeNull();
    },
  );

  it('takes any offset and milliseconds', () => {
    const moment = parseInstant('2026-03-02T09:00:00+05:00');
    expect(parseInstant('2026-03-01T23:00:00.000-05:00')).toBe(moment);
    expect(parseInstant('2026-03-02T04:00:00.250Z')).toBe((moment ?? 0) + 250);
  });
});
