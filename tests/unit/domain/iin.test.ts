import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, parseBin, parseChildIin, parseIin } from '../../../core/domain/iin.ts';

/** domain.md §3, "Vectors". */
describe('IIN vectors of domain.md §3', () => {
  it.each([
    ['850717300014', '1985-07-17', 'male'],
    ['900312445675', '1990-03-12', 'female'],
    ['210815600013', '2021-08-15', 'female'],
    ['200312500010', '2020-03-12', 'male'],
    ['220105501235', '2022-01-05', 'male'],
    ['231130600016', '2023-11-30', 'female'],
    ['240229500017', '2024-02-29', 'male'],
    ['250601645671', '2025-06-01', 'female'],
    ['210815601232', '2021-08-15', 'female'],
    ['900312400106', '1990-03-12', 'female'],
  ])('%s is valid: born %s, %s', (number, birthDate, sex) => {
    expect(parseIin(number)).toMatchObject({ ok: true, value: { birthDate, sex, centuryKnown: true } });
  });

  it.each([
    ['210815600017', 'check-digit'],
    ['123456789012', 'date'],
    ['000813159890', 'check-digit'],
    ['020229500011', 'date'],
  ])('%s is refused for its %s', (number, error) => {
    expect(parseIin(number)).toEqual({ ok: false, error });
  });

  it.each(['90031240012', '21081560046', '21081560127', '22010550189'])(
    'no twelfth digit makes %s valid: such a number is never assigned',
    (eleven) => {
      expect(checkDigit(eleven)).toBeNull();
      for (let digit = 0; digit < 10; digit += 1) expect(parseIin(`${eleven}${digit}`).ok).toBe(false);
    },
  );
});

describe('IIN as people type it', () => {
  it.each([
    ['', 'length'],
    ['85071730001', 'length'],
    ['8507173000144', 'length'],
    ['85071730001x', 'digits'],
    ['٨٥٠٧١٧٣٠٠٠١٤', 'digits'],
    ['851317300014', 'date'],
    ['850700300014', 'date'],
  ])('%j is refused for its %s, the first that applies', (number, error) => {
    expect(parseIin(number)).toEqual({ ok: false, error });
  });

  it('ignores spaces around the number', () => {
    expect(parseIin(' 850717300014\n').ok).toBe(true);
  });

  it.each(['0', '7', '8', '9'])('accepts an adult with the seventh digit %s, of unknown sex', (century) => {
    const [number] = withCheckDigit(`900312${century}`);
    expect(parseIin(number)).toMatchObject({
      ok: true,
      value: { sex: 'unknown', centuryKnown: false, birthDate: '1990-03-12' },
    });
    expect(parseChildIin(number)).toEqual({ ok: false, error: 'century' });
  });

  it('reads 29 February of an unknown century as a year that has one', () => {
    const [number] = withCheckDigit('0002290');
    expect(parseIin(number)).toMatchObject({ ok: true, value: { birthDate: '2000-02-29' } });
  });

  it('takes no child with the IIN of an adult', () => {
    expect(parseChildIin('850717300014')).toEqual({ ok: false, error: 'century' });
    expect(parseChildIin('220105501235').ok).toBe(true);
  });

  it('has exactly one check digit for any eleven digits that have one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (serial) => {
        const eleven = `2201055${String(serial).padStart(4, '0')}`;
        const valid = [...'0123456789'].filter((digit) => parseIin(`${eleven}${digit}`).ok);
        expect(valid).toEqual(checkDigit(eleven) === null ? [] : [String(checkDigit(eleven))]);
      }),
    );
  });
});

describe('BIN', () => {
  it('accepts the test number of domain.md §3', () => {
    expect(parseBin('940140000385')).toMatchObject({ ok: true });
  });
  it.each([
    ['94014000038', 'length'],
    ['94014000038x', 'digits'],
    ['941340000385', 'date'],
    ['940130000385', 'type'],
    ['940144000385', 'type'],
    ['940140000386', 'check-digit'],
  ])('%s is refused for its %s', (number, error) => {
    expect(parseBin(number)).toEqual({ ok: false, error });
  });
});

function withCheckDigit(seven: string): [string] {
  for (let serial = 1; ; serial += 1) {
    const eleven = `${seven}${String(serial).padStart(4, '0')}`;
    const digit = checkDigit(eleven);
    if (digit !== null) return [`${eleven}${digit}`];
  }
}
