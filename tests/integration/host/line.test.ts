import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FIRST_QUERY } from './journal-query.ts';
import { type Office, openOffice, until } from './office.ts';
import { familyForm, signIn, staffedDesk, submit } from './people.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

const pushes = () => office.line.reached.filter((request) => request === 'POST /v1/push').length;

test('an operator signs in, a parent signs, the server gives a number, the document can be opened', async () => {
  const desk = await staffedDesk(office);
  const session = await desk.get('session.current', {});
  expect(session?.grants).toMatchObject([{ role: 'operator' }]);
  const form = familyForm('synaqov-father', 'synaqov-2022');
  expect((await desk.get('application.check', { form })).failures).toEqual([]);
  const saved = await submit(office, desk, form, 'synaqov-father');
  expect(saved.label).toMatch(/^K\d+-\d{6}-1$/);
  const outcome = await desk.get('application.outcome', { uuid: saved.uuid });
  expect(outcome).toMatchObject({
    state: 'received',
    applications: [{ uuid: form.children[0]?.uuid, number: expect.stringMatching(/^ОДО\.\d{4}\.\d{6}$/) }],
  });
  const { rows, total } = await desk.get('application.journal', { ...FIRST_QUERY, search: 'демобек' });
  expect(total).toBeGreaterThan(0);
  expect(rows[0]).toMatchObject({ submission: 'received', status: 'queued', label: saved.label });
  const card = await desk.get('application.card', { uuid: rows[0]?.uuid ?? '' });
  expect(card.record?.form).toEqual(form);
  expect(card.history.map(({ event }) => event)).not.toEqual([]);
  const document = card.documents.find(({ kind }) => kind === 'registration');
  const pdf = await desk.get('document.read', { id: document?.id ?? '', locale: 'kk' });
  expect(new TextDecoder().decode(pdf.bytes.subarray(0, 5))).toBe('%PDF-');
  expect(desk.events.filter(({ topic }) => topic === 'submission')).toMatchObject(
    ['preparing', 'signing', 'verifying', 'saved', 'sending', 'received'].map((step) => ({ step })),
  );
});

test('while the line is down it is signed, saved and printed; when it is back it is sent once', async () => {
  const desk = await staffedDesk(office);
  await desk.get('desk.sync', {});
  office.line.cut();
  const form = familyForm('synaqova-mother', 'synaqova-2021');
  const saved = await submit(office, desk, form, 'synaqova-mother');
  expect(await desk.get('desk.status', {})).toMatchObject({ server: 'unreachable', unsent: 1 });
  expect((await desk.get('application.journal', { ...FIRST_QUERY, submission: 'saved' })).rows).toMatchObject(
    [{ childName: 'Сынақова Үкігүл Мысалбекқызы', label: saved.label, number: null }],
  );
  const slip = await desk.get('document.read', { id: `provisional:${saved.uuid}`, locale: 'ru' });
  expect(new TextDecoder().decode(slip.bytes.subarray(0, 5))).toBe('%PDF-');
  office.line.reached.length = 0;
  office.line.restore();
  await desk.get('desk.sync', {});
  expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({ state: 'received' });
  expect(await desk.get('desk.status', {})).toMatchObject({ server: 'reachable', unsent: 0 });
  await desk.get('desk.sync', {});
  expect(pushes()).toBe(1);
});

test('an answer of the server that is lost makes no second application', async () => {
  const desk = await staffedDesk(office);
  office.line.loseAnswer('/v1/push');
  const form = familyForm('synaqov-father', 'synaqov-2024');
  const saved = await submit(office, desk, form, 'synaqov-father');
  const outcome = await until(async () => {
    const now = await desk.get('application.outcome', { uuid: saved.uuid });
    return now.state === 'received' ? now : null;
  });
  expect(outcome).toMatchObject({ state: 'received', applications: [{ queueNumber: expect.any(Number) }] });
  const rows = await office.database.db
    .selectFrom('application')
    .select('uuid')
    .where('uuid', '=', form.children[0]?.uuid ?? '')
    .execute();
  expect(rows).toHaveLength(1);
});

test('what another desk has filed meanwhile is refused with its reason, and what stands behind it arrives', async () => {
  const [one, evening] = [await staffedDesk(office), await staffedDesk(office)];
  await evening.get('desk.sync', {});
  office.line.cut();
  const late = await submit(office, evening, familyForm('synaqov-father', 'synaqov-2022'), 'synaqov-father');
  const next = await submit(office, evening, familyForm('synaqov-father', 'synaqova-2021'), 'synaqov-father');
  await evening.close();
  office.line.restore();
  await one.get('desk.sync', {});
  await submit(office, one, familyForm('synaqova-mother', 'synaqov-2022'), 'synaqova-mother');
  await until(async () => (await one.get('desk.status', {})).unsent === 0);
  const other = await office.desk({ folder: evening.folder });
  expect(await other.get('application.outcome', { uuid: late.uuid })).toMatchObject({
    state: 'refused',
    code: 'duplicate-child',
    field: 'children.0.iin',
  });
  expect(await other.get('application.outcome', { uuid: next.uuid })).toMatchObject({ state: 'received' });
  const refused = await other.get('application.journal', { ...FIRST_QUERY, submission: 'refused' });
  expect(refused.rows).toMatchObject([{ refusal: 'duplicate-child', label: late.label }]);
});

test('a backup that is put back sends what it holds once more, and nothing is filed twice', async () => {
  const desk = await staffedDesk(office);
  await desk.get('desk.sync', {});
  office.line.cut();
  const form = familyForm('synaqov-father', 'synaqov-2022');
  const saved = await submit(office, desk, form, 'synaqov-father');
  await desk.close();
  cpSync(join(desk.folder, 'replica.db'), join(desk.folder, 'backup'));
  office.line.restore();
  const again = await office.desk({ folder: desk.folder });
  await until(async () => (await again.get('desk.status', {})).unsent === 0);
  await again.close();
  rmSync(join(desk.folder, 'replica.db'));
  cpSync(join(desk.folder, 'backup'), join(desk.folder, 'replica.db'));
  const restored = await office.desk({ folder: desk.folder });
  expect(await restored.get('application.outcome', { uuid: saved.uuid })).toMatchObject({
    state: 'received',
  });
  const next = await submit(
    office,
    restored,
    familyForm('synaqov-father', 'synaqova-2021'),
    'synaqov-father',
  );
  expect(await restored.get('application.outcome', { uuid: next.uuid })).toMatchObject({ state: 'received' });
  const rows = await office.database.db
    .selectFrom('application')
    .select('uuid')
    .where('status', '=', 'queued')
    .execute();
  expect(rows).toHaveLength(2);
});

test('the session outlives a restart of the program and a server that is down', async () => {
  const desk = await staffedDesk(office);
  const before = await desk.get('session.current', {});
  await desk.close();
  office.line.cut();
  const again = await office.desk({ folder: desk.folder });
  expect(await again.get('session.current', {})).toEqual(before);
  await again.get('session.leave', {});
  expect(await again.get('session.current', {})).toBeNull();
});

test('a second desk sees what the first has filed; a person without a role sees the own applications only', async () => {
  const [one, other] = [await staffedDesk(office), await staffedDesk(office)];
  const form = familyForm('synaqov-father', 'synaqov-2022');
  const saved = await submit(office, one, form, 'synaqov-father');
  await one.get('application.outcome', { uuid: saved.uuid });
  await other.get('desk.sync', {});
  const uuid = form.children[0]?.uuid ?? '';
  expect(await other.get('application.card', { uuid })).toMatchObject({ row: { uuid }, provisional: null });
  await other.get('session.leave', {});
  expect(await other.call('application.card', { uuid })).toEqual({
    ok: false,
    error: { code: 'session-required' },
  });
  await signIn(office, other, 'synaqova-mother');
  const seen = await other.get('application.journal', FIRST_QUERY);
  expect(seen.rows.every(({ applicantName }) => applicantName.startsWith('Сынақова Үлгігүл'))).toBe(true);
  await other.get('session.leave', {});
  await signIn(office, other, 'synaqov-father');
  expect((await other.get('application.card', { uuid })).row.uuid).toBe(uuid);
});

test('a desk that is revoked keeps what it has, says so, and is paired again with all that waits', async () => {
  const desk = await staffedDesk(office);
  await desk.get('desk.sync', {});
  office.line.cut();
  const saved = await submit(office, desk, familyForm('synaqov-father', 'synaqov-2022'), 'synaqov-father');
  const { desk: identity } = await desk.get('desk.status', {});
  await office.database.db
    .updateTable('desk')
    .set({ revoked_at: new Date() })
    .where('code', '=', identity?.code ?? '')
    .execute();
  office.line.restore();
  expect(await desk.get('desk.sync', {})).toMatchObject({ problem: 'desk-unknown', unsent: 1 });
  const paired = await desk.get('desk.pair', { code: await office.pairingCode() });
  expect(paired.desk?.code).not.toBe(identity?.code);
  expect(paired.problem).toBeUndefined();
  // Signed for a desk that is no more: the server says so, nothing is lost without a word.
  await signIn(office, desk, 'operator');
  await until(async () => (await desk.get('application.outcome', { uuid: saved.uuid })).state === 'refused');
});

test('a wrong clock is measured and does not keep the desk from working', async () => {
  const desk = await staffedDesk(office, { now: () => Date.now() + 3 * 3_600_000 });
  const saved = await submit(office, desk, familyForm('synaqov-father', 'synaqov-2022'), 'synaqov-father');
  expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({ state: 'received' });
});

test('pairing: a wrong code, a code for a kiosk, a code with spaces and small letters', async () => {
  const desk = await office.desk();
  expect(await desk.call('desk.pair', { code: 'AAAA-BBBB' })).toMatchObject({
    error: { code: 'pairing-code-wrong' },
  });
  expect(await desk.call('desk.pair', { code: await office.pairingCode('kiosk') })).toMatchObject({
    error: { code: 'pairing-code-for-kiosk' },
  });
  const code = (await office.pairingCode()).toLowerCase();
  const status = await desk.get('desk.pair', { code: ` ${code.slice(0, 4)} ${code.slice(4)} ` });
  expect(status).toMatchObject({ server: 'reachable', desk: { district: '111000000' } });
});

test('a person is found in the registry; where the line is down the data are entered by hand', async () => {
  const desk = await staffedDesk(office);
  const iin = familyForm('synaqov-father', 'synaqov-2022').children[0]?.iin ?? '';
  expect(await desk.get('person.lookup', { iin, as: 'child' })).toMatchObject({
    person: { birthDate: '2022-01-05', registration: { district: '111000000' } },
  });
  expect(await desk.call('person.lookup', { iin: '220105501236', as: 'child' })).toMatchObject({
    error: { code: 'iin-check-digit' },
  });
  office.line.cut();
  expect(await desk.call('person.lookup', { iin, as: 'child' })).toMatchObject({
    error: { code: 'registry-unavailable' },
  });
});

test('the same form sent twice from the screen is signed and filed once', async () => {
  const desk = await staffedDesk(office);
  const form = familyForm('synaqov-father', 'synaqov-2022');
  await office.keyOf('synaqov-father');
  const input = {
    uuid: randomUUID(),
    form,
    storage: 'PKCS12',
    locale: 'kk',
    signer: 'applicant',
    consent: null,
  } as const;
  const first = await desk.get('application.submit', input);
  expect(await desk.get('application.submit', input)).toEqual(first);
  expect(
    desk.events.filter((event) => event.topic === 'submission' && event.step === 'signing'),
  ).toHaveLength(1);
});
