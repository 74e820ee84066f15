import { addDays, type PlainDate, partsOf, weekdayOf } from '../../../core/domain/plain-date.ts';

/** A month of a calendar: weeks of seven days from Monday, null where a day is of another month. */
export type MonthGrid = {
  readonly year: number;
  readonly month: number;
  readonly weeks: readonly (readonly (PlainDate | null)[])[];
};

/** The months that hold the days from `first` to `last`, both included. */
export function monthsBetween(first: PlainDate, last: PlainDate): readonly MonthGrid[] {
  const months: MonthGrid[] = [];
  for (let day = firstOfMonth(first); day <= last; day = nextMonth(day)) months.push(monthOf(day));
  return months;
}

function monthOf(first: PlainDate): MonthGrid {
  const { year, month } = partsOf(first);
  const days: (PlainDate | null)[] = Array.from({ length: weekdayOf(first) - 1 }, () => null);
  for (let day = first; partsOf(day).month === month; day = addDays(day, 1)) days.push(day);
  while (days.length % 7 !== 0) days.push(null);
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return { year, month, weeks };
}

function firstOfMonth(day: PlainDate): PlainDate {
  return addDays(day, 1 - partsOf(day).day);
}

function nextMonth(first: PlainDate): PlainDate {
  return firstOfMonth(addDays(first, 31));
}
