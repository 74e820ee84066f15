import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../../core/domain/status.ts';
import type { Input } from '../../../core/protocol/desk.ts';
import { openReplica } from '../../../core/replica/replica.ts';
import { importKindergartens } from '../../../server/kindergarten/import.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { demoKindergartens } from '../../simulators/demo-kindergartens.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { flat, readPdf } from '../../unit/documents/paper.ts';
import { type Desk, DISTRICT, KEY, type Office, openOffice } from './office.ts';
import { familyForm, signIn, staffedDesk, submit } from './people.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

type Given = Input<'receipt.prepare'>;

const mother = demoPerson('synaqova-mother');
const given = (more: Partial<Given> = {}): Given => ({
  child: 'СЫНАҚОВА АЙША',
  applicant: { name: 'СЫНАҚОВА МЫСАЛГҮЛ', iin: mother.iin },
  handed: [
    { name: 'Туу туралы куәлік', sheets: 1, form: 'copy' },
    { name: 'Мекенжай анықтамасы', sheets: 2, form: 'original' },
  ],
  missing: [],
  application: null,
  ...more,
});

async function read(desk: Desk, id: string, locale: 'kk' | 'ru') {
  const { bytes, fileName } = await desk.get('document.read', { id, locale });
  return { fileName, ...(await readPdf(bytes)) };
}

async function staffed(person: string, role: Role, kindergarten: string | null = null): Promise<Desk> {
  const desk = await office.desk();
  await desk.get('desk.pair', { code: await office.pairingCode() });
  const { iin } = demoPerson(person);
  const district = kindergarten === null ? DISTRICT : null;
  await grantRole(office.database.db, { iin, role, district, kindergarten }, Date.now());
  await signIn(office, desk, person);
  return desk;
}

test('a complete set is taken: the paper names every document, its sheets and who took it, without the line', async () => {
  const desk = await staffedDesk(office);
  office.line.cut();
  await desk.get('desk.sync', {});
  const { id, number } = await desk.get('receipt.prepare', given({ application: 'ОДО.2026.000123' }));
  expect(number).toMatch(/^[A-Z]\d+-\d{6}-1$/);
  const kk = await read(desk, id, 'kk');
  for (const each of [
    ...['Құжаттарды қабылдау туралы қолхат', number, 'Көкшетау қаласы', 'СЫНАҚОВА АЙША', 'ОДО.2026.000123'],
    ...['Туу туралы куәлік', 'көшірме', 'Мекенжай анықтамасы', 'түпнұсқа', 'Барлығы: 2 құжат, 3 парақ'],
    'QR-кодта қолхаттың нөмірі бар',
  ])
    expect(kk.text, each).toContain(flat(each));
  const ru = await read(desk, id, 'ru');
  expect(ru.fileName).toMatch(/^kezek-receipt-.*-ru\.pdf$/);
  for (const each of ['Расписка о приеме документов', 'г. Кокшетау', 'документов — 2, листов — 3', 'копия'])
    expect(ru.text, each).toContain(flat(each));
  // Nothing is signed by the server, and the paper claims nothing of the kind; the IIN is masked.
  for (const { text } of [kk, ru]) {
    expect(text).not.toContain(mother.iin);
    expect(text).not.toMatch(/қолтаңбасы|подпись центрального/);
  }
});

test('an incomplete set is not taken: the paper lists what was shown and what is missing, and is no refusal of the service', async () => {
  const desk = await staffedDesk(office);
  const missing = ['Жеңілдікті растайтын құжат', 'ПМПК қорытындысы'];
  const { id } = await desk.get('receipt.prepare', given({ child: '', missing }));
  const kk = await read(desk, id, 'kk');
  for (const each of [
    'Құжаттарды қабылдаудан бас тарту туралы қолхат',
    'Туу туралы куәлік',
    'Жетіспейтін құжаттар',
    ...missing,
  ])
    expect(kk.text, each).toContain(flat(each));
  const ru = await read(desk, id, 'ru');
  for (const each of [
    'Расписка об отказе в приеме документов',
    'Это не отказ в государственной услуге',
    'Недостающие документы',
    ...missing,
  ])
    expect(ru.text, each).toContain(flat(each));
});

test('every paper of a desk has a number of its own, slips included, and the desk’s journal tells of it without names', async () => {
  const desk = await staffedDesk(office);
  const first = await desk.get('receipt.prepare', given());
  office.line.cut();
  await desk.get('desk.sync', {});
  const saved = await submit(office, desk, familyForm('synaqova-mother', 'synaqova-2021'), 'synaqova-mother');
  const second = await desk.get('receipt.prepare', given({ missing: ['ПМПК қорытындысы'] }));
  const slip = (await read(desk, `provisional:${saved.uuid}`, 'ru')).text;
  const [code] = first.number.split(/-1$/);
  expect(slip).toContain(flat(`${code}-2`));
  expect(second.number).toBe(`${code}-3`);
  await desk.close();
  const opened = openReplica({ folder: desk.folder, key: Buffer.from(KEY, 'hex'), mode: 'desk' });
  if (!opened.ok) throw new Error(opened.error);
  const { audit, database } = opened.value;
  const lines = database
    .prepare<[], { actor: string; facts: string }>(
      "SELECT actor, facts FROM audit WHERE action = 'receipt-given'",
    )
    .all();
  expect(audit.isWhole()).toBe(true);
  opened.value.close();
  expect(lines.map(({ actor, facts }) => [actor, JSON.parse(facts)])).toEqual([
    [demoPerson('operator').iin, { label: first.number, handed: 2, missing: 0 }],
    [demoPerson('operator').iin, { label: second.number, handed: 2, missing: 1 }],
  ]);
});

test('what cannot be a receipt is named at its field, and costs no number', async () => {
  const desk = await staffedDesk(office);
  expect(await desk.call('receipt.prepare', given({ handed: [] }))).toMatchObject({
    error: { code: 'required', field: 'handed' },
  });
  const applicant = { name: 'СЫНАҚОВА', iin: '123' };
  expect(await desk.call('receipt.prepare', given({ applicant }))).toMatchObject({
    error: { code: 'iin-length', field: 'applicant.iin' },
  });
  const handed = { name: 'Құжат', sheets: 1, form: 'scan' } as const;
  const wrong: readonly Partial<Given>[] = [
    { handed: Array.from({ length: 31 }, () => handed) },
    { handed: [{ ...handed, sheets: 0 }] },
    { handed: [{ ...handed, sheets: 1000 }] },
    { handed: [{ ...handed, name: ' ' }] },
    { missing: ['Қ'.repeat(201)] },
    { missing: Array.from({ length: 31 }, () => 'Құжат') },
  ];
  for (const each of wrong)
    expect(await desk.call('receipt.prepare', given(each))).toMatchObject({
      error: { code: 'invalid-request' },
    });
  expect((await desk.get('receipt.prepare', given())).number).toMatch(/-1$/);
});

test('neither a parent nor the kiosk gives one out, and nobody reads that of another', async () => {
  const desk = await staffedDesk(office);
  const { id } = await desk.get('receipt.prepare', given());
  await desk.get('session.leave', {});
  expect(await desk.call('receipt.prepare', given())).toMatchObject({ error: { code: 'session-required' } });
  await signIn(office, desk, 'synaqov-father');
  expect(await desk.call('receipt.prepare', given())).toMatchObject({ error: { code: 'not-permitted' } });
  expect(await desk.call('document.read', { id, locale: 'kk' })).toMatchObject({
    error: { code: 'not-found' },
  });
  const kiosk = await office.desk({ mode: 'kiosk' });
  await kiosk.get('desk.pair', { code: await office.pairingCode('kiosk') });
  await signIn(office, kiosk, 'operator');
  expect(await kiosk.call('receipt.prepare', given())).toMatchObject({ error: { code: 'not-permitted' } });
});

test('a head takes documents in for the office, a director for the kindergarten, a moderator not at all', async () => {
  const head = await staffed('head', 'head');
  const ofHead = await head.get('receipt.prepare', given());
  expect((await read(head, ofHead.id, 'ru')).text).toContain(flat('Отдел образования'));
  const { db } = office.database;
  await db.transaction().execute((trx) => importKindergartens(trx, demoKindergartens(2026), 0));
  const kindergarten = await db
    .selectFrom('kindergarten')
    .select(['id', 'name_ru'])
    .where('district', '=', DISTRICT)
    .executeTakeFirstOrThrow();
  const director = await staffed('director', 'director', kindergarten.id);
  const { id } = await director.get('receipt.prepare', given());
  expect((await read(director, id, 'ru')).text).toContain(flat(kindergarten.name_ru));
  office.line.cut();
  await director.get('desk.sync', {});
  expect(await director.call('receipt.prepare', given())).toMatchObject({
    error: { code: 'server-unreachable' },
  });
  office.line.restore();
  const moderator = await staffed('moderator', 'moderator');
  expect(await moderator.call('receipt.prepare', given())).toMatchObject({
    error: { code: 'not-permitted' },
  });
});
