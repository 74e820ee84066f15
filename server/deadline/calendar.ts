import { readFileSync } from 'node:fs';
import { parseCalendar, type WorkingCalendar } from '../../core/domain/working-calendar.ts';

const FILE = new URL('../../assets/reference/working-calendar.json', import.meta.url);

/** The working calendar of the assets. Throws with the place of the fault when it is broken. */
export function loadCalendar(): WorkingCalendar {
  const parsed = parseCalendar(JSON.parse(readFileSync(FILE, 'utf8')));
  if (!parsed.ok) throw new Error(`working-calendar.json: ${parsed.error.code} at ${parsed.error.at}`);
  return parsed.value;
}
