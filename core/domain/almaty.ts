/**
 * Time in Kazakhstan (Asia/Almaty), from an own table: Electron's time-zone data may be older than the country's change of
 * 2024 (domain.md §5), so neither `Intl` nor the zone of the machine is asked.
 */
import { DAY, HOUR, type Instant, isoLocal } from './instant.ts';
import { addDays, dateOfDayNumber, dayNumber, type PlainDate, partsOf } from './plain-date.ts';

/** At this moment (00:00 of 1 March 2024 by the old time) clocks went from UTC+6 back to UTC+5. */
export const OFFSET_CHANGE: Instant = 1_709_229_600_000;

const OFFSET_BEFORE = 6 * HOUR;
const OFFSET_SINCE = 5 * HOUR;

/** Milliseconds by which Almaty is ahead of UTC at `instant`: +5 h since 1 March 2024, +6 h before. */
export function almatyOffset(instant: Instant): number {
  return instant < OFFSET_CHANGE ? OFFSET_BEFORE : OFFSET_SINCE;
}

/** The day it is in Almaty at `instant`. */
export function almatyDay(instant: Instant): PlainDate {
  return dateOfDayNumber(Math.floor((instant + almatyOffset(instant)) / DAY));
}

/** 00:00:00.000 of `day` in Almaty. */
export function startOfDay(day: PlainDate): Instant {
  const local = dayNumber(day) * DAY;
  return day < '2024-03-01' ? local - OFFSET_BEFORE : local - OFFSET_SINCE;
}

/**
 * The moment a deadline with the last day `day` acts: 00:00:00.000 Asia/Almaty of the day after it (domain.md §1.10.13).
 * Everything strictly before it is in time.
 */
export function endOfDay(day: PlainDate): Instant {
  return startOfDay(addDays(day, 1));
}

/** Milliseconds since 00:00 of the day in Almaty. */
export function timeOfDay(instant: Instant): number {
  return (((instant + almatyOffset(instant)) % DAY) + DAY) % DAY;
}

/** A day as people here write it: `05.01.2026`. */
export function formatDate(day: PlainDate): string {
  const [year, month, date] = day.split('-');
  return `${date}.${month}.${year}`;
}

/** A moment as the journal shows it, in Almaty: `13.08.2025 15:41:18`. */
export function formatAlmaty(instant: Instant): string {
  const [date = '', time = ''] = isoLocal(instant + almatyOffset(instant)).split('T');
  return `${formatDate(date)} ${time.slice(0, 8)}`;
}

/** A moment in Almaty without seconds: `13.08.2025 15:41`. */
export function formatAlmatyMinute(instant: Instant): string {
  return formatAlmaty(instant).slice(0, 16);
}

/** A moment as ISO 8601 with Almaty's offset; milliseconds only where there are any: `2026-03-02T09:00:00+05:00`. */
export function toAlmatyIso(instant: Instant): string {
  const offset = almatyOffset(instant);
  return `${isoLocal(instant + offset).replace(/\.000$/, '')}+0${offset / HOUR}:00`;
}

/** The year it is in Almaty at `instant`: the year of an application number. */
export function almatyYear(instant: Instant): number {
  return partsOf(almatyDay(instant)).year;
}
