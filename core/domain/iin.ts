import { type PlainDate, plainDate } from './plain-date.ts';
import { fail, ok, type Result } from './result.ts';

declare const iinBrand: unique symbol;
declare const binBrand: unique symbol;

/** An individual identification number (ИИН / ЖСН) that has been checked: 12 digits, a real date, the right check digit. */
export type Iin = string & { readonly [iinBrand]: true };

/** A business identification number (БИН / БСН) that has been checked. */
export type Bin = string & { readonly [binBrand]: true };

/** Sex as far as the seventh digit tells it; 0, 7, 8 and 9 (foreigners) tell nothing. */
export type Sex = 'male' | 'female' | 'unknown';

/** Why a number is no IIN; the first that applies, in this order (design.md, `kezek iin`). */
const IIN_FAULTS = ['length', 'digits', 'century', 'date', 'check-digit'] as const;
export type IinFault = (typeof IIN_FAULTS)[number];

/** What an IIN says about its holder. */
export type IinFacts = {
  readonly iin: Iin;
  /**
   * The date of birth in the number. Where the seventh digit names no century (`centuryKnown` false) years 00–10 are read as
   * 2000–2010 and the others as 19xx: such a number can only be an adult's, a child's must have 5 or 6.
   */
  readonly birthDate: PlainDate;
  readonly sex: Sex;
  /** False for a seventh digit 0, 7, 8, 9: accepted with a warning, never refused (domain.md §3). */
  readonly centuryKnown: boolean;
};

const FIRST_WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2] as const;
/** Highest two-digit year read as 20xx where the number names no century. */
const CENTURY_PIVOT = 10;

/**
 * Checks an IIN and reads it (government decree № 565 of 11.06.2003; domain.md §3). Spaces around it are ignored.
 * Fails with the first of `length digits century date check-digit`; `century` is the answer of {@link parseChildIin} only,
 * because a seventh digit outside 1–6 is valid for an adult.
 */
export function parseIin(text: string): Result<IinFacts, IinFault> {
  const number = text.trim();
  if (number.length !== 12) return fail('length');
  if (!/^[0-9]{12}$/.test(number)) return fail('digits');
  const century = Number(number[6]);
  const birthDate = birthDateIn(number, century);
  if (birthDate === null) return fail('date');
  if (!hasRightCheckDigit(number)) return fail('check-digit');
  const centuryKnown = century >= 1 && century <= 6;
  const sex: Sex = !centuryKnown ? 'unknown' : century % 2 === 1 ? 'male' : 'female';
  return ok({ iin: number as Iin, birthDate, sex, centuryKnown });
}

/**
 * Checks the IIN of a child: as {@link parseIin}, and the seventh digit must be 5 or 6, that is, born from 2000 on
 * (domain.md §1.10.16: anything else is `invalid-iin`); other digits fail with `century`.
 */
export function parseChildIin(text: string): Result<IinFacts, IinFault> {
  const parsed = parseIin(text);
  if (parsed.ok && parsed.value.iin[6] !== '5' && parsed.value.iin[6] !== '6') return fail('century');
  return parsed;
}

/** Whether a text is a valid IIN. */
export function isIin(text: string): text is Iin {
  const parsed = parseIin(text);
  return parsed.ok && parsed.value.iin === text;
}

/** Why a number is no BIN. */
export type BinFault = 'length' | 'digits' | 'date' | 'type' | 'check-digit';

/**
 * Checks a BIN: `YYMM`, type 4 (resident), 5 (non-resident) or 6 (sole trader), kind 0–3, five digits, the check digit of the
 * IIN (domain.md §3).
 */
export function parseBin(text: string): Result<Bin, BinFault> {
  const number = text.trim();
  if (number.length !== 12) return fail('length');
  if (!/^[0-9]{12}$/.test(number)) return fail('digits');
  const month = Number(number.slice(2, 4));
  if (month < 1 || month > 12) return fail('date');
  if (!/^[456][0-3]$/.test(number.slice(4, 6))) return fail('type');
  if (!hasRightCheckDigit(number)) return fail('check-digit');
  return ok(number as Bin);
}

/** The check digit for the first eleven digits, or null where both weight rows give 10: such a number is never assigned. */
export function checkDigit(elevenDigits: string): number | null {
  const first = weighted(elevenDigits, FIRST_WEIGHTS);
  if (first < 10) return first;
  const second = weighted(elevenDigits, SECOND_WEIGHTS);
  return second < 10 ? second : null;
}

function hasRightCheckDigit(number: string): boolean {
  return checkDigit(number.slice(0, 11)) === Number(number[11]);
}

function weighted(digits: string, weights: readonly number[]): number {
  let sum = 0;
  weights.forEach((weight, index) => {
    sum += weight * Number(digits[index]);
  });
  return sum % 11;
}

function birthDateIn(number: string, century: number): PlainDate | null {
  const year = Number(number.slice(0, 2));
  const month = Number(number.slice(2, 4));
  const day = Number(number.slice(4, 6));
  if (century >= 1 && century <= 6) {
    return plainDate(1800 + 100 * Math.floor((century - 1) / 2) + year, month, day);
  }
  const likely = year <= CENTURY_PIVOT ? 2000 : 1900;
  const other = likely === 2000 ? 1900 : 2000;
  return plainDate(likely + year, month, day) ?? plainDate(other + year, month, day);
}
