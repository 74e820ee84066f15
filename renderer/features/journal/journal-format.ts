import { almatyDay, formatAlmaty, formatAlmatyMinute, formatDate } from '../../../core/domain/almaty.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import { formatPhone, normalisePhone } from '../../../core/domain/phone.ts';

/** A stored instant as the journal shows it, in Almaty to the second: `13.08.2025 15:41:18`. */
export function momentText(iso: string): string {
  const instant = parseInstant(iso);
  return instant === null ? iso : formatAlmaty(instant);
}

/** The same without seconds. */
export function minuteText(iso: string): string {
  const instant = parseInstant(iso);
  return instant === null ? iso : formatAlmatyMinute(instant);
}

/** A plain date: `05.01.2022`; never through a time zone (domain.md §11.10). */
export function dateText(date: string): string {
  return formatDate(date);
}

/** The last day of a deadline that acts at 00:00 of the day after it (domain.md §1.10.13). */
export function lastDayText(iso: string): string {
  const instant = parseInstant(iso);
  return instant === null ? iso : formatDate(almatyDay(instant - 1));
}

/** A phone as people read it: `+7 (701) 234-56-78`. */
export function phoneText(phone: string): string {
  const known = normalisePhone(phone);
  return known.ok ? formatPhone(known.value) : phone;
}
