/**
 * Days of the calendar as plain `YYYY-MM-DD` text without a time zone (domain.md §11.10: the real system moved birth dates
 * by a day because it kept them as instants). Two such texts compare in time order as plain strings.
 */

/** A day of the proleptic Gregorian calendar, `YYYY-MM-DD`, years 0001–9999. */
export type PlainDate = string;

/** A day taken apart; `month` and `day` count from 1. */
export type DayParts = { readonly year: number; readonly month: number; readonly day: number };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether `year` has a 29 February. */
function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month; 0 for a month that does not exist. */
function daysInMonth(year: number, month: number): number {
  const length = MONTH_LENGTHS[month - 1];
  if (length === undefined) return 0;
  return month === 2 && isLeapYear(year) ? 29 : length;
}

/** The day of these parts, or null where the calendar has none (29 February 2002, month 13). */
export function plainDate(year: number, month: number, day: number): PlainDate | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null;
  return join(year, month, day);
}

/** Whether `text` is a real day written `YYYY-MM-DD`. */
export function isPlainDate(text: string): text is PlainDate {
  const match = SHAPE.exec(text);
  return match !== null && plainDate(Number(match[1]), Number(match[2]), Number(match[3])) !== null;
}

/** Parts of a day that was checked before; throws on text that is no day (a bug, not input). */
export function partsOf(date: PlainDate): DayParts {
  const match = SHAPE.exec(date);
  if (match === null) throw new Error(`Not a plain date: ${date}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** Days since 1970-01-01, negative before; counted with whole-number arithmetic only. */
export function dayNumber(date: PlainDate): number {
  const { year, month, day } = partsOf(date);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day with this number; the inverse of `dayNumber`. */
export function dateOfDayNumber(number: number): PlainDate {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return join(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** The day `days` calendar days later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/**
 * The same day `months` months later; where that month is shorter, its last day (29 Feb 2024 + 12 months = 28 Feb 2025),
 * the month rule of domain.md §1.10.12.
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return join(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** Day of the week, 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: PlainDate): number {
  const shifted = (dayNumber(date) + 3) % 7;
  return (shifted < 0 ? shifted + 7 : shifted) + 1;
}

function join(year: number, month: number, day: number): PlainDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
