/** Commands at the last millisecond of a deadline and at the first one after it; clocks that jump; steps out of order. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { almatyDay, endOfDay } from '../../../core/domain/almaty.ts';
import { DAY, HOUR } from '../../../core/domain/instant.ts';
import { addDays, addMonths } from '../../../core/domain/plain-date.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { executeDeadlines } from '../../../server/deadline/execute.ts';
import { adoptPolicy } from '../../../server/queue/adopt.ts';
import { rulesOf } from '../../unit/domain/story.ts';
import { type CommandStage, choosing, type Filed, GROUP, openCommandStage } from './command-stage.ts';
import type { SignedIn } from './desk-client.ts';

const MOTHER = 'synaqova-mother';

let on: CommandStage;
let child: Filed;

beforeAll(async () => {
  on = await openCommandStage();
});
afterAll(async () => {
  on.stage.freeze(null);
  await on.close();
});
beforeEach(async () => {
  on.stage.freeze(null);
  await on.begin();
  child = await on.file();
});

const mother = () => on.kiosk.signIn(MOTHER);
const signedBy = (session: SignedIn, command: Command) =>
  on.give({ command, session, key: MOTHER, number: child.number }, on.kiosk);
const choose = (): Command => choosing(child);
const publish = () => on.rule({ do: 'publishPlaces', group: GROUP, places: 1, by: 'whoever-may' });
/** The row of the application. */
const row = () =>
  on.stage.database.db
    .selectFrom('application')
    .select(['status', 'choose_by', 'referral', 'confirm_interest_by', 'expiries'])
    .where('uuid', '=', child.uuid)
    .executeTakeFirstOrThrow();
const papers = async () =>
  (
    await on.stage.database.db
      .selectFrom('document')
      .select('kind')
      .where('application', '=', child.uuid)
      .orderBy('issued_at')
      .execute()
  ).map(({ kind }) => kind);
/** Stops the clock and signs in there. */
async function at(instant: number): Promise<SignedIn> {
  on.stage.freeze(instant);
  return mother();
}

describe('an offer', () => {
  it('is taken at the last millisecond of its last day, by turn', async () => {
    await publish();
    const end = (await row()).choose_by?.getTime() ?? 0;
    expect(await signedBy(await at(end), choose())).toBe('done');
    expect((await row()).referral).toMatchObject({ kind: 'turn' });
  });

  it('has lapsed a millisecond later: the place is open to all', async () => {
    await publish();
    const end = (await row()).choose_by?.getTime() ?? 0;
    expect(await signedBy(await at(end + 1), choose())).toBe('done');
    expect((await row()).referral).toMatchObject({ kind: 'free-choice' });
  });
});

describe('a referral', () => {
  beforeEach(async () => {
    await publish();
    expect(await signedBy(await mother(), choose())).toBe('done');
  });
  const issuedAt = async () => Date.parse((await row()).referral?.issuedAt ?? '');
  const validUntil = async () => Date.parse((await row()).referral?.validUntil ?? '');
  const back = (): Command => ({ do: 'cancelReferral', application: child.uuid });

  it('is returned up to and including 24 hours after its issue, not later', async () => {
    const until = (await issuedAt()) + 24 * HOUR;
    expect(await signedBy(await at(until + 1), back())).toEqual({ code: 'cancel-window-closed' });
    expect(await signedBy(await at(until), back())).toBe('done');
    expect(await signedBy(await at(until), back())).toEqual({ code: 'wrong-status' });
  });

  it('is good to the last millisecond of its last day', async () => {
    const arrive = (session: SignedIn) =>
      on.give({ command: { do: 'markArrival', application: child.uuid }, session });
    const last = await validUntil();
    on.stage.freeze(last);
    expect(await arrive(await on.desk.signIn('director'))).toBe('done');
    expect(await on.statusOf(child)).toBe('enrolled');
  });

  it('that has expired stays so when the clock is set back', async () => {
    const last = await validUntil();
    on.stage.freeze(last + 1);
    const withdrawn = await at(last + 1);
    const until = addDays(almatyDay(last), 3);
    const extend: Command = { do: 'extendReferral', application: child.uuid, until };
    expect(await signedBy(withdrawn, extend)).toEqual({ code: 'referral-expired' });
    await executeDeadlines(
      { db: on.stage.database.db, rules: rulesOf('classic'), now: on.stage.now },
      last + 1,
    );
    expect(await signedBy(await at(last), extend)).toEqual({ code: 'referral-expired' });
    expect(await on.statusOf(child)).toBe('stopListed');
  });

  it('expires into the stop-list with its paper when somebody acts on it too late', async () => {
    const last = await validUntil();
    const session = await at(last + 1);
    const contacts = { phone: '+77010000004', email: null, additionalPhone: null, additionalEmail: null };
    const update: Command = { do: 'updateContacts', application: child.uuid, contacts };
    expect(await on.give({ command: update, session }, on.kiosk)).toBe('done');
    expect(await row()).toMatchObject({ status: 'stopListed', expiries: 1 });
    expect(await papers()).toEqual(['registration', 'referral', 'annulment']);
    expect(await signedBy(session, choose())).toEqual({ code: 'stop-listed' });
  });

  it('is extended once, to at most 30 days after its issue', async () => {
    const day = almatyDay(await issuedAt());
    const to = (until: string): Command => ({ do: 'extendReferral', application: child.uuid, until });
    const session = await mother();
    expect(await signedBy(session, to(addDays(day, 31)))).toEqual({ code: 'extension-too-long' });
    expect(await signedBy(session, to(addDays(day, 30)))).toBe('done');
    expect(await signedBy(session, to(addDays(day, 30)))).toEqual({ code: 'extension-used' });
  });
});

describe('interest', () => {
  const confirm = (): Command => ({ do: 'confirmInterest', application: child.uuid });

  /** The child as if it had been filed so many days ago. */
  const filedAgo = async (days: number): Promise<string> => {
    const { db } = on.stage.database;
    const filed = on.stage.now() - days * DAY;
    await db
      .updateTable('application')
      .set({ filed_at: new Date(filed), place_from: null })
      .where('uuid', '=', child.uuid)
      .execute();
    await adoptPolicy(db, rulesOf('classic').policy);
    return addMonths(almatyDay(filed), 12);
  };

  it('is confirmed in its window to the last millisecond, with its paper', async () => {
    const due = await filedAgo(320);
    const early = await at(endOfDay(addDays(due, -31)) - 1);
    expect(await on.give({ command: confirm(), session: early }, on.kiosk)).toEqual({ code: 'too-early' });
    const session = await at(endOfDay(due) - 1);
    expect(await on.give({ command: confirm(), session }, on.kiosk)).toBe('done');
    expect(await papers()).toContain('interest-confirmation');
    expect(await on.give({ command: confirm(), session }, on.kiosk)).toEqual({ code: 'too-early' });
  });

  it('that was not confirmed is too late a millisecond after', async () => {
    const due = await filedAgo(350);
    const late = await at(endOfDay(due));
    expect(await on.give({ command: confirm(), session: late }, on.kiosk)).toEqual({ code: 'wrong-status' });
  });
});
