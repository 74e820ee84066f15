import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { grantRole, revokeRole } from '../../../server/person/grant.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { FIRST_QUERY } from './journal-query.ts';
import { type Desk, DISTRICT, type Office, openOffice, until } from './office.ts';
import { familyForm, signIn, staffedDesk, submit } from './people.ts';

const WITH_KEY = { storage: 'PKCS12', locale: 'kk' } as const;
const FATHER = demoPerson('synaqov-father').iin;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

type Role = 'operator' | 'moderator';
const roleOf = (person: string, role: Role) => ({
  ...{ iin: demoPerson(person).iin, role, district: DISTRICT, kindergarten: null },
});
/** As `kezek grant` and `kezek revoke` do. */
const give = (person: string, role: Role) =>
  grantRole(office.database.db, roleOf(person, role), Date.now() - 1);
const take = (person: string, role: Role) =>
  revokeRole(office.database.db, roleOf(person, role), Date.now() - 1);

const sessionAt = (desk: Desk) => desk.get('session.current', {});
const endedFor = async (desk: Desk) => (await desk.get('desk.status', {})).sessionEnded;

/** A desk with an operator signed in, and an application of a family in its register. */
async function withRegister(): Promise<{ desk: Desk; child: string; uuid: string }> {
  const desk = await staffedDesk(office);
  const form = familyForm('synaqov-father', 'synaqov-2022');
  const { uuid } = await submit(office, desk, form, 'synaqov-father');
  await until(async () => (await desk.get('application.outcome', { uuid })).state === 'received');
  const child = form.children[0]?.uuid ?? '';
  expect((await desk.get('application.card', { uuid: child })).row.uuid).toBe(child);
  return { desk, child, uuid };
}

test('a role taken away is gone at the desk with the next pull: register and cards are not served any more, the draft stays', async () => {
  const { desk, child, uuid } = await withRegister();
  const draft = { step: 'child', values: { language: 'kk' }, savedAt: new Date().toISOString() } as const;
  await desk.get('draft.save', { ...draft, uuid: randomUUID() });
  await take('operator', 'operator');
  await desk.get('desk.sync', {});
  expect(await sessionAt(desk)).toBeNull();
  expect(await endedFor(desk)).toBe('rights-withdrawn');
  expect(desk.events).toContainEqual({ topic: 'session' });
  const required = { ok: false, error: { code: 'session-required' } };
  expect(await desk.call('application.journal', FIRST_QUERY)).toEqual(required);
  expect(await desk.call('application.card', { uuid: child })).toEqual(required);
  // The same person comes back as what everybody is: an applicant, who sees the own applications and no others.
  await signIn(office, desk, 'operator');
  expect(await sessionAt(desk)).toMatchObject({ grants: [] });
  expect(await endedFor(desk)).toBeUndefined();
  expect(await desk.get('draft.load', {})).toMatchObject(draft);
  await desk.get('desk.sync', {});
  expect(await desk.get('application.journal', FIRST_QUERY)).toMatchObject({ total: 0, rows: [] });
  expect(await desk.get('application.journal', { ...FIRST_QUERY, search: FATHER })).toMatchObject({
    total: 0,
  });
  expect(await desk.call('application.card', { uuid: child })).toMatchObject({
    error: { code: 'not-found' },
  });
  expect(await desk.call('application.outcome', { uuid })).toMatchObject({ error: { code: 'not-found' } });
});

test('without the line nothing changes; with it back, what was saved is sent, and the role is gone', async () => {
  const desk = await staffedDesk(office);
  await desk.get('desk.sync', {});
  office.line.cut();
  const form = familyForm('synaqov-father', 'synaqov-2022');
  const saved = await submit(office, desk, form, 'synaqov-father');
  await take('operator', 'operator');
  await desk.get('desk.sync', {});
  expect(await sessionAt(desk)).toMatchObject({ grants: [{ role: 'operator' }] });
  await desk.get('application.card', { uuid: form.children[0]?.uuid ?? '' });
  office.line.restore();
  await until(async () => {
    await desk.get('desk.sync', {});
    return (await desk.get('desk.status', {})).unsent === 0 && (await sessionAt(desk)) === null;
  });
  expect(await endedFor(desk)).toBe('rights-withdrawn');
  await signIn(office, desk, 'synaqov-father');
  expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({ state: 'received' });
  // Nor do the roles that were signed for days without a line let the person in again.
  await desk.get('session.leave', {});
  office.line.cut();
  await office.keyOf('operator');
  expect(await desk.call('session.choose', WITH_KEY)).toMatchObject({
    error: { code: 'server-unreachable' },
  });
});

test('neither a restart nor unlocking with the own key brings back a role that was taken away', async () => {
  const { desk } = await withRegister();
  await desk.close();
  await take('operator', 'operator');
  const again = await office.desk({ folder: desk.folder });
  await again.get('desk.sync', {});
  expect(await sessionAt(again)).toBeNull();
  await give('operator', 'operator');
  await signIn(office, again, 'operator');
  await again.get('session.lock', {});
  await take('operator', 'operator');
  await office.keyOf('operator');
  expect((await again.call('session.unlock', WITH_KEY)).ok).toBe(false);
  expect(await sessionAt(again)).toBeNull();
  expect(await endedFor(again)).toBe('rights-withdrawn');
});

test('a role given, and one of two taken, show in the session that is open', async () => {
  const desk = await staffedDesk(office);
  const roles = async () => (await sessionAt(desk))?.grants.map(({ role }) => role);
  await give('operator', 'moderator');
  await desk.get('desk.sync', {});
  expect(await roles()).toEqual(['operator', 'moderator']);
  await take('operator', 'operator');
  await desk.get('desk.sync', {});
  expect(await roles()).toEqual(['moderator']);
  const form = familyForm('synaqov-father', 'synaqov-2022');
  await office.keyOf('operator');
  expect(
    await desk.call('application.submit', {
      ...{ uuid: randomUUID(), form, storage: 'PKCS12', locale: 'kk' },
      ...{ signer: 'operator', consent: null },
    }),
  ).toMatchObject({ error: { code: 'not-permitted' } });
  await take('operator', 'moderator');
});

test('an operator without the role is told so of a look-up, and not that nobody was found; the desk asks at once', async () => {
  const desk = await staffedDesk(office);
  await desk.get('desk.sync', {});
  await take('operator', 'operator');
  expect(await desk.call('person.lookup', { iin: FATHER, as: 'applicant' })).toEqual({
    ok: false,
    error: { code: 'not-permitted' },
  });
  await until(async () => (await sessionAt(desk)) === null);
  expect(await endedFor(desk)).toBe('rights-withdrawn');
});

test('a session that the server ended, and one at a desk that is struck off, end here too', async () => {
  const { desk, child } = await withRegister();
  const session = await sessionAt(desk);
  await office.database.db
    .updateTable('session')
    .set({ ended_at: new Date() })
    .where('id', '=', session?.id ?? '')
    .execute();
  await desk.get('desk.sync', {});
  expect(await sessionAt(desk)).toBeNull();
  expect(await endedFor(desk)).toBe('session-ended');
  await signIn(office, desk, 'operator');
  const { desk: identity } = await desk.get('desk.status', {});
  await office.database.db
    .updateTable('desk')
    .set({ revoked_at: new Date() })
    .where('code', '=', identity?.code ?? '')
    .execute();
  await desk.get('desk.sync', {});
  expect(await sessionAt(desk)).toBeNull();
  expect(await endedFor(desk)).toBe('desk-unknown');
  expect(await desk.call('application.card', { uuid: child })).toMatchObject({
    error: { code: 'session-required' },
  });
});
