/** The policy parameter `codeSigns` (domain.md §1.11 "Signing"): what the server takes from a session by one-time code. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { type DeskClient, good, type Order, type SignedIn } from './desk-client.ts';
import { formOf } from './forms.ts';
import { openTheatre, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage({ codeSigns: 'on' });
  desk = await stage.desk();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(() => stage.emptyQueue());

const mother = demoPerson('synaqova-mother');

/** A session of the mother by code. */
async function byCode(): Promise<SignedIn> {
  await stage.database.db.deleteFrom('one_time_code').execute();
  const request = { iin: mother.iin, phone: mother.phone ?? '', locale: 'kk' };
  const { ticket } = good(await desk.call('requestCode', request));
  const code = lastCode(theatre.sms.inbox());
  const entered = good(await desk.call('enterCode', { ticket, code, email: 'ana@demo.kz' }));
  return { token: entered.token, id: entered.session.id, iin: entered.session.iin };
}

async function filed(more: Partial<Order> & { readonly session: SignedIn }) {
  const form = formOf('synaqova-mother', ['synaqova-2021']);
  const [result] = await desk.push(
    await desk.submission({ form, key: 'synaqova-mother', unsigned: true, ...more }),
  );
  return result?.outcome === 'refused' ? result.failure.code : result?.outcome;
}

it('takes the parent’s document without a signature, and keeps that it has none', async () => {
  expect(await filed({ session: await byCode() })).toBe('done');
  const pulled = good(await desk.call('pull', { protocol: 1, schema: 1, clientId: desk.clientId }));
  const rows = pulled.changes.map(({ row }) => row);
  expect(rows).toContainEqual(
    expect.objectContaining({
      signer: 'applicant',
      enteredBy: mother.iin,
      signedBy: expect.objectContaining({ iin: mother.iin, algorithm: '', serialNumber: '', issuer: '' }),
      report: expect.objectContaining({ verifiedBy: 'server', signers: [] }),
    }),
  );
  expect(rows).toContainEqual(expect.objectContaining({ event: 'filed-with-code' }));
});

it('takes nothing for another parent, in another’s name, or with a challenge used before', async () => {
  const session = await byCode();
  const others = formOf('ulgibaeva-mother', ['ulgibaev-twin-one']);
  expect(await filed({ session, form: others, signed: { operator: null } })).toBe('content');
  expect(await filed({ session, form: others })).toBe('iin-mismatch');
  expect(await filed({ session, signed: { operator: mother.iin, signer: 'operator' } })).toBe(
    'not-permitted',
  );
  const challenge = await desk.challenge();
  expect(await filed({ session, signed: { challenge } })).toBe('done');
  expect(await filed({ session, signed: { challenge } })).toBe('challenge-unknown');
});

it('takes nothing unsigned in a session by EDS', async () => {
  expect(await filed({ session: await desk.signIn('synaqova-mother') })).toBe('structure');
});
