import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Consent } from '../../../core/protocol/consent.ts';
import type { Input } from '../../../core/protocol/desk.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { flat, readPdf } from '../../unit/documents/paper.ts';
import { FIRST_QUERY } from './journal-query.ts';
import { type Desk, type Office, openOffice, until } from './office.ts';
import { familyForm, signIn, staffedDesk } from './people.ts';
import { pdfScan } from './scan.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

const mother = demoPerson('synaqova-mother');
const form = () => familyForm('synaqova-mother', 'synaqova-2021');
const filing = (
  more: Partial<Input<'application.submit'>> & { consent: Consent | null },
): Input<'application.submit'> => ({
  uuid: randomUUID(),
  form: form(),
  storage: 'PKCS12',
  locale: 'kk',
  signer: 'operator',
  ...more,
});

/** The consent of the mother by code, told to the operator at this desk. */
async function consentOf(desk: Desk): Promise<Consent> {
  const asked = await desk.get('consent.requestCode', {
    iin: mother.iin,
    phone: mother.phone ?? '',
    locale: 'kk',
  });
  const code = lastCode(office.simulators.sms?.inbox());
  const { consent } = await desk.get('consent.enterCode', { ticket: asked.ticket, code });
  return { means: 'code', id: consent };
}

test('with a code: only the operator’s key is asked for, and slip, card and report say on whose behalf', async () => {
  const desk = await staffedDesk(office);
  const consent = await consentOf(desk);
  office.line.cut();
  await desk.get('desk.sync', {});
  const input = filing({ consent });
  const saved = await desk.get('application.submit', input);
  const slip = await readPdf(
    (await desk.get('document.read', { id: `provisional:${saved.uuid}`, locale: 'kk' })).bytes,
  );
  expect(slip.text).toContain(flat('оператор өтініш берушінің атынан'));
  const uuid = saved.applications[0] ?? '';
  const marks = async () =>
    (await desk.get('application.journal', FIRST_QUERY)).rows.map((row) => [row.uuid, row.onBehalf]);
  expect(await marks()).toContainEqual([uuid, true]);
  expect(await desk.get('application.signed', { uuid })).toMatchObject({
    signer: 'operator',
    operator: { iin: demoPerson('operator').iin },
    consent: { means: 'code', at: null },
    xml: expect.stringContaining('<signer>operator</signer>'),
    report: { verifiedBy: 'desk', signers: [{ owner: { iin: demoPerson('operator').iin } }] },
  });
  office.line.restore();
  await desk.get('desk.sync', {});
  expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({ state: 'received' });
  const card = await until(async () => {
    const now = await desk.get('application.card', { uuid });
    return now.record === null ? null : now;
  });
  expect(card.record).toMatchObject({
    signer: 'operator',
    consent: { means: 'code', id: expect.any(String) },
  });
  expect(card.history.map(({ event }) => event)).toContain('filed-with-code-consent');
  expect(await marks()).toContainEqual([uuid, true]);
  expect(await desk.get('application.signed', { uuid })).toMatchObject({
    form: input.form,
    consent: { at: expect.any(String), phone: expect.stringContaining('***') },
    report: { verifiedBy: 'server', signers: [{ revocation: { state: 'good' } }] },
  });
});

test('with paper: the form is printed from what was filled in, signed, scanned, and goes along', async () => {
  const desk = await staffedDesk(office);
  const uuid = randomUUID();
  const filled = form();
  const { id } = await desk.get('consent.prepare', { uuid, form: filled });
  const { bytes, fileName } = await desk.get('document.read', { id, locale: 'ru' });
  expect(fileName).toMatch(/^kezek-consent-.*-ru\.pdf$/);
  const paper = await readPdf(bytes);
  for (const each of [mother.iin, uuid, filled.children[0]?.iin ?? '']) expect(paper.text).toContain(each);
  const scan = await desk.get('attachment.add', {
    name: 'келісім.pdf',
    purpose: 'consent',
    bytes: pdfScan('signed'),
  });
  const withScan = { ...filled, attachments: [scan] };
  const saved = await desk.get(
    'application.submit',
    filing({ uuid, form: withScan, consent: { means: 'paper', sha256: scan.sha256 } }),
  );
  expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({ state: 'received' });
  const signed = await desk.get('application.signed', { uuid: saved.applications[0] ?? '' });
  expect(signed).toMatchObject({ signer: 'operator', consent: { means: 'paper', sha256: scan.sha256 } });
});

test('never without consent, without the scan, with another key, or for oneself', async () => {
  const desk = await staffedDesk(office);
  expect(await desk.call('application.submit', filing({ consent: null }))).toMatchObject({
    error: { code: 'consent-required' },
  });
  const absent: Consent = { means: 'paper', sha256: 'ab'.repeat(32) };
  expect(await desk.call('application.submit', filing({ consent: absent }))).toMatchObject({
    error: { code: 'consent-required', field: 'attachments' },
  });
  const consent = await consentOf(desk);
  const simulator = office.simulators.ncalayer;
  const key = simulator?.behaviour.now().key;
  if (simulator === undefined || key === undefined) throw new Error('no NCALayer');
  await simulator.set({ obeysFilter: false, key: { ...key, person: 'synaqova-mother' } });
  expect(await desk.call('application.submit', filing({ consent }))).toMatchObject({
    error: { code: 'iin-mismatch' },
  });
  expect(await desk.call('application.submit', filing({ consent, signer: 'applicant' }))).toMatchObject({
    error: { code: 'invalid-request', field: 'consent' },
  });
});

test('a consent that was used is refused by the server, and the desk says why', async () => {
  const desk = await staffedDesk(office);
  const consent = await consentOf(desk);
  const first = await desk.get('application.submit', filing({ consent }));
  expect(await desk.get('application.outcome', { uuid: first.uuid })).toMatchObject({ state: 'received' });
  const other = familyForm('synaqova-mother', 'synaqov-2022');
  const second = await desk.get('application.submit', filing({ form: other, consent }));
  expect(await desk.get('application.outcome', { uuid: second.uuid })).toMatchObject({
    state: 'refused',
    code: 'consent-unknown',
  });
});

test('a parent may neither ask for a consent nor see one that was prepared', async () => {
  const desk = await staffedDesk(office);
  const { id } = await desk.get('consent.prepare', { uuid: randomUUID(), form: form() });
  await desk.get('session.leave', {});
  await signIn(office, desk, 'synaqov-father');
  const phone = mother.phone ?? '';
  expect(await desk.call('consent.requestCode', { iin: mother.iin, phone, locale: 'kk' })).toMatchObject({
    error: { code: 'not-permitted' },
  });
  expect(await desk.call('consent.prepare', { uuid: randomUUID(), form: form() })).toMatchObject({
    error: { code: 'not-permitted' },
  });
  expect(await desk.call('document.read', { id, locale: 'kk' })).toMatchObject({
    error: { code: 'not-found' },
  });
});
