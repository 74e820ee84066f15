import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { FIRST_QUERY } from './journal-query.ts';
import { type Desk, type Office, openOffice } from './office.ts';
import { familyForm } from './people.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

const mother = demoPerson('synaqova-mother');
const sent = () => lastCode(office.simulators.sms?.inbox());

async function kiosk(): Promise<Desk> {
  const desk = await office.desk({ mode: 'kiosk' });
  await desk.get('desk.pair', { code: await office.pairingCode('kiosk') });
  return desk;
}

test('a parent signs in by code as it is typed, sees the own applications, and may not file', async () => {
  const desk = await kiosk();
  const typed = `8${mother.phone?.slice(2, 5)} ${mother.phone?.slice(5)}`;
  const asked = await desk.get('session.requestCode', { iin: mother.iin, phone: typed, locale: 'kk' });
  expect(asked).toMatchObject({ triesLeft: 5, phone: expect.stringContaining('***') });
  expect(await desk.get('code.delivery', { ticket: asked.ticket })).toEqual({ state: 'delivered' });
  const { ticket } = asked;
  const email = 'ana@example.kz';
  // What cannot be a code costs no try.
  expect(await desk.call('session.enterCode', { ticket, code: '12 34', email })).toMatchObject({
    error: { code: 'code-malformed', field: 'code' },
  });
  const code = sent();
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  expect(await desk.call('session.enterCode', { ticket, code: wrong, email })).toMatchObject({
    error: { code: 'code-wrong', facts: { triesLeft: 4 } },
  });
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  const session = await desk.get('session.enterCode', { ticket, code: spaced, email });
  expect(session).toMatchObject({
    iin: mother.iin,
    means: 'code',
    mayFile: false,
    locked: false,
    offline: false,
  });
  await desk.get('application.journal', FIRST_QUERY);
  const form = familyForm('synaqova-mother', 'synaqova-2021');
  const filing = { uuid: randomUUID(), form, storage: 'PKCS12', locale: 'kk' } as const;
  expect(
    await desk.call('application.submit', { ...filing, signer: 'applicant', consent: null }),
  ).toMatchObject({ error: { code: 'code-not-enough' } });
});

test('what is typed wrong is named by its field, and nobody is asked', async () => {
  const desk = await kiosk();
  const ask = (iin: string, phone: string) => desk.call('session.requestCode', { iin, phone, locale: 'ru' });
  expect(await ask('210815600017', '+77011234567')).toMatchObject({
    error: { code: 'iin-check-digit', field: 'iin' },
  });
  expect(await ask(mother.iin, '123')).toMatchObject({ error: { code: 'phone-malformed', field: 'phone' } });
  expect(await ask(mother.iin, '+7 701 123 45 67')).toMatchObject({
    error: { code: 'phone-not-linked', field: 'phone' },
  });
  office.line.cut();
  expect(await ask(mother.iin, mother.phone ?? '')).toMatchObject({ error: { code: 'server-unreachable' } });
});
