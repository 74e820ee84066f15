import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { grantRole } from '../../../server/person/grant.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { FIRST_QUERY } from './journal-query.ts';
import { type Desk, type Office, openOffice } from './office.ts';
import { signIn, staffedDesk } from './people.ts';

const MINUTE = 60_000;
const WITH_KEY = { storage: 'PKCS12', locale: 'kk' } as const;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

/** A desk whose clock the test moves. */
async function clocked(): Promise<{
  desk: Desk;
  advance: (milliseconds: number) => void;
  now: () => number;
}> {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const desk = await staffedDesk(office, { now });
  return { desk, now, advance: (milliseconds) => (ahead += milliseconds) };
}

const isLocked = async (desk: Desk) => (await desk.get('session.current', {}))?.locked;

test('ten idle minutes lock a staff session: only its standing and the ways out answer', async () => {
  const { desk, advance } = await clocked();
  advance(9 * MINUTE);
  await desk.get('application.journal', FIRST_QUERY);
  advance(MINUTE);
  const locked = { ok: false, error: { code: 'session-locked' } };
  // What a page asks again by itself has not kept it open.
  expect(await desk.call('application.journal', FIRST_QUERY)).toEqual(locked);
  expect(await desk.call('draft.load', {})).toEqual(locked);
  expect(await desk.call('person.lookup', { iin: '900312445675', as: 'applicant' })).toEqual(locked);
  expect(await isLocked(desk)).toBe(true);
  await desk.get('desk.status', {});
  expect(desk.events).toContainEqual({ topic: 'session' });
});

test('the session of a kindergarten’s director locks as well, and sees no register of the district', async () => {
  const { desk, advance } = await clocked();
  await desk.get('session.leave', {});
  const { iin } = demoPerson('director');
  const grant = { iin, role: 'director' as const, district: null, kindergarten: 'demo-kindergarten-1' };
  await grantRole(office.database.db, grant, Date.now());
  await signIn(office, desk, 'director');
  expect((await desk.get('application.journal', FIRST_QUERY)).total).toBe(0);
  await desk.get('session.lock', {});
  expect(await isLocked(desk)).toBe(true);
  await desk.get('session.unlock', WITH_KEY);
  advance(10 * MINUTE);
  expect(await desk.call('kindergarten.list', { district: null })).toMatchObject({
    error: { code: 'session-locked' },
  });
});

test('somebody who is at it keeps it open; moving the mouse at a locked screen does not open it', async () => {
  const { desk, advance } = await clocked();
  for (let n = 0; n < 4; n += 1) {
    advance(9 * MINUTE);
    await desk.get('session.touch', {});
  }
  expect(await isLocked(desk)).toBe(false);
  await desk.get('session.lock', {});
  await desk.get('session.touch', {});
  expect(await isLocked(desk)).toBe(true);
});

test('it is opened by the same person with the EDS, and by nobody else', async () => {
  const { desk } = await clocked();
  await office.grant('operator-two');
  await desk.get('session.lock', {});
  const behaviour = office.simulators.ncalayer?.behaviour;
  const key = behaviour?.now().key;
  if (key === undefined) throw new Error('no NCALayer');
  await office.simulators.ncalayer?.set({ obeysFilter: false, key: { ...key, person: 'operator-two' } });
  expect(await desk.call('session.unlock', WITH_KEY)).toMatchObject({ error: { code: 'iin-mismatch' } });
  expect(await isLocked(desk)).toBe(true);
  await office.simulators.ncalayer?.set({ answer: 'cancel' });
  expect(await desk.call('session.unlock', WITH_KEY)).toMatchObject({
    error: { code: 'ncalayer-cancelled' },
  });
  await office.simulators.ncalayer?.reset();
  await office.keyOf('operator');
  expect(await desk.get('session.unlock', WITH_KEY)).toMatchObject({ locked: false });
  await desk.get('application.journal', FIRST_QUERY);
});

test('the line may be down while it is opened again', async () => {
  const { desk } = await clocked();
  await desk.get('session.lock', {});
  office.line.cut();
  expect(await desk.get('session.unlock', WITH_KEY)).toMatchObject({ locked: false, offline: false });
});

test('a restart opens nothing: neither a locked session, nor one that was idle meanwhile', async () => {
  const { desk, now, advance } = await clocked();
  await desk.get('session.lock', {});
  await desk.close();
  const again = await office.desk({ folder: desk.folder, now });
  expect(await isLocked(again)).toBe(true);
  await again.get('session.unlock', WITH_KEY);
  await again.close();
  advance(11 * MINUTE);
  const later = await office.desk({ folder: desk.folder, now });
  expect(await isLocked(later)).toBe(true);
});

test('a parent’s session is not locked: it ends', async () => {
  const { desk } = await clocked();
  await desk.get('session.leave', {});
  await signIn(office, desk, 'synaqova-mother');
  expect(await desk.call('session.lock', {})).toMatchObject({ error: { code: 'not-permitted' } });
});
