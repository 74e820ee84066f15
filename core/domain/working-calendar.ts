/**
 * The working calendar: which days count in a term of working days (domain.md §5). Its data are the editable asset
 * `assets/reference/working-calendar.json`, passed in; a year that is not in it cannot be counted through.
 */
import { addDays, isPlainDate, type PlainDate, partsOf, weekdayOf } from './plain-date.ts';
import { fail, ok, type Result } from './result.ts';
import type { Wording } from './wording.ts';

/** Why a weekday is off, or why a weekend day is worked. */
export type CalendarDayKind = 'holiday' | 'carried-over' | 'swapped';

/** A weekday that is off: a holiday, a day off carried over from a weekend, or one swapped by the minister of labour. */
export type CalendarDay = {
  readonly date: PlainDate;
  readonly kind: CalendarDayKind;
  readonly name: Wording;
};

/** One year of the calendar. */
export type CalendarYear = {
  readonly year: number;
  /** True while the official calendar of the year is not published and the days are computed by the rules. */
  readonly computed: boolean;
  /** Weekdays that are off. */
  readonly daysOff: readonly CalendarDay[];
  /** Saturdays and Sundays that are worked. */
  readonly workedDays: readonly CalendarDay[];
};

/** The calendar ready to count with. */
export type WorkingCalendar = {
  readonly years: ReadonlyMap<number, CalendarYear>;
  readonly off: ReadonlySet<PlainDate>;
  readonly worked: ReadonlySet<PlainDate>;
};

/** What is wrong with calendar data, and where. */
export type CalendarFault = {
  readonly code:
    | 'malformed'
    | 'year-twice'
    | 'date-twice'
    | 'date-outside-year'
    | 'off-on-weekend'
    | 'worked-on-weekday';
  /** Path in the data: `years.0.daysOff.3`. */
  readonly at: string;
};

/** A term would run through a year that the calendar does not have. */
export type CalendarGap = 'calendar-missing';

/** Checks calendar data that come from outside (the asset, an import) and makes them ready to count with. */
export function parseCalendar(data: unknown): Result<WorkingCalendar, CalendarFault> {
  if (!isRecord(data) || !Array.isArray(data.years)) return fail({ code: 'malformed', at: 'years' });
  const years = new Map<number, CalendarYear>();
  const off = new Set<PlainDate>();
  const worked = new Set<PlainDate>();
  const given: readonly unknown[] = data.years;
  for (const [index, value] of given.entries()) {
    const at = `years.${index}`;
    if (!isYear(value)) return fail({ code: 'malformed', at });
    if (years.has(value.year)) return fail({ code: 'year-twice', at });
    const fault =
      gather(value, value.daysOff, off, `${at}.daysOff`, (day) => weekdayOf(day) <= 5 || 'off-on-weekend') ??
      gather(
        value,
        value.workedDays,
        worked,
        `${at}.workedDays`,
        (day) => weekdayOf(day) > 5 || 'worked-on-weekday',
      );
    if (fault !== null) return fail(fault);
    years.set(value.year, value);
  }
  return ok({ years, off, worked });
}

/** Whether `day` is a working day; `calendar-missing` where the calendar does not have its year. */
export function isWorkingDay(calendar: WorkingCalendar, day: PlainDate): Result<boolean, CalendarGap> {
  if (!calendar.years.has(partsOf(day).year)) return fail('calendar-missing');
  return ok(weekdayOf(day) <= 5 ? !calendar.off.has(day) : calendar.worked.has(day));
}

/**
 * The last day of a term of `days` working days. The term is counted from the day after `from` (Civil Code art. 173,
 * domain.md §1.10.13) and lasts until the end of the day returned. `days` is 1 or more; 0 gives `from`.
 */
export function addWorkingDays(
  calendar: WorkingCalendar,
  from: PlainDate,
  days: number,
): Result<PlainDate, CalendarGap> {
  let day = from;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    const working = isWorkingDay(calendar, day);
    if (!working.ok) return working;
    if (working.value) left -= 1;
  }
  return ok(day);
}

/** What the people who keep the calendar should be told. */
export type CalendarWarning = { readonly kind: 'missing' | 'computed'; readonly year: number };

/**
 * Warnings for `today`: the present or the coming year is missing, or is only computed. The coming year is looked at from
 * 1 September on for the computed mark, at any time for being missing.
 */
export function calendarWarnings(calendar: WorkingCalendar, today: PlainDate): readonly CalendarWarning[] {
  const { year, month } = partsOf(today);
  return [year, year + 1].flatMap((each): readonly CalendarWarning[] => {
    const known = calendar.years.get(each);
    if (known === undefined) return [{ kind: 'missing', year: each }];
    return known.computed && (each === year || month >= 9) ? [{ kind: 'computed', year: each }] : [];
  });
}

function gather(
  year: CalendarYear,
  days: readonly CalendarDay[],
  into: Set<PlainDate>,
  at: string,
  fits: (day: PlainDate) => true | CalendarFault['code'],
): CalendarFault | null {
  for (const [index, { date }] of days.entries()) {
    const where = `${at}.${index}`;
    if (partsOf(date).year !== year.year) return { code: 'date-outside-year', at: where };
    if (into.has(date)) return { code: 'date-twice', at: where };
    const verdict = fits(date);
    if (verdict !== true) return { code: verdict, at: where };
    into.add(date);
  }
  return null;
}

function isYear(value: unknown): value is CalendarYear {
  return (
    isRecord(value) &&
    Number.isInteger(value.year) &&
    typeof value.computed === 'boolean' &&
    isDays(value.daysOff) &&
    isDays(value.workedDays)
  );
}

function isDays(value: unknown): value is readonly CalendarDay[] {
  return Array.isArray(value) && value.every(isDay);
}

function isDay(value: unknown): value is CalendarDay {
  return (
    isRecord(value) &&
    typeof value.date === 'string' &&
    isPlainDate(value.date) &&
    (value.kind === 'holiday' || value.kind === 'carried-over' || value.kind === 'swapped') &&
    isWording(value.name)
  );
}

function isWording(value: unknown): value is Wording {
  return isRecord(value) && ['kk', 'ru', 'en'].every((locale) => typeof value[locale] === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
