import { dateOfDayNumber, dayNumber, isPlainDate } from './plain-date.ts';

/** A moment in time: whole milliseconds since 1970-01-01T00:00:00.000Z. */
export type Instant = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const SHAPE = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?(Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * The moment of an ISO 8601 text with its offset (`2026-03-02T09:00:00+05:00`, `…Z`, milliseconds allowed; finer digits are
 * cut), or null. A text without an offset is no moment and gives null.
 */
export function parseInstant(text: string): Instant | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, date = '', hour, minute, second, fraction = '0', , sign, offsetHour = '0', offsetMinute = '0'] =
    match;
  if (!isPlainDate(date)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  if (Number(offsetHour) > 18 || Number(offsetMinute) > 59) return null;
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * HOUR + Number(offsetMinute) * MINUTE);
  return (
    dayNumber(date) * DAY +
    Number(hour) * HOUR +
    Number(minute) * MINUTE +
    Number(second) * SECOND +
    Number(fraction.padEnd(3, '0')) -
    offset
  );
}

/** The moment as ISO 8601 in UTC with milliseconds, as it is stored and sent: `2026-03-02T04:00:00.000Z`. */
export function toIso(instant: Instant): string {
  return `${isoLocal(instant)}Z`;
}

/** Date and time to the millisecond of an instant read as if it were UTC; `almaty.ts` adds the offset. */
export function isoLocal(instant: Instant): string {
  const days = Math.floor(instant / DAY);
  const rest = instant - days * DAY;
  const part = (value: number, width: number) => String(Math.floor(value)).padStart(width, '0');
  const time = `${part(rest / HOUR, 2)}:${part((rest % HOUR) / MINUTE, 2)}:${part((rest % MINUTE) / SECOND, 2)}`;
  return `${dateOfDayNumber(days)}T${time}.${part(rest % SECOND, 3)}`;
}
