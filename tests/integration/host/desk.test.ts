import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { ATTACHMENT_LIMITS } from '../../../core/domain/application-form.ts';
import type { Input } from '../../../core/protocol/desk.ts';
import { type Desk, logOf, type Office, openDesk, openOffice, until } from './office.ts';
import { familyForm, signIn, staffedDesk } from './people.ts';
import { pdfScan, pngScan } from './scan.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(() => office.tidy());

type Ncalayer = NonNullable<Office['simulators']['ncalayer']>;
const ncalayer = (): Ncalayer => {
  const simulator = office.simulators.ncalayer;
  if (simulator === undefined) throw new Error('NCALayer is not there');
  return simulator;
};

const draftOf = (uuid: string, values: Record<string, unknown>) =>
  ({ uuid, step: 'child', values, savedAt: new Date().toISOString() }) as const;

async function inputFor(person: string, child: string): Promise<Input<'application.submit'>> {
  await office.keyOf(person);
  return {
    uuid: randomUUID(),
    form: familyForm(person, child),
    storage: 'PKCS12',
    locale: 'kk',
    signer: 'applicant',
    consent: null,
  };
}

test.each([
  ['the key of another person', { obeysFilter: false, key: { person: 'synaqova-mother' } }, 'iin-mismatch'],
  ['an expired key', { obeysFilter: false, key: { state: 'expired' } }, 'expired'],
  ['a revoked key', { obeysFilter: false, key: { state: 'revoked' } }, 'revoked'],
  ['a program that signs something else', { forgery: 'other-content' }, 'content'],
  ['a broken signature', { forgery: 'broken-signature' }, 'signature'],
  ['a broken digest', { forgery: 'broken-digest' }, 'digest'],
  ['no signature at all', { forgery: 'no-signature' }, 'structure'],
  ['«Бас тарту»', { answer: 'cancel' }, 'ncalayer-cancelled'],
  ['a wrong password', { answer: 'wrong-password' }, 'ncalayer-wrong-password'],
  ['NCALayer not started', { running: false }, 'ncalayer-not-running'],
] as const)('%s: the failure is named, nothing is saved, the draft is there', async (_, behaviour, code) => {
  const desk = await staffedDesk(office);
  const input = await inputFor('synaqov-father', 'synaqov-2022');
  await desk.get('draft.save', draftOf(input.uuid, { phone: '+7701' }));
  const { key, ...rest } = { key: {}, ...behaviour };
  await ncalayer().set({ ...rest, key: { ...ncalayer().behaviour.now().key, ...key } });
  expect(await desk.call('application.submit', input)).toMatchObject({ ok: false, error: { code } });
  expect((await desk.get('desk.status', {})).unsent).toBe(0);
  expect(await desk.get('draft.load', {})).toMatchObject({ uuid: input.uuid, values: { phone: '+7701' } });
  const open = desk.events.filter((event) => event.topic === 'ncalayer');
  expect(open.at(-1)).toMatchObject({ open: false });
});

test.each([
  ['gost', 'gost'],
  ['rsa-auth', 'rsa-sign'],
] as const)(
  'an operator signs in with a %s key, a parent signs with a %s key',
  async (forSignIn, forForm) => {
    const kind = (wanted: 'gost' | 'rsa-auth' | 'rsa-sign') =>
      ncalayer().set({ key: { ...ncalayer().behaviour.now().key, kind: wanted } });
    await kind(forSignIn);
    const desk = await staffedDesk(office);
    const input = await inputFor('synaqov-father', 'synaqov-2022');
    await kind(forForm);
    const saved = await desk.get('application.submit', input);
    expect(await desk.get('application.outcome', { uuid: saved.uuid })).toMatchObject({ state: 'received' });
  },
);

test('waiting for NCALayer can be given up; what the person does there later is dropped', async () => {
  const desk = await staffedDesk(office);
  const input = await inputFor('synaqov-father', 'synaqov-2022');
  await ncalayer().set({ delay: 600 });
  const waiting = desk.call('application.submit', input);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await desk.get('ncalayer.abandon', {});
  expect(await waiting).toMatchObject({ error: { code: 'ncalayer-cancelled' } });
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await desk.get('desk.status', {})).unsent).toBe(0);
});

test('a challenge with which nothing was signed goes back to the stock', async () => {
  const desk = await staffedDesk(office);
  await desk.get('desk.sync', {});
  office.line.cut();
  await ncalayer().set({ answer: 'cancel' });
  const input = await inputFor('synaqov-father', 'synaqov-2022');
  // More often than the stock has challenges.
  for (let round = 0; round < 55; round += 1)
    expect(await desk.call('application.submit', input)).toMatchObject({
      error: { code: 'ncalayer-cancelled' },
    });
  await ncalayer().set({ answer: 'sign' });
  await desk.get('application.submit', input);
});

test('a draft survives a crash and a restart, is each person’s own, and goes when the form is signed', async () => {
  const desk = await staffedDesk(office);
  const input = await inputFor('synaqov-father', 'synaqov-2022');
  const draft = draftOf(input.uuid, { childName: 'Демобек', twins: false });
  await desk.get('draft.save', draft);
  // No close: the program was killed.
  const again = await office.desk({ folder: desk.folder });
  expect(await again.get('draft.load', {})).toEqual(draft);
  await again.get('session.leave', {});
  await signIn(office, again, 'synaqova-mother');
  expect(await again.get('draft.load', {})).toBeNull();
  await again.get('session.leave', {});
  await signIn(office, again, 'operator');
  expect(await again.get('draft.load', {})).toEqual(draft);
  await office.keyOf('synaqov-father');
  await again.get('application.submit', input);
  expect(await again.get('draft.load', {})).toBeNull();
  // The autosave that was on its way.
  await again.get('draft.save', draft);
  expect(await again.get('draft.load', {})).toBeNull();
});

test.each([
  ['a program called анықтама.pdf', () => Buffer.from('MZ\u0090 program'), 'file-type'],
  ['nothing', () => Buffer.alloc(0), 'file-empty'],
  ['half a drawing', () => pngScan().subarray(0, 50), 'file-unreadable'],
  ['a paper cut off', () => pdfScan('a').subarray(0, 40), 'file-unreadable'],
  ['more than ten megabytes', () => Buffer.alloc(ATTACHMENT_LIMITS.bytes + 1, 0x20), 'file-too-large'],
] as const)('a scan that is %s is refused', async (_, make, code) => {
  const desk = await staffedDesk(office);
  const bytes = new Uint8Array(make());
  expect(await desk.call('attachment.add', { name: 'анықтама.pdf', purpose: 'benefit', bytes })).toEqual({
    ok: false,
    error: { code },
  });
});

test('a scan is told by its content, keeps its name without folders, and comes back as it was', async () => {
  const desk = await staffedDesk(office);
  const bytes = pdfScan('анықтама');
  const attachment = await desk.get('attachment.add', {
    name: 'C:\\Құжаттар\\анық\u0000тама.png',
    purpose: 'benefit',
    bytes,
  });
  expect(attachment).toMatchObject({ name: 'анық тама.png', type: 'application/pdf', size: bytes.length });
  expect(await desk.get('attachment.read', { sha256: attachment.sha256 })).toEqual({
    type: 'application/pdf',
    bytes,
  });
});

test('a scan that was filed at one desk can be opened at another', async () => {
  const [one, other] = [await staffedDesk(office), await staffedDesk(office)];
  const bytes = pdfScan('тіркеу');
  const attachment = await one.get('attachment.add', { name: 'a.pdf', purpose: 'registration', bytes });
  const input = await inputFor('synaqov-father', 'synaqov-2022');
  const form = { ...input.form, attachments: [attachment] };
  const saved = await one.get('application.submit', { ...input, form });
  await one.get('application.outcome', { uuid: saved.uuid });
  expect(await other.get('attachment.read', { sha256: attachment.sha256 })).toMatchObject({ bytes });
});

test('a paper and a photograph are sent to the printer, and the job says how it ends', async () => {
  const desk = await staffedDesk(office);
  const input = await inputFor('synaqov-father', 'synaqov-2022');
  const { uuid } = await desk.get('application.submit', input);
  const bytes = pngScan();
  const scan = await desk.get('attachment.add', { name: 'сурет.png', purpose: 'benefit', bytes });
  const before = process.env.CUPS_SERVER;
  process.env.CUPS_SERVER = join(desk.folder, 'no-print-service');
  onTestFinished(() => {
    if (before === undefined) delete process.env.CUPS_SERVER;
    else process.env.CUPS_SERVER = before;
  });
  for (const { job } of [
    await desk.get('document.print', { id: `provisional:${uuid}`, locale: 'kk', printer: 'SLIP' }),
    await desk.get('attachment.print', { sha256: scan.sha256, printer: 'SLIP' }),
  ]) {
    const state = await until(async () => {
      const now = await desk.get('print.state', { job });
      return now.state === 'failed' ? now : null;
    });
    expect(state).toEqual({ state: 'failed', printer: 'SLIP', code: 'print-service-off' });
    expect(desk.events).toContainEqual({ topic: 'print', job, state });
  }
  expect(await desk.call('printer.list', {})).toEqual({ ok: false, error: { code: 'print-service-off' } });
});

test('what is wrong with a form is told by field, before anybody signs', async () => {
  const desk = await staffedDesk(office);
  const form = familyForm('synaqov-father', 'synaqov-2022');
  const [child] = form.children;
  if (child === undefined) throw new Error('no child');
  const wrong = {
    ...form,
    district: '111600000',
    algorithmRead: false,
    children: [{ ...child, iin: form.applicant.iin }],
    attachments: [
      {
        sha256: '0'.repeat(64),
        name: 'a.pdf',
        type: 'application/pdf',
        size: 1,
        purpose: 'consent',
      } as const,
    ],
  };
  const { failures } = await desk.get('application.check', { form: wrong });
  expect(failures).toEqual(
    expect.arrayContaining([
      { code: 'iin-adult', field: 'children.0.iin' },
      { code: 'required', field: 'algorithmRead' },
      { code: 'not-permitted', field: 'district' },
      { code: 'file-missing', field: 'attachments.0' },
    ]),
  );
  expect(new Set(failures.map(({ field }) => field)).size).toBe(failures.length);
});

test('a child that is in the queue already is noticed without the server', async () => {
  const desk = await staffedDesk(office);
  const saved = await desk.get('application.submit', await inputFor('synaqov-father', 'synaqov-2022'));
  office.line.cut();
  const again = await inputFor('synaqova-mother', 'synaqov-2022');
  expect(await desk.get('application.check', { form: again.form })).toEqual({
    failures: [{ code: 'duplicate-child', field: 'children.0.iin' }],
  });
  expect(await desk.call('application.submit', again)).toMatchObject({ error: { code: 'duplicate-child' } });
  expect(saved.label).not.toBe('');
});

test('calls that the contract does not know answer invalid-request, and the log does not say what was in them', async () => {
  const desk = await office.desk();
  const invalid = { ok: false, error: { code: 'invalid-request' } };
  expect(await desk.raw('application.drop', {})).toEqual(invalid);
  expect(await desk.raw('__proto__', {})).toEqual(invalid);
  expect(await desk.raw('person.lookup', { iin: '850717300014', as: 'president' })).toEqual(invalid);
  expect(await desk.raw('draft.save', null)).toEqual(invalid);
  const log = logOf(desk);
  expect(log).toContain('person.lookup');
  expect(log).not.toContain('850717300014');
  expect(log).not.toContain('president');
});

test('nobody who is not signed in gets anything of anybody', async () => {
  const desk: Desk = await office.desk();
  const uuid = randomUUID();
  const required = { ok: false, error: { code: 'session-required' } };
  expect(await desk.call('application.card', { uuid })).toEqual(required);
  expect(await desk.call('application.outcome', { uuid })).toEqual(required);
  expect(await desk.call('draft.load', {})).toEqual(required);
  expect(await desk.call('attachment.read', { sha256: '0'.repeat(64) })).toEqual(required);
  expect(await desk.call('document.read', { id: uuid, locale: 'kk' })).toEqual(required);
  expect(await desk.call('person.lookup', { iin: '850717300014', as: 'applicant' })).toEqual(required);
});

test('a replica that cannot be opened: every answer says so', async () => {
  const desk = await office.desk();
  await desk.close();
  writeFileSync(`${desk.folder}/replica.db`, 'a file that is none'.repeat(500));
  const broken = await openDesk(office.configuration('desk'), { folder: desk.folder });
  expect(await broken.raw('desk.status', {})).toEqual({ ok: false, error: { code: 'replica-broken' } });
});
