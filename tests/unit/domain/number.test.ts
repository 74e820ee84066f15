import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officialNumber, readApplicationNumber } from '../../../core/domain/number.ts';

describe('an application’s number as somebody types it', () => {
  it.each([
    'ОДО.2026.000123',
    ' одо.2026.000123 ',
    'ОДО 2026 123',
    'ОДО-2026-000123',
    'ОДО2026000123',
    'OДO.2026.000123',
    'odo.2026.123',
    '0Д0.2026.123',
  ])('«%s» is ОДО.2026.000123', (typed) => {
    expect(readApplicationNumber(typed)).toBe('ОДО.2026.000123');
  });

  it('knows the special queue, typed with a C or an S', () => {
    for (const typed of ['СДО.2026.7', 'CДO.2026.7', 'sdo 2026 7'])
      expect(readApplicationNumber(typed)).toBe('СДО.2026.000007');
  });

  it.each(['', '123', 'ОДО', 'ОДО.26.1', 'Ж.2026.000001', 'ОДО.2026.', 'ОДО.2026.12a', '220105501235'])(
    '«%s» is none',
    (typed) => {
      expect(readApplicationNumber(typed)).toBeNull();
    },
  );

  it('reads every number that the server gives, and nothing makes it throw', () => {
    const series = fc.constantFrom('general' as const, 'special' as const);
    const sequence = fc.integer({ min: 1, max: 9_999_999 });
    fc.assert(
      fc.property(series, fc.integer({ min: 2020, max: 2099 }), sequence, (kind, year, n) => {
        const number = officialNumber(kind, year, n);
        expect(readApplicationNumber(number)).toBe(number);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readApplicationNumber(text)));
  });
});
