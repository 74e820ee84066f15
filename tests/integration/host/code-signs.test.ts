import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { flat, readPdf } from '../../unit/documents/paper.ts';
import { type Office, openOffice, until } from './office.ts';
import { familyForm } from './people.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ codeSigns: 'on' });
});
afterAll(() => office.close());

const mother = demoPerson('synaqova-mother');

test('where the policy lets a code do, a parent files without NCALayer, and every paper says what stood for the signature', async () => {
  const desk = await office.desk({ mode: 'kiosk' });
  await desk.get('desk.pair', { code: await office.pairingCode('kiosk') });
  const asked = await desk.get('session.requestCode', {
    iin: mother.iin,
    phone: mother.phone ?? '',
    locale: 'kk',
  });
  const code = lastCode(office.simulators.sms?.inbox());
  const { ticket } = asked;
  expect(await desk.get('session.enterCode', { ticket, code, email: 'ana@example.kz' })).toMatchObject({
    means: 'code',
    mayFile: true,
  });
  // Nobody is at NCALayer: it could not answer.
  await office.simulators.ncalayer?.close();
  const saved = await desk.get('application.submit', {
    uuid: randomUUID(),
    form: familyForm('synaqova-mother', 'synaqova-2021'),
    storage: 'PKCS12',
    locale: 'kk',
    signer: 'applicant',
    consent: null,
  });
  expect(desk.events).not.toContainEqual(expect.objectContaining({ step: 'signing' }));
  const provisional = { id: `provisional:${saved.uuid}`, locale: 'kk' } as const;
  const slip = await readPdf((await desk.get('document.read', provisional)).bytes);
  expect(slip.text).toContain(flat('ЭЦҚ орнына бір реттік кодпен расталған'));
  expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({ state: 'received' });
  const uuid = saved.applications[0] ?? '';
  const card = await until(async () => {
    const now = await desk.get('application.card', { uuid });
    return now.record === null || now.documents.length === 0 ? null : now;
  });
  expect(card.history.map(({ event }) => event)).toContain('filed-with-code');
  expect(await desk.get('application.signed', { uuid })).toMatchObject({
    signer: 'applicant',
    report: { verifiedBy: 'server', signers: [] },
  });
  const id = card.documents.find(({ kind }) => kind === 'registration')?.id ?? '';
  const registration = await readPdf((await desk.get('document.read', { id, locale: 'ru' })).bytes);
  expect(registration.text).toContain(flat('одноразовым кодом вместо ЭЦП'));
});
