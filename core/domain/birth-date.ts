import { addMonths, isPlainDate, type PlainDate, partsOf } from './plain-date.ts';

/** Whether `text` is a real day `YYYY-MM-DD` on which a living person can have been born (not before 1800). */
export function isBirthDate(text: string): text is PlainDate {
  return isPlainDate(text) && text >= '1800-01-01';
}

/**
 * The day on which a person born on `birthDate` becomes `years` full years old: birth date + 12 × years months, so a child
 * of 29 Feb 2024 is two on 28 Feb 2026 (domain.md §1.10.6, to the letter). From 00:00 of that day on.
 */
export function birthday(birthDate: PlainDate, years: number): PlainDate {
  return addMonths(birthDate, 12 * years);
}

/** The day on which a person becomes `months` months old by the same month rule. */
export function monthsOldOn(birthDate: PlainDate, months: number): PlainDate {
  return addMonths(birthDate, months);
}

/** Full years of age on `day` by the month rule; negative for a day before birth. */
export function fullYearsOn(birthDate: PlainDate, day: PlainDate): number {
  if (day < birthDate) return -1;
  const guess = partsOf(day).year - partsOf(birthDate).year;
  return birthday(birthDate, guess) <= day ? guess : guess - 1;
}

/**
 * The group year of a child: the year of birth, all year round (domain.md §1.4: age is counted by calendar year).
 */
export function groupYear(birthDate: PlainDate): number {
  return partsOf(birthDate).year;
}
