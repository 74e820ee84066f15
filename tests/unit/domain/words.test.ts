import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskEmail, parseEmail } from '../../../core/domain/email.ts';
import {
  capitalise,
  compareKazakh,
  KAZAKH_ALPHABET,
  kazakhSortKey,
  lowerCase,
  searchName,
} from '../../../core/domain/kazakh.ts';
import { maskIin, maskName, shortName, splitFullName } from '../../../core/domain/name.ts';
import { formatPhone, maskPhone, normalisePhone, phoneKind } from '../../../core/domain/phone.ts';
import {
  dateInWords,
  dateWithWeekday,
  formatNumber,
  momentInWords,
  monthName,
  weekdayName,
} from '../../../core/domain/wording.ts';

const letter = fc.constantFrom(...KAZAKH_ALPHABET, ...KAZAKH_ALPHABET.toUpperCase());
const word = fc.string({ unit: letter, minLength: 1, maxLength: 8 });

describe('Kazakh order', () => {
  it('has the 42 letters with Ә after А, Ғ after Г, Қ after К, Ң after Н, Ө after О, Ұ and Ү after У, Һ after Х, І after Ы', () => {
    expect(KAZAKH_ALPHABET).toHaveLength(42);
    for (const pair of ['аә', 'гғ', 'кқ', 'нң', 'оө', 'уұ', 'ұү', 'хһ', 'ыі'])
      expect(KAZAKH_ALPHABET).toContain(pair);
  });

  it('orders words as the Kazakh collation of a complete ICU does', () => {
    const collator = new Intl.Collator('kk');
    expect(collator.resolvedOptions().locale).toBe('kk');
    fc.assert(
      fc.property(word, word, (left, right) => {
        expect(Math.sign(compareKazakh(left, right))).toBe(Math.sign(collator.compare(left, right)));
      }),
      { numRuns: 2000 },
    );
  });

  it('sorts surnames with spaces, hyphens, Latin letters and digits', () => {
    const names = ['Zhan', 'Ясин', 'Ан-Баян', 'Анна', 'Ан Баян', 'Әбен', 'Абен', '7-топ', 'Іңкәр', 'Ыдырыс'];
    expect(names.toSorted(compareKazakh)).toEqual([
      '7-топ',
      'Абен',
      'Ан Баян',
      'Ан-Баян',
      'Анна',
      'Әбен',
      'Ыдырыс',
      'Іңкәр',
      'Ясин',
      'Zhan',
    ]);
  });

  it('gives keys of printable ASCII, so that a database can compare them byte by byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(kazakhSortKey(text)).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});

describe('searching names', () => {
  it('finds Ё as е, capitals, decomposed letters, other apostrophes and doubled spaces', () => {
    expect(searchName('  ПЁТР   Оспанұлы ')).toBe('петр оспанұлы');
    expect(searchName('Әсел')).toBe('әсел');
    expect(searchName('Й'.normalize('NFD'))).toBe('й');
    expect(searchName('О’Нил')).toBe("о'нил");
  });

  it('lower-cases every Kazakh letter', () => {
    expect(lowerCase(KAZAKH_ALPHABET.toUpperCase())).toBe(KAZAKH_ALPHABET);
    expect(capitalise('қаңтар')).toBe('Қаңтар');
  });
});

describe('names', () => {
  const name = { surname: 'Ойданова', name: 'Әсел', patronymic: 'Бекқызы' };
  it('are split as a line of a form and shortened', () => {
    expect(splitFullName(' Ойданова  Әсел Бекқызы')).toEqual(name);
    expect(splitFullName('Ойданова Әсел')).toEqual({ ...name, patronymic: '' });
    expect(splitFullName('Әсел')).toEqual({ surname: '', name: 'Әсел', patronymic: '' });
    expect(splitFullName('Мамедов Али Гусейн оглы').patronymic).toBe('Гусейн оглы');
    expect(shortName(name)).toBe('Ойданова Ә. Б.');
  });
  it('are hidden from strangers', () => {
    expect(maskName(name)).toBe('О*** Ә*** Б***');
    expect(maskIin('850717300014')).toBe('8507******14');
  });
});

describe('telephone numbers', () => {
  it.each([
    '8 701 234 56 78',
    '+7 (701) 234-56-78',
    '7012345678',
    '+77012345678',
    '8(701)2345678',
    '7 701 234 56 78',
  ])('takes %s', (typed) => {
    const phone = normalisePhone(typed);
    expect(phone).toEqual({ ok: true, value: '+77012345678' });
    if (phone.ok) {
      expect(formatPhone(phone.value)).toBe('+7 (701) 234-56-78');
      expect(maskPhone(phone.value)).toBe('+7 (701) ***-**-78');
      expect(normalisePhone(formatPhone(phone.value))).toEqual(phone);
    }
  });
  it.each([
    '',
    '12',
    '+7 901 234 56 78',
    '8701234567',
    '870123456789',
    '8 701 abc 56 78',
    '+8 701 234 56 78',
    '+1 701 234 56 78',
  ])('%j is no number of Kazakhstan', (typed) => {
    expect(normalisePhone(typed)).toEqual({ ok: false, error: 'phone-malformed' });
  });
  it.each([
    ['87012345678', 'mobile'],
    ['87472345678', 'mobile'],
    ['87782345678', 'mobile'],
    ['87162345678', 'landline'],
    ['87903456789', 'other'],
  ])('%s is %s', (typed, kind) => {
    const phone = normalisePhone(typed);
    expect(phone.ok && phoneKind(phone.value)).toBe(kind);
  });
});

describe('e-mail addresses', () => {
  it.each([
    ['a.b+c@mail.kz', 'a.b+c@mail.kz'],
    [' Asel@MAIL.KZ ', 'Asel@mail.kz'],
    ['asel@пошта.қаз', 'asel@пошта.қаз'],
  ])('takes %s', (typed, email) => {
    expect(parseEmail(typed)).toEqual({ ok: true, value: email });
  });
  it.each([
    '',
    '@',
    'a@',
    '@b.kz',
    'a@b',
    'a b@c.kz',
    'a@b..kz',
    'a@-b.kz',
    '.a@b.kz',
    'a@b.kz\nBcc: x@y.kz',
    `${'a'.repeat(65)}@b.kz`,
    'a@1.2',
  ])('%j is none', (typed) => {
    expect(parseEmail(typed)).toEqual({ ok: false, error: 'email-malformed' });
  });
  it('is masked', () => {
    const email = parseEmail('asel@mail.kz');
    expect(email.ok && maskEmail(email.value)).toBe('a***@mail.kz');
  });
});

describe('dates, numbers and money in words', () => {
  it('are the same as in a complete ICU where it has them', () => {
    for (let month = 1; month <= 12; month += 1) {
      const date = new Date(Date.UTC(2026, month - 1, 15));
      for (const locale of ['kk', 'ru', 'en'] as const) {
        const expected = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(date);
        expect(lowerCase(monthName(month, locale))).toBe(lowerCase(expected));
      }
    }
    for (let weekday = 1; weekday <= 7; weekday += 1) {
      const date = new Date(Date.UTC(2026, 0, 4 + weekday));
      for (const locale of ['kk', 'ru', 'en'] as const) {
        const expected = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(date);
        expect(lowerCase(weekdayName(weekday, locale))).toBe(lowerCase(expected));
      }
    }
  });

  it('are written out', () => {
    expect(dateInWords('2026-01-05', 'kk')).toBe('2026 жылғы 5 қаңтар');
    expect(dateInWords('2026-01-05', 'ru')).toBe('5 января 2026 года');
    expect(dateInWords('2026-01-05', 'en')).toBe('5 January 2026');
    expect(dateWithWeekday('2026-01-05', 'kk')).toBe('2026 жылғы 5 қаңтар, дүйсенбі');
    expect(momentInWords(Date.UTC(2026, 0, 5, 10, 41), 'ru')).toBe('5 января 2026 года, 15:41');
  });

  it('group thousands', () => {
    expect(formatNumber(1_234_567, 'kk')).toBe('1\u00a0234\u00a0567');
    expect(formatNumber(-12, 'en')).toBe('−12');
  });
});
