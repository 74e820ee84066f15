import type { WorkingCalendar } from '../../core/domain/working-calendar.ts';
import type { Queries } from '../database/queries.ts';
import { errorForLog } from '../log.ts';
import { calendarInForce } from './calendar.ts';

/** How soon an edited calendar counts, also at the other servers of the same database, ms. */
const REFRESH_MS = 10_000;

type Log = { warn(facts: object, message: string): void };

/** The working calendar in force, kept up to date for as long as the server runs. */
export async function keepCalendar(
  db: Queries,
  log: Log,
): Promise<{ current(): WorkingCalendar; stop(): Promise<void> }> {
  let calendar = await calendarInForce(db);
  let reading = Promise.resolve();
  const timer = setInterval(() => {
    reading = calendarInForce(db).then(
      (read) => {
        calendar = read;
      },
      (error: unknown) => log.warn({ error: errorForLog(error) }, 'the calendar could not be read again'),
    );
  }, REFRESH_MS);
  timer.unref();
  return {
    current: () => calendar,
    async stop() {
      clearInterval(timer);
      await reading;
    },
  };
}
