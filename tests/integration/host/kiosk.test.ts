import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openReplica } from '../../../core/replica/replica.ts';
import { FIRST_QUERY } from './journal-query.ts';
import { type Desk, KEY, type Office, openOffice, until } from './office.ts';
import { familyForm, signIn, staffedDesk, submit } from './people.ts';
import { pdfScan } from './scan.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

async function kiosk(): Promise<Desk> {
  const desk = await office.desk({ mode: 'kiosk' });
  await desk.get('desk.pair', { code: await office.pairingCode('kiosk') });
  return desk;
}

/** Every text of every table of a replica that is not open. */
function contentOf(folder: string): string {
  const opened = openReplica({ folder, key: Buffer.from(KEY, 'hex'), mode: 'desk' });
  if (!opened.ok) throw new Error(opened.error);
  const { database } = opened.value;
  const tables = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'device'")
    .all();
  const content = tables.map(({ name }) =>
    JSON.stringify(
      database
        .prepare(`SELECT * FROM "${name}"`)
        .all()
        .map((row) =>
          Object.values(row as object).map((value) =>
            Buffer.isBuffer(value) ? value.toString('utf8') : value,
          ),
        ),
    ),
  );
  opened.value.close();
  return content.join('\n');
}

test('a parent alone files, sees the own applications and place, and leaves nothing behind', async () => {
  const desk = await kiosk();
  await signIn(office, desk, 'synaqov-father');
  const form = familyForm('synaqov-father', 'synaqov-2022');
  const saved = await submit(office, desk, form, 'synaqov-father');
  expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({ state: 'received' });
  const page = await until(async () => {
    const now = await desk.get('application.journal', FIRST_QUERY);
    return now.rows.some(({ queueNumber }) => queueNumber !== null) ? now : null;
  });
  expect(page.rows.every(({ applicantName }) => applicantName.startsWith('Сынақов Мысалбек'))).toBe(true);
  await desk.get('draft.save', {
    uuid: form.children[0]?.uuid ?? '',
    step: 'child',
    values: { childIin: '210815600013' },
    savedAt: new Date().toISOString(),
  });
  await desk.get('attachment.add', { name: 'анықтама.pdf', purpose: 'benefit', bytes: pdfScan('Сынақов') });
  await desk.get('session.leave', {});
  expect(await desk.get('session.current', {})).toBeNull();
  await desk.get('desk.sync', {});
  await desk.close();
  const content = contentOf(desk.folder);
  for (const secret of ['850717300014', '210815600013', '220105501235', 'Сынақов', 'сынақов', '+7701'])
    expect(content).not.toContain(secret);
});

test('the next person sees nothing of the one before', async () => {
  const desk = await kiosk();
  await signIn(office, desk, 'synaqov-father');
  const saved = await submit(office, desk, familyForm('synaqov-father', 'synaqov-2022'), 'synaqov-father');
  await desk.get('application.outcome', { uuid: saved.uuid });
  await desk.get('session.leave', {});
  await signIn(office, desk, 'operator');
  expect(await desk.get('application.journal', FIRST_QUERY)).toEqual({ rows: [], total: 0 });
  expect(await desk.call('application.outcome', { uuid: saved.uuid })).toMatchObject({
    error: { code: 'not-found' },
  });
  expect(await desk.call('document.read', { id: `provisional:${saved.uuid}`, locale: 'kk' })).toMatchObject({
    error: { code: 'not-found' },
  });
});

test('what was signed and not yet sent stays, arrives, and then nothing is left of it either', async () => {
  const desk = await kiosk();
  await signIn(office, desk, 'synaqov-father');
  office.line.loseAnswer('/v1/push');
  const bytes = pdfScan('қағаз');
  const attachment = await desk.get('attachment.add', { name: 'a.pdf', purpose: 'registration', bytes });
  const form = { ...familyForm('synaqov-father', 'synaqov-2022'), attachments: [attachment] };
  // The line breaks between the challenge and the sending.
  const watch = setInterval(() => {
    if (desk.events.some((event) => event.topic === 'submission' && event.step === 'signing'))
      office.line.cut();
  }, 1);
  await submit(office, desk, form, 'synaqov-father');
  clearInterval(watch);
  await desk.get('session.leave', {});
  expect((await desk.get('desk.status', {})).unsent).toBe(1);
  await desk.close();
  expect(contentOf(desk.folder)).toContain(attachment.sha256);
  office.line.restore();
  const again = await office.desk({ folder: desk.folder, mode: 'kiosk' });
  await until(async () => (await again.get('desk.status', {})).unsent === 0);
  await again.close();
  const row = await office.database.db
    .selectFrom('application')
    .select('uuid')
    .where('uuid', '=', form.children[0]?.uuid ?? '')
    .executeTakeFirst();
  expect(row).toBeDefined();
  const content = contentOf(desk.folder);
  for (const secret of ['Сынақов', '850717300014', attachment.sha256]) expect(content).not.toContain(secret);
});

test('a kiosk that lost power with somebody signed in forgets the person when it starts', async () => {
  const desk = await kiosk();
  await signIn(office, desk, 'synaqov-father');
  await desk.close();
  const again = await office.desk({ folder: desk.folder, mode: 'kiosk' });
  expect(await again.get('session.current', {})).toBeNull();
});

test('a kiosk does not file without the line, nor for somebody else, nor without e-mail', async () => {
  const desk = await kiosk();
  await office.keyOf('synaqova-mother');
  const chosen = await desk.get('session.choose', { storage: 'PKCS12', locale: 'kk' });
  expect(chosen).toMatchObject({ emailNeeded: true, owner: { iin: '900312445675' } });
  expect(await desk.call('session.enter', { ticket: chosen.ticket, email: null })).toMatchObject({
    error: { code: 'email-required', field: 'email' },
  });
  await desk.get('session.enter', { ticket: chosen.ticket, email: 'ana@example.kz' });
  const other = familyForm('synaqov-father', 'synaqov-2022');
  const input = {
    uuid: other.children[0]?.uuid ?? '',
    storage: 'PKCS12',
    locale: 'kk',
    signer: 'applicant',
    consent: null,
  } as const;
  expect(await desk.call('application.submit', { ...input, form: other })).toMatchObject({
    error: { code: 'not-permitted', field: 'applicant.iin' },
  });
  office.line.cut();
  const own = familyForm('synaqova-mother', 'synaqov-2022');
  expect(await desk.call('application.submit', { ...input, form: own })).toMatchObject({
    error: { code: 'server-unreachable' },
  });
});

test('a kiosk never takes the code of a desk, so it can never hold the register', async () => {
  const staffed = await staffedDesk(office);
  const desk = await office.desk({ mode: 'kiosk' });
  expect(await desk.call('desk.pair', { code: await office.pairingCode('desk') })).toMatchObject({
    error: { code: 'pairing-code-for-desk' },
  });
  expect((await staffed.get('desk.status', {})).desk).not.toBeNull();
});

test('nothing but the encrypted replica and the log lies in the folder of a kiosk', async () => {
  const desk = await kiosk();
  await signIn(office, desk, 'synaqov-father');
  const saved = await submit(office, desk, familyForm('synaqov-father', 'synaqov-2022'), 'synaqov-father');
  await desk.get('application.outcome', { uuid: saved.uuid });
  const files = readdirSync(desk.folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  expect(files.map(({ name }) => name.replace(/-(wal|shm)$/, '')).toSorted()).toEqual([
    'desk.log',
    'replica.db',
    'replica.db',
    'replica.db',
    'replica.mark',
  ]);
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name));
    for (const secret of ['850717300014', 'Сынақов', 'СЫНАҚОВ']) expect(bytes.includes(secret)).toBe(false);
  }
});
