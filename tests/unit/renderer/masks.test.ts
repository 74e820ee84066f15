import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone, normalisePhone } from '../../../core/domain/phone.ts';
import { positionAfterDigits } from '../../../renderer/components/caret.ts';
import { maskDate, maskIin, maskPhone, typedDate } from '../../../renderer/masks.ts';

/** What stands in the field after these keys, one by one. */
function typed(mask: (text: string) => string, keys: string): string {
  return [...keys].reduce((shown, key) => mask(shown + key), '');
}

const NUMBERS = ['87012345678', '+77012345678', '77012345678', '7012345678', '+7 (701) 234-56-78'];

describe('a phone', () => {
  it.each(NUMBERS)('typed as %s falls into the mask of the manuals', (keys) => {
    expect(typed(maskPhone, keys)).toBe('+7 (701) 234-56-78');
  });

  it.each(NUMBERS)('pasted as %s too', (text) => {
    expect(maskPhone(text)).toBe('+7 (701) 234-56-78');
  });

  it('whose area code begins with 77 is not cut', () => {
    expect(typed(maskPhone, '87771234567')).toBe('+7 (777) 123-45-67');
    expect(typed(maskPhone, '7771234567')).toBe('+7 (777) 123-45-67');
  });

  it('can be deleted to nothing, key by key', () => {
    let shown = '+7 (701) 234-56-78';
    for (let key = 0; key < 20 && shown !== ''; key += 1) shown = maskPhone(shown.slice(0, -1));
    expect(shown).toBe('');
  });

  it('that is right stays what it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^7[0-9]{9}$/), (digits) => {
        const phone = normalisePhone(digits);
        if (!phone.ok) throw new Error(digits);
        expect(maskPhone(phone.value)).toBe(formatPhone(phone.value));
        expect(maskPhone(formatPhone(phone.value))).toBe(formatPhone(phone.value));
      }),
    );
  });
});

describe('a date', () => {
  it('gets its dots while it is typed, and is read back as a plain day', () => {
    expect(typed(maskDate, '05012022')).toBe('05.01.2022');
    expect(typed(maskDate, '05.01.2022')).toBe('05.01.2022');
    expect(typedDate('05.01.2022')).toBe('2022-01-05');
  });

  it('pasted as the registries write it is turned round', () => {
    expect(maskDate('2022-01-05')).toBe('05.01.2022');
  });

  it.each(['29.02.2023', '31.04.2022', '5', ''])('that is no day (%s) stays as typed', (text) => {
    expect(typedDate(text)).toBe(text);
  });
});

describe('an IIN', () => {
  it('takes twelve digits and nothing else', () => {
    expect(maskIin('850717-300 014 999')).toBe('850717300014');
  });
});

describe('the caret', () => {
  it('stays behind the digit it stood behind when the mask moves the text', () => {
    expect(positionAfterDigits('+7 (701) 234', 4)).toBe(7);
    expect(positionAfterDigits('+7 (701) 234', 0)).toBe(0);
    expect(positionAfterDigits('05.01.2022', 99)).toBe(10);
  });
});
