import type { Transaction } from 'kysely';
import { z } from 'zod';
import { almatyDay } from '../../core/domain/almaty.ts';
import { fail, ok } from '../../core/domain/result.ts';
import {
  type CalendarYear,
  calendarWarnings,
  parseCalendar,
  type WorkingCalendar,
} from '../../core/domain/working-calendar.ts';
import type { Command, CommandFacts } from '../../core/protocol/command.ts';
import { CalendarYearSchema } from '../../core/protocol/region.ts';
import type { Answer } from '../answer.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Queries } from '../database/queries.ts';
import type { Database } from '../database/schema.ts';
import { loadCalendar } from '../deadline/calendar.ts';
import type { Actor } from '../person/session.ts';
import { readEdited, saveEdited } from '../reference/edited.ts';
import type { Services } from '../services.ts';
import { keepsReference, seesRegion } from './right.ts';

const NAME = 'working-calendar';
const Edited = z.array(CalendarYearSchema.extend({ saved: z.iso.datetime(), savedBy: z.string() }));

/** The working calendar in force: that of the assets, with the years that were edited in their stead. */
export async function calendarInForce(db: Queries): Promise<WorkingCalendar> {
  const edited = await readEdited(db, NAME, Edited);
  return merged((edited?.body ?? []).map(({ saved: _, savedBy: __, ...year }) => year));
}

function merged(edited: readonly CalendarYear[]): WorkingCalendar {
  const own = loadCalendar();
  const years = new Map(own.years);
  for (const year of edited) years.set(year.year, year);
  const parsed = parseCalendar({ years: [...years.values()] });
  if (!parsed.ok) throw new Error(`The edited calendar is ${parsed.error.code} at ${parsed.error.at}`);
  return parsed.value;
}

/** The years of the calendar as they count, which of them were edited by whom, and what is missing. */
export async function readCalendar({ db, now }: Services, actor: Actor) {
  if (!seesRegion(actor)) return fail({ code: 'not-permitted' }) satisfies Answer<never>;
  const edited = (await readEdited(db, NAME, Edited))?.body ?? [];
  const calendar = await calendarInForce(db);
  const years = [...calendar.years.values()]
    .toSorted((one, other) => one.year - other.year)
    .map((year) => {
      const own = edited.find((each) => each.year === year.year);
      return { ...year, saved: own?.saved ?? null, savedBy: own?.savedBy ?? null };
    });
  return ok({ years, warnings: calendarWarnings(calendar, almatyDay(now())) });
}

/**
 * Saves one year of the calendar. Days that have passed cannot be changed (`too-early` never applies: `wrong-status`), because terms
 * were counted by them; terms that run already keep the last day they were given.
 */
export async function decideCalendar(
  services: Services,
  trx: Transaction<Database>,
  { actor, desk }: PreparedCommand,
  { year, reason }: Extract<Command, { do: 'saveCalendarYear' }>,
): Promise<Answer<CommandFacts>> {
  if (!keepsReference(actor)) return fail({ code: 'not-permitted' });
  const alone = parseCalendar({ years: [year] });
  if (!alone.ok) return fail({ code: 'calendar-malformed', field: alone.error.at });
  const today = almatyDay(services.now());
  const present = services.rules.calendar;
  const passed = [...present.off, ...alone.value.off, ...present.worked, ...alone.value.worked].find(
    (day) =>
      day <= today &&
      day.startsWith(`${year.year}-`) &&
      (present.off.has(day) !== alone.value.off.has(day) ||
        present.worked.has(day) !== alone.value.worked.has(day)),
  );
  if (passed !== undefined && present.years.has(year.year))
    return fail({ code: 'calendar-day-passed', facts: { day: passed } });
  // A year without a single day off is a hole: holidays would count as working days.
  if (year.daysOff.length === 0) return fail({ code: 'calendar-malformed', field: 'years.0.daysOff' });
  const at = new Date(services.now());
  const before = (await readEdited(trx, NAME, Edited))?.body ?? [];
  const years = [
    ...before.filter((each) => each.year !== year.year),
    { ...year, saved: at.toISOString(), savedBy: actor.name },
  ];
  await saveEdited(trx, NAME, years, { iin: actor.iin, desk: desk.id, reason, at });
  return ok({ year: year.year });
}
