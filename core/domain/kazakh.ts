/**
 * Kazakh order of letters, from an own table: the ICU inside Electron has no Kazakh (environment.md), so nothing here asks
 * `Intl`. The dates, numbers and money are in `wording.ts`.
 */

/** The 42 letters of the Kazakh Cyrillic alphabet in their order (domain.md §4). */
export const KAZAKH_ALPHABET = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';

/** What sorts before the letters, in order: separators, then digits. */
const BEFORE_LETTERS = " -'.,()№/0123456789";
/** Latin names sort after Cyrillic ones. */
const AFTER_LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const FIRST_CODE = 0x21;
const OTHER_CODE = '~';
const RANKS: ReadonlyMap<string, string> = new Map(
  [...`${BEFORE_LETTERS}${KAZAKH_ALPHABET}${AFTER_LETTERS}`].map((letter, index) => [
    letter,
    String.fromCharCode(FIRST_CODE + index),
  ]),
);
const APOSTROPHES = /[’ʼ`‘]/g;
const HYPHENS = /[\u2010-\u2015]/g;

/**
 * A key of printable ASCII for a text: keys compared byte by byte (SQLite BINARY, PostgreSQL `COLLATE "C"`, JavaScript `<`) put
 * texts in Kazakh order. Case counts only between texts that are otherwise equal, lower case first.
 */
export function kazakhSortKey(text: string): string {
  const normal = text.normalize('NFC').replace(APOSTROPHES, "'").replace(HYPHENS, '-');
  let letters = '';
  let cases = '';
  for (const letter of normal) {
    const lower = letter.toLowerCase();
    letters +=
      RANKS.get(lower) ?? `${OTHER_CODE}${(lower.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`;
    cases += lower === letter ? '0' : '1';
  }
  return `${letters} ${cases}`;
}

/** Compares two texts in Kazakh order: negative, zero or positive, for `Array.prototype.sort`. */
export function compareKazakh(left: string, right: string): number {
  const leftKey = kazakhSortKey(left);
  const rightKey = kazakhSortKey(right);
  if (leftKey === rightKey) return 0;
  return leftKey < rightKey ? -1 : 1;
}

/**
 * A name in the form that is searched: NFC, lower case, ё as е, single spaces, one apostrophe and one hyphen. SQLite's `lower`
 * leaves Kazakh letters alone (practices.md §4), so this form is stored beside the name.
 */
export function searchName(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .trim()
    .replace(/\s+/g, ' ');
}

/** Lower case; the Kazakh letters have no special cases, so Unicode's default mapping is right for both languages. */
export function lowerCase(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** The first letter in upper case, the rest as it is. */
export function capitalise(text: string): string {
  const [first = '', ...rest] = [...text.normalize('NFC')];
  return first.toUpperCase() + rest.join('');
}
