import { describe, expect, it } from 'vitest';
import { daysText, readDays } from '../../../renderer/features/region/calendar-text.ts';
import { categoriesText, readCategories } from '../../../renderer/features/region/categories-text.ts';

const NEW_YEAR = { kk: 'Жаңа жыл', ru: 'Новый год', en: 'New Year' };

describe('the days of a calendar year as lines', () => {
  const days = [
    { date: '2027-01-01', kind: 'holiday', name: NEW_YEAR },
    { date: '2027-01-04', kind: 'carried-over', name: NEW_YEAR },
    { date: '2027-05-10', kind: 'swapped', name: NEW_YEAR },
  ] as const;

  it('are read back as they were written, with the sign of their kind', () => {
    expect(daysText(days).split('\n')[1]).toBe('04.01.2027> | Жаңа жыл | Новый год | New Year');
    expect(readDays(daysText(days), 2027)).toEqual({ ok: true, value: days });
  });

  it('name the line that cannot be read, and why', () => {
    const lines = (text: string) => {
      const read = readDays(text, 2027);
      return read.ok ? null : read.error;
    };
    expect(lines('01.01.2027 | Жаңа жыл')).toEqual({ code: 'parts', line: 1 });
    expect(lines('\n31.02.2027 | а | б | c')).toEqual({ code: 'date', line: 2 });
    expect(lines('01.01.2028 | а | б | c')).toEqual({ code: 'year', line: 1 });
    expect(lines('01.01.2027 | а | б | c\n01.01.2027= | а | б | c')).toEqual({ code: 'twice', line: 2 });
    expect(lines('02.01.2027 | а | б | c')).toEqual({ code: 'weekend', line: 1 });
    expect(readDays('02.01.2027= | а | б | c', 2027, true).ok).toBe(true);
    expect(readDays('', 2027, true)).toEqual({ ok: true, value: [] });
    expect(readDays(' \n', 2027)).toEqual({ ok: false, error: { code: 'empty', line: 1 } });
    expect(readDays('04.01.2027 | а | б | c', 2027, true)).toEqual({
      ok: false,
      error: { code: 'weekday', line: 1 },
    });
  });
});

describe('voucher categories as lines', () => {
  const categories = [
    { number: 1, name: null },
    { number: 21, name: { kk: '2024 жылы туған балалар', ru: 'дети 2024 года рождения' } },
  ];

  it('are read back in the order of their numbers', () => {
    expect(readCategories(categoriesText(categories.toReversed()))).toEqual({ ok: true, value: categories });
  });

  it.each([
    ['', 1],
    ['0', 1],
    ['1000', 1],
    ['1\n1', 2],
    ['1 | тек қазақша', 1],
    ['бір', 1],
  ])('refuse %j at line %i', (text, line) => {
    expect(readCategories(text)).toEqual({ ok: false, error: line });
  });
});
