/**
 * Wrong input of time (issue 4): the edges of the stop-list and of a year, 29 February, clocks that jump on the server and at the
 * desk, and a calendar with a hole. Through the real push route; what is refused leaves nothing half done.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { almatyDay, endOfDay, startOfDay } from '../../../core/domain/almaty.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../core/domain/instant.ts';
import { addDays, type PlainDate, weekdayOf } from '../../../core/domain/plain-date.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { loadCalendar } from '../../../server/deadline/calendar.ts';
import { executeDeadlines } from '../../../server/deadline/execute.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { adoptPolicy } from '../../../server/queue/adopt.ts';
import { calendarInForce } from '../../../server/region/calendar.ts';
import { keepCalendar } from '../../../server/region/keep-calendar.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { rulesOf } from '../../unit/domain/story.ts';
import { type CommandStage, type Filed, GROUP, openCommandStage } from './command-stage.ts';
import { good, type SignedIn } from './desk-client.ts';
import { saysWhatToDo, untouched } from './untouched.ts';

const MOTHER = 'synaqova-mother';

let on: CommandStage;
let child: Filed;
let mother: SignedIn;

beforeAll(async () => {
  on = await openCommandStage();
  const { iin } = demoPerson('region');
  const grant = { iin, role: 'region', district: null, kindergarten: null } as const;
  await grantRole(on.stage.database.db, grant, on.stage.now());
});
afterAll(async () => {
  on.stage.freeze(null);
  await on.close();
});
beforeEach(async () => {
  on.stage.freeze(null);
  await on.begin();
  child = await on.file();
  mother = await on.kiosk.signIn(MOTHER);
});

const by = 'whoever-may' as const;
const db = () => on.stage.database.db;
const publish = (places = 1) => on.rule({ do: 'publishPlaces', group: GROUP, places, by });
const choose = () => on.rule({ do: 'choosePlace', application: child.uuid, group: GROUP, by });
const row = () =>
  db()
    .selectFrom('application')
    .select(['status', 'expiries', 'choose_by', 'stop_list_until', 'confirm_interest_by', 'referral'])
    .where('uuid', '=', child.uuid)
    .executeTakeFirstOrThrow();

/** Stops the clock at an instant, at which sessions that were opened before still hold. */
async function at(instant: Instant): Promise<void> {
  await db()
    .updateTable('session')
    .set({ started_at: new Date(instant - MINUTE), expires_at: new Date(instant + 12 * HOUR) })
    .execute();
  on.stage.freeze(instant);
}
const act = () => executeDeadlines({ db: db(), rules: rulesOf(), now: on.stage.now }, on.stage.now());
const give = (session: SignedIn, command: Command) =>
  on.give({ command, session }, session === mother ? on.kiosk : on.desk);
async function refused(session: SignedIn, command: Command): Promise<string> {
  const answer = await untouched(db(), () => give(session, command));
  if (answer === 'done') throw new Error(`${command.do} was done`);
  saysWhatToDo(answer.code);
  return answer.code;
}
const confirm = (): Command => ({ do: 'confirmInterest', application: child.uuid });
const arrive = (): Command => ({ do: 'markArrival', application: child.uuid });
const refuse = (): Command => ({ do: 'refuseArrival', application: child.uuid, reason: 'Келмеді' });
const contacts = { phone: '+77010000011', email: null, additionalPhone: null, additionalEmail: null };
const update = (): Command => ({ do: 'updateContacts', application: child.uuid, contacts });
const publishing: Command = { do: 'publishPlaces', group: GROUP, places: 1 };

/** As if the child had been filed then, and its interest confirmed at every due date before this one. */
async function filedAt(instant: Instant, round = 1): Promise<void> {
  await db()
    .updateTable('application')
    .set({ filed_at: new Date(instant), place_from: null, interest_round: round })
    .where('uuid', '=', child.uuid)
    .execute();
  await adoptPolicy(db(), rulesOf().policy);
}

describe('at 23:59:59.999 and at 00:00:00', () => {
  it('of the last day of a referral the child arrives; a moment later it has expired', async () => {
    await publish();
    await choose();
    const last = Date.parse((await row()).referral?.validUntil ?? '');
    expect(last % DAY, 'the end of the day in Almaty').toBe(19 * HOUR - 1);
    await at(last + 1);
    expect(await refused(on.staff.director, arrive())).toBe('referral-expired');
    expect(await refused(on.staff.director, refuse())).toBe('referral-expired');
    await at(last);
    expect(await give(on.staff.director, arrive())).toBe('done');
  });

  it('of the last day of the stop-list the child is on it; a moment later it is offered the next place', async () => {
    await publish();
    await choose();
    await at(Date.parse((await row()).referral?.validUntil ?? '') + 1);
    await act();
    const last = (await row()).stop_list_until?.getTime() ?? 0;
    expect(last % DAY).toBe(19 * HOUR - 1);
    await at(last);
    expect(await give(on.staff.director, publishing)).toBe('done');
    expect(await row()).toMatchObject({ status: 'stopListed', expiries: 1 });
    await at(last + 1);
    expect(await give(on.staff.director, publishing)).toBe('done');
    expect(await row()).toMatchObject({ status: 'notified', expiries: 1, stop_list_until: null });
  });
});

describe('on 29 February', () => {
  /** Noon of a 29 February that is past. */
  const LEAP = startOfDay('2024-02-29') + 12 * HOUR;

  it('who filed on it confirms until the end of 28 February of a common year, and of the 29th of a leap year', async () => {
    await filedAt(LEAP, 3);
    for (const due of ['2027-02-28', '2028-02-29'] as const) {
      await at(startOfDay(addDays(due, -30)) - 1);
      expect(await refused(mother, confirm()), due).toBe('too-early');
      await at(endOfDay(due));
      expect(await refused(mother, confirm()), due).toBe('wrong-status');
      await at(endOfDay(due) - 1);
      expect(await give(mother, confirm()), due).toBe('done');
    }
    expect(almatyDay((await row()).confirm_interest_by?.getTime() ?? 0)).toBe('2029-02-28');
  });
});

describe('with a server clock that jumps', () => {
  it('forward, the deadlines act; back again, nothing acts twice and nothing comes back', async () => {
    await publish();
    await choose();
    const start = on.stage.now();
    const last = Date.parse((await row()).referral?.validUntil ?? '');
    await at(last + 2 * DAY);
    await act();
    const acted = await row();
    expect(acted).toMatchObject({ status: 'stopListed', expiries: 1 });
    await at(start);
    await untouched(db(), act);
    expect(await refused(on.staff.director, arrive())).toBe('referral-expired');
    expect(await give(mother, update())).toBe('done');
    expect(await row()).toEqual(acted);
    await at(last + 2 * DAY);
    await untouched(db(), act);
    expect(await row(), 'one expiry is one, whatever the clock did').toEqual(acted);
  });

  it('back before the child was filed, an offer keeps the last day it was given', async () => {
    await publish();
    const { choose_by } = await row();
    await at(on.stage.now() - 10 * DAY);
    await untouched(db(), act);
    expect(await give(mother, update())).toBe('done');
    expect((await row()).choose_by).toEqual(choose_by);
    expect((await row()).status).toBe('notified');
  });

  it('numbers go on upwards when the clock has gone back', async () => {
    const start = on.stage.now();
    await at(start + 2 * HOUR);
    const later = await on.file();
    await at(start + HOUR);
    const again = await on.file();
    expect([child.number, later.number, again.number].toSorted()).toEqual([
      ...[child.number, later.number, again.number],
    ]);
  });
});

describe('with a desk clock that is off', () => {
  /** A command of the mother with what her desk says of the time. */
  const said = async (deskTime: Instant, clockOffsetMs: number | null) => {
    const uuid = crypto.randomUUID();
    return on.kiosk.give(mother, update(), {
      ...{ uuid, deskTime: new Date(deskTime).toISOString(), clockOffsetMs },
    });
  };
  const codeOf = (result: Awaited<ReturnType<typeof said>>) =>
    result.outcome === 'refused' ? result.failure.code : 'done';

  it('more than five minutes, no request of it is answered', async () => {
    const time = new Date(on.stage.now() + 6 * MINUTE).toISOString();
    const reply = await untouched(db(), () =>
      on.kiosk.call('challenge', { purpose: 'application' }, { time }),
    );
    expect(reply).toMatchObject({ status: 401, failure: { code: 'clock-wrong' } });
    saysWhatToDo('clock-wrong');
  });

  it('a command counts when the desk knows by how much, and never in the future', async () => {
    expect(codeOf(await said(on.stage.now() + 3 * DAY, 3 * DAY))).toBe('done');
    expect(codeOf(await said(on.stage.now() + 3 * DAY, 0)), 'taken for this moment').toBe('done');
  });

  it('before the session began, or after 72 hours, it is refused', async () => {
    for (const late of [DAY, 73 * HOUR]) {
      const answer = await untouched(db(), () => said(on.stage.now() - late, 0));
      expect(codeOf(answer)).toBe('session-expired');
    }
    saysWhatToDo('session-expired');
  });
});

describe('with a calendar that lacks a year', () => {
  const lastYear = Math.max(...loadCalendar().years.keys());
  const end: PlainDate = `${lastYear}-12-31`;
  /** The last working days of the last known year, the latest first. */
  const working = (count: number): PlainDate => {
    const { off, worked } = loadCalendar();
    let day = addDays(end, 1);
    for (let left = count; left > 0; ) {
      day = addDays(day, -1);
      if (worked.has(day) || (weekdayOf(day) <= 5 && !off.has(day))) left -= 1;
    }
    return day;
  };
  const noon = (day: PlainDate) => startOfDay(day) + 12 * HOUR;
  /** Its holidays: one, on the last Monday of November. */
  let holiday: PlainDate = `${lastYear + 1}-11-30`;
  while (weekdayOf(holiday) !== 1) holiday = addDays(holiday, -1);
  const nextYear = {
    ...{ year: lastYear + 1, computed: true, workedDays: [] },
    daysOff: [
      { date: holiday, kind: 'holiday' as const, name: { kk: 'Мереке', ru: 'Праздник', en: 'Holiday' } },
    ],
  };
  /** The rules with the calendar that is in force. */
  const rules = async () => ({ ...rulesOf(), calendar: await calendarInForce(db()) });

  afterAll(async () => {
    await db().deleteFrom('reference_table').execute();
  });

  it('the server’s log says so', async () => {
    const lines: object[] = [];
    const log = { warn: (facts: object) => void lines.push(facts) };
    for (const day of [`${lastYear - 1}-08-31`, end] as const)
      await (await keepCalendar(db(), log, () => noon(day))).stop();
    expect(lines, 'nothing while both years are there').toEqual(
      expect.arrayContaining([{ year: lastYear + 1 }]),
    );
    expect(lines.filter((line) => JSON.stringify(line).includes(String(lastYear + 1)))).toHaveLength(1);
  });

  it('no place is published whose last day to choose cannot be told', async () => {
    await filedAt(noon(working(10)));
    await at(noon(working(2)));
    expect(await refused(on.staff.director, publishing)).toBe('calendar-missing');
    expect(await refused(on.staff.director, { ...publishing, places: 3 })).toBe('calendar-missing');
    expect((await row()).status).toBe('queued');
    await at(noon(working(4)));
    expect(await give(on.staff.director, publishing)).toBe('done');
    expect(almatyDay((await row()).choose_by?.getTime() ?? 0)).toBe(working(1));
  });

  it('a deadline that cannot be counted waits with its cell, says so, and acts once the year is there', async () => {
    await filedAt(noon(working(12)));
    await at(noon(working(9)));
    await publish();
    await choose();
    expect(almatyDay(Date.parse((await row()).referral?.validUntil ?? ''))).toBe(working(4));
    await at(noon(end));
    const held = await untouched(db(), act);
    expect(held).toMatchObject({ acted: 0, held: [{ reason: 'calendar-missing' }] });
    expect(await refused(on.staff.director, arrive()), 'nothing overtakes it').toBe('calendar-missing');
    expect(await refused(mother, update())).toBe('calendar-missing');
    const { calendarLacks } = good(
      await on.desk.call('work.today', {}, { session: on.staff.operator.token }),
    );
    expect(calendarLacks, 'the operator is told').toEqual([lastYear + 1]);

    on.stage.freeze(null);
    const region = await on.desk.signIn('region');
    await at(noon(end));
    const save: Command = { do: 'saveCalendarYear', year: nextYear, reason: 'Жыл қосылды' };
    expect(await give(region, save)).toBe('done');
    const queue = { db: db(), rules: await rules(), now: on.stage.now };
    expect(await executeDeadlines(queue, on.stage.now())).toMatchObject({ acted: 1, held: [] });
    expect(await row()).toMatchObject({ status: 'stopListed', expiries: 1 });
    expect(almatyDay((await row()).stop_list_until?.getTime() ?? 0).startsWith(`${lastYear + 1}-`)).toBe(
      true,
    );
  });
});
