import { almatyDay } from '../../core/domain/almaty.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { PlainDate } from '../../core/domain/plain-date.ts';
import { calendarWarnings, type WorkingCalendar } from '../../core/domain/working-calendar.ts';
import type { Queries } from '../database/queries.ts';
import { every } from '../every.ts';
import { calendarInForce } from './calendar.ts';

/** How soon an edited calendar counts, also at the other servers of the same database, ms. */
const REFRESH_MS = 10_000;

const WARNINGS = {
  missing: 'the working calendar lacks a year: terms that run through it cannot be counted',
  computed: 'the working calendar of a year is only computed: compare it with the official one',
} as const;

type Log = { warn(facts: object, message: string): void };

/** The working calendar in force, kept up to date for as long as the server runs; what it lacks is said in the log once a day. */
export async function keepCalendar(
  db: Queries,
  log: Log,
  now: () => Instant,
): Promise<{ current(): WorkingCalendar; stop(): Promise<void> }> {
  let calendar = await calendarInForce(db);
  let warned: PlainDate | null = null;
  const warn = () => {
    const today = almatyDay(now());
    if (today === warned) return;
    warned = today;
    for (const { kind, year } of calendarWarnings(calendar, today)) log.warn({ year }, WARNINGS[kind]);
  };
  warn();
  const reading = every(REFRESH_MS, 'reading the calendar again', log, async () => {
    calendar = await calendarInForce(db);
    warn();
  });
  return { current: () => calendar, stop: reading.stop };
}
