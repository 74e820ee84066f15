import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type Desk, type Office, openOffice, until } from './office.ts';
import { familyForm, signIn, staffedDesk, submit } from './people.ts';

const HOUR = 3_600_000;
const WITH_KEY = { storage: 'PKCS12', locale: 'kk' } as const;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

/** A desk at which the operator has been and left, with the line cut since. */
async function cutOff(): Promise<{ desk: Desk; advance: (milliseconds: number) => void }> {
  let ahead = 0;
  const desk = await staffedDesk(office, { now: () => Date.now() + ahead });
  await desk.get('desk.sync', {});
  await desk.get('session.leave', {});
  office.line.cut();
  await desk.get('desk.sync', {});
  return { desk, advance: (milliseconds) => (ahead += milliseconds) };
}

async function signInOffline(desk: Desk, person = 'operator') {
  await office.keyOf(person);
  const chosen = await desk.call('session.choose', WITH_KEY);
  if (!chosen.ok) return chosen;
  return desk.call('session.enter', { ticket: chosen.value.ticket, email: null });
}

test('staff sign in while the line is down, file, and all of it is accepted when the line is back', async () => {
  const { desk } = await cutOff();
  const entered = await signInOffline(desk);
  expect(entered).toMatchObject({
    ok: true,
    value: { offline: true, means: 'eds', grants: [{ role: 'operator' }] },
  });
  const saved = await submit(office, desk, familyForm('synaqov-father', 'synaqov-2022'), 'synaqov-father');
  expect(await desk.call('person.lookup', { iin: '900312445675', as: 'applicant' })).toMatchObject({
    error: { code: 'registry-unavailable' },
  });
  expect(await desk.get('desk.status', {})).toMatchObject({ unsent: 2 });
  office.line.restore();
  await desk.get('desk.sync', {});
  expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({ state: 'received' });
  // The server knows the session now: it is one like any other.
  const resumed = await until(async () => {
    const session = await desk.get('session.current', {});
    return session?.offline === false ? session : null;
  });
  expect(resumed.id).toBe(entered.ok ? entered.value.id : '');
  const { person } = await desk.get('person.lookup', { iin: '900312445675', as: 'applicant' });
  expect(person.iin).toBe('900312445675');
});

test('a session opened off line outlives a restart, and is taken up after it', async () => {
  const { desk } = await cutOff();
  await signInOffline(desk);
  await desk.close();
  const again = await office.desk({ folder: desk.folder });
  expect(await again.get('session.current', {})).toMatchObject({ offline: true });
  office.line.restore();
  await again.get('desk.sync', {});
  await until(async () => (await again.get('session.current', {}))?.offline === false);
});

test('only who signed in here while the line was up, and only for 72 hours', async () => {
  const { desk, advance } = await cutOff();
  expect(await signInOffline(desk, 'synaqova-mother')).toMatchObject({ error: { code: 'offline-unknown' } });
  await office.grant('operator-two');
  expect(await signInOffline(desk, 'operator-two')).toMatchObject({ error: { code: 'offline-unknown' } });
  advance(71 * HOUR);
  expect(await signInOffline(desk)).toMatchObject({ ok: true });
  const session = await desk.get('session.current', {});
  // The roles hold no longer than they were signed for.
  expect(Date.parse(session?.expiresAt ?? '') - Date.parse(session?.startedAt ?? '')).toBeLessThanOrEqual(
    HOUR,
  );
  advance(2 * HOUR);
  expect(await desk.get('session.current', {})).toBeNull();
  expect(await signInOffline(desk)).toMatchObject({ error: { code: 'server-unreachable' } });
});

test('a clock that was set back does not make old roles young again', async () => {
  const { desk, advance } = await cutOff();
  advance(-HOUR);
  expect(await signInOffline(desk)).toMatchObject({ error: { code: 'clock-wrong' } });
});

test('an expired or revoked key opens nothing, nor does a ticket a second time or too late', async () => {
  const { desk, advance } = await cutOff();
  const simulator = office.simulators.ncalayer;
  const key = simulator?.behaviour.now().key;
  if (simulator === undefined || key === undefined) throw new Error('no NCALayer');
  for (const state of ['expired', 'revoked'] as const) {
    await simulator.set({ obeysFilter: false, key: { ...key, person: 'operator', state } });
    expect(await desk.call('session.choose', WITH_KEY)).toMatchObject({ error: { code: state } });
  }
  await simulator.reset();
  await office.keyOf('operator');
  const { ticket } = await desk.get('session.choose', WITH_KEY);
  advance(3 * 60_000);
  expect(await desk.call('session.enter', { ticket, email: null })).toMatchObject({
    error: { code: 'challenge-expired' },
  });
  expect(await desk.call('session.enter', { ticket, email: null })).toMatchObject({ ok: false });
  expect(await desk.get('desk.status', {})).toMatchObject({ unsent: 0 });
});

test('whose role was taken away meanwhile is out when the line is back; what was done then is refused', async () => {
  const { desk } = await cutOff();
  const { iin } = demoPerson('operator');
  const { db } = office.database;
  await db
    .updateTable('person_grant')
    .set({ revoked_at: new Date(Date.now() - 1000) })
    .where('iin', '=', iin)
    .where('revoked_at', 'is', null)
    .execute();
  expect(await signInOffline(desk)).toMatchObject({ ok: true });
  const saved = await submit(office, desk, familyForm('synaqov-father', 'synaqov-2022'), 'synaqov-father');
  office.line.restore();
  await desk.get('desk.sync', {});
  await until(async () => (await desk.get('session.current', {})) === null);
  await office.grant('operator');
  await signIn(office, desk, 'operator');
  expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({
    state: 'refused',
    code: 'not-permitted',
  });
});

test('a kiosk and a desk where nobody of the staff was have no sign-in without the line', async () => {
  const kiosk = await office.desk({ mode: 'kiosk' });
  await kiosk.get('desk.pair', { code: await office.pairingCode('kiosk') });
  await signIn(office, kiosk, 'operator');
  await kiosk.get('session.leave', {});
  const desk = await office.desk();
  await desk.get('desk.pair', { code: await office.pairingCode() });
  office.line.cut();
  for (const each of [kiosk, desk])
    expect(await signInOffline(each)).toMatchObject({ error: { code: 'server-unreachable' } });
  expect(await desk.call('session.enter', { ticket: randomUUID(), email: null })).toMatchObject({
    ok: false,
  });
});
