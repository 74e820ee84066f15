import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Consent } from '../../../core/protocol/consent.ts';
import type { Input } from '../../../core/protocol/desk.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { FIRST_QUERY } from './journal-query.ts';
import { type Desk, type Office, openOffice, until } from './office.ts';
import { familyForm, signIn, submit } from './people.ts';

/** The second parent at a kiosk: what the core asks, remembers and forgets (domain.md R10). */
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

const mother = demoPerson('synaqova-mother');
const father = demoPerson('synaqov-father');
const child = demoPerson('synaqova-2021');

const joining = (application: string, consent: Consent | null): Input<'command.give'> => ({
  uuid: randomUUID(),
  command: { do: 'mergeApplication', application, applicant: father.iin },
  ...{ attachments: [], storage: 'PKCS12', locale: 'kk', signer: 'applicant', consent },
});

/** The mother files at a kiosk and leaves; the father signs in there. */
async function afterTheMother(): Promise<{ desk: Desk; uuid: string; number: string }> {
  const desk = await office.desk({ mode: 'kiosk' });
  await desk.get('desk.pair', { code: await office.pairingCode('kiosk') });
  await signIn(office, desk, 'synaqova-mother');
  const form = familyForm('synaqova-mother', 'synaqova-2021');
  const applicant = { ...form.applicant, phone: mother.phone ?? '' };
  await submit(office, desk, { ...form, applicant }, 'synaqova-mother');
  const filed = await until(async () => {
    const [row] = (await desk.get('application.journal', FIRST_QUERY)).rows;
    return row === undefined || row.number === null ? null : { uuid: row.uuid, number: row.number };
  });
  await desk.get('session.leave', {});
  await signIn(office, desk, 'synaqov-father');
  return { desk, ...filed };
}

test('found, confirmed and signed, the application comes to the second parent; before that nothing of it is known', async () => {
  const { desk, uuid, number } = await afterTheMother();
  expect((await desk.get('application.journal', FIRST_QUERY)).rows).toEqual([]);
  // Without having found it there is nothing to sign.
  const invented: Consent = { means: 'code', id: randomUUID() };
  expect(await desk.call('command.give', joining(uuid, invented))).toMatchObject({
    error: { code: 'not-found' },
  });
  const found = await desk.get('merge.find', { number, childIin: child.iin });
  const { ticket } = await desk.get('merge.requestCode', { application: found.application, locale: 'kk' });
  const code = lastCode(office.simulators.sms?.inbox());
  const { consent } = await desk.get('merge.enterCode', { ticket, code });
  // On paper nobody of the office stands by.
  const paper: Consent = { means: 'paper', sha256: 'a'.repeat(64) };
  expect(await desk.call('command.give', joining(uuid, paper))).toMatchObject({
    error: { code: 'invalid-request' },
  });
  const right: Consent = { means: 'code', id: consent };
  expect(await desk.get('command.give', joining(uuid, right))).toEqual({ state: 'done', facts: {} });
  const row = await until(async () => (await desk.get('application.journal', FIRST_QUERY)).rows[0] ?? null);
  expect(row).toMatchObject({ uuid, number });
  expect((await desk.get('application.card', { uuid })).record?.parents).toEqual([mother.iin, father.iin]);
});

test('what was found is forgotten with the session', async () => {
  const { desk, uuid, number } = await afterTheMother();
  await desk.get('merge.find', { number, childIin: child.iin });
  await desk.get('session.leave', {});
  await signIn(office, desk, 'synaqov-father');
  expect(await desk.call('command.give', joining(uuid, { means: 'code', id: randomUUID() }))).toMatchObject({
    error: { code: 'not-found' },
  });
});
