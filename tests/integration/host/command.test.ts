/** A command at a desk: signed at NCALayer, checked to the letter, sent once, opened again from the card. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Consent } from '../../../core/protocol/consent.ts';
import type { Input } from '../../../core/protocol/desk.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { flat, readPdf } from '../../unit/documents/paper.ts';
import { type Desk, type Office, openOffice, until } from './office.ts';
import { familyForm, staffedDesk } from './people.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

const mother = demoPerson('synaqova-mother');

async function consentOf(desk: Desk): Promise<Consent> {
  const request = { iin: mother.iin, phone: mother.phone ?? '', locale: 'kk' } as const;
  const asked = await desk.get('consent.requestCode', request);
  const code = lastCode(office.simulators.sms?.inbox());
  const { consent } = await desk.get('consent.enterCode', { ticket: asked.ticket, code });
  return { means: 'code', id: consent };
}

/** A child filed at the desk, whose row has come back; gives its application. */
async function filed(desk: Desk): Promise<string> {
  const saved = await desk.get('application.submit', {
    ...{ uuid: randomUUID(), form: familyForm('synaqova-mother', 'synaqova-2021'), storage: 'PKCS12' },
    ...{ locale: 'kk', signer: 'operator', consent: await consentOf(desk) },
  });
  await desk.get('application.outcome', { uuid: saved.uuid });
  const [uuid = ''] = saved.applications;
  await until(async () => (await desk.get('application.card', { uuid })).record !== null);
  return uuid;
}

const withdrawal = (
  application: string,
  more: Partial<Input<'command.give'>> = {},
): Input<'command.give'> => ({
  ...{ uuid: randomUUID(), command: { do: 'withdraw', application }, attachments: [] },
  ...{ storage: 'PKCS12', locale: 'kk', signer: 'applicant', consent: null },
  ...more,
});

test('what was filed elsewhere a moment ago, and no pull has brought yet, can be acted on at once', async () => {
  const desk = await staffedDesk(office);
  const elsewhere = await staffedDesk(office);
  const application = await filed(elsewhere);
  expect(await desk.call('application.card', { uuid: application })).toMatchObject({
    error: { code: 'not-found' },
  });
  await office.keyOf('synaqova-mother');
  expect(await desk.get('command.give', withdrawal(application))).toEqual({ state: 'done', facts: {} });
});

test('the parent’s own key, asked for at the operator’s desk; given again it is asked after, not repeated', async () => {
  const desk = await staffedDesk(office);
  const application = await filed(desk);
  await office.keyOf('synaqova-mother');
  const order = withdrawal(application);
  expect(await desk.get('command.give', order)).toEqual({ state: 'done', facts: {} });
  expect(await desk.get('command.give', order)).toEqual({ state: 'done', facts: {} });
  const steps = desk.events.flatMap((event) =>
    event.topic === 'submission' && event.uuid === order.uuid ? [event.step] : [],
  );
  expect(steps.filter((step) => step === 'signing')).toHaveLength(1);
  const card = await until(async () => {
    const now = await desk.get('application.card', { uuid: application });
    return now.record?.status === 'withdrawn' ? now : null;
  });
  const line = card.history.find(({ event }) => event === 'application-withdrawn');
  expect(line).toMatchObject({
    actor: { iin: mother.iin, role: 'applicant' },
    facts: { signed: order.uuid, operator: expect.any(String) },
  });
  const signed = await desk.get('command.signed', { uuid: order.uuid });
  expect(signed).toMatchObject({ name: 'withdraw', signer: 'applicant', report: { verifiedBy: 'server' } });
  expect(signed.xml).toContain(card.record?.number ?? 'no number');
});

test('with another key, or without the consent, nothing is kept and nothing is sent', async () => {
  const desk = await staffedDesk(office);
  const application = await filed(desk);
  const simulator = office.simulators.ncalayer;
  const key = simulator?.behaviour.now().key;
  if (simulator === undefined || key === undefined) throw new Error('no NCALayer');
  await simulator.set({ obeysFilter: false, key: { ...key, person: 'synaqov-father' } });
  expect(await desk.call('command.give', withdrawal(application))).toMatchObject({
    error: { code: 'iin-mismatch' },
  });
  expect(await desk.call('command.give', withdrawal(application, { signer: 'operator' }))).toMatchObject({
    error: { code: 'consent-required' },
  });
  expect(await desk.call('command.give', withdrawal(application, { signer: null }))).toMatchObject({
    error: { code: 'signature-required' },
  });
  expect(await desk.get('command.open', { application })).toEqual([]);
  expect((await desk.get('application.card', { uuid: application })).record?.status).not.toBe('withdrawn');
});

test('a lost answer is asked for again, and the command is carried out once', async () => {
  const desk = await staffedDesk(office);
  const application = await filed(desk);
  await office.keyOf('synaqova-mother');
  office.line.loseAnswer('/v1/push');
  const order = withdrawal(application);
  expect(['done', 'saved']).toContain((await desk.get('command.give', order)).state);
  await until(async () => (await desk.get('command.give', order)).state === 'done');
  const lines = await office.database.db
    .selectFrom('history')
    .select('id')
    .where('application', '=', application)
    .where('event', '=', 'application-withdrawn')
    .execute();
  expect(lines).toHaveLength(1);
});

test('the consent on paper says what it is for', async () => {
  const desk = await staffedDesk(office);
  const application = await filed(desk);
  const { form, record } = await desk.get('application.card', { uuid: application });
  const { id } = await desk.get('consent.prepare', {
    ...{ uuid: randomUUID(), form },
    command: { command: { do: 'withdraw', application }, number: record?.number ?? '', statement: '' },
  });
  const { bytes } = await desk.get('document.read', { id, locale: 'ru' });
  const { pages, text } = await readPdf(bytes);
  expect(pages).toHaveLength(1);
  expect(text).toContain(flat(`Отзыв заявления ${record?.number}`));
  expect(text).not.toContain(flat('подал это заявление от моего имени'));
});

test('with the line down a command that only the server can decide is not kept, and says so', async () => {
  const desk = await staffedDesk(office);
  const application = await filed(desk);
  await office.keyOf('synaqova-mother');
  office.line.cut();
  await desk.call('desk.sync', {});
  await until(async () => (await desk.get('desk.status', {})).server === 'unreachable');
  const order = withdrawal(application);
  expect(await desk.call('command.give', order)).toMatchObject({ error: { code: 'command-needs-line' } });
  expect(await desk.get('command.open', { application })).toEqual([]);
  office.line.restore();
  await desk.call('desk.sync', {});
  await until(async () => (await desk.get('desk.status', {})).server === 'reachable');
  expect((await desk.get('command.give', order)).state).toBe('done');
});
