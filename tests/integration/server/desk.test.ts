import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toIso } from '../../../core/domain/instant.ts';
import { buildSignInXml } from '../../../core/eds/sign-in-xml.ts';
import { FailureBody } from '../../../core/protocol/failure.ts';
import { PairResponse } from '../../../core/protocol/pairing.ts';
import { ROUTES } from '../../../core/protocol/server.ts';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { bad, type DeskClient, good } from './desk-client.ts';
import { KOKSHETAU, openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  desk = await stage.desk();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});

describe('§1.11 Roles begin: pairing', () => {
  beforeEach(async () => {
    await stage.database.db.deleteFrom('pairing_code').execute();
  });
  const computer = (mode: 'desk' | 'kiosk' = 'desk') => ({
    mode,
    publicKey: generateKeyPairSync('ed25519')
      .publicKey.export({ format: 'der', type: 'spki' })
      .toString('base64'),
    clientId: randomUUID(),
  });
  const pair = async (code: string, machine = computer()) => {
    const response = await fetch(`${stage.server.url}${ROUTES.pair.path}`, {
      method: 'POST',
      body: JSON.stringify({ code, ...machine }),
    });
    const body: unknown = await response.json();
    return response.ok ? PairResponse.parse(body) : FailureBody.parse(body);
  };
  const wrong = (code: string) => code.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));

  it('joins a computer to the district and mode of the code, each with a code of its own', async () => {
    const first = await pair(await stage.pairingCode(QOSSHY, 'kiosk'), computer('kiosk'));
    const second = await pair(await stage.pairingCode(QOSSHY, 'desk'));
    expect(first).toMatchObject({
      district: QOSSHY,
      mode: 'kiosk',
      deskCode: expect.stringMatching(/^K\d{2,}$/),
    });
    expect('deskCode' in first && 'deskCode' in second && first.deskCode !== second.deskCode).toBe(true);
  });

  it('is worth something once, but gives its answer again to the computer that used it', async () => {
    const code = await stage.pairingCode(KOKSHETAU, 'desk');
    const machine = computer();
    const first = await pair(code, machine);
    expect(await pair(code, machine)).toEqual(first);
    expect(await pair(code)).toEqual({ code: 'pairing-code-used-up' });
  });

  it('for the other kind of computer is refused, and is still worth something', async () => {
    const code = await stage.pairingCode(KOKSHETAU, 'desk');
    expect(await pair(code, computer('kiosk'))).toMatchObject({ code: 'pairing-code-for-desk' });
    const kiosk = await stage.pairingCode(KOKSHETAU, 'kiosk');
    expect(await pair(kiosk)).toMatchObject({ code: 'pairing-code-for-kiosk' });
    expect(await pair(code)).toMatchObject({ district: KOKSHETAU, mode: 'desk' });
  });

  it('ends after ten minutes', async () => {
    const code = await stage.pairingCode(KOKSHETAU, 'desk');
    stage.advance(10 * 60_000 + 1);
    expect(await pair(code)).toEqual({ code: 'pairing-code-expired' });
  });

  it('leaves five tries, then not even the right code helps', async () => {
    const code = await stage.pairingCode(KOKSHETAU, 'desk');
    for (let left = 4; left > 0; left -= 1)
      expect(await pair(wrong(code))).toEqual({ code: 'pairing-code-wrong', facts: { left } });
    expect(await pair(wrong(code))).toEqual({ code: 'pairing-code-used-up' });
    expect(await pair(code)).toEqual({ code: 'pairing-code-used-up' });
  });

  it('keeps no code that could be read from the database', async () => {
    const code = await stage.pairingCode(KOKSHETAU, 'desk');
    const rows = await stage.database.db.selectFrom('pairing_code').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it('does not give a computer the name of another', async () => {
    const machine = computer();
    await pair(await stage.pairingCode(KOKSHETAU, 'desk'), machine);
    const thief = { ...computer(), clientId: machine.clientId };
    expect(await pair(await stage.pairingCode(KOKSHETAU, 'desk'), thief)).toEqual({
      code: 'identity-reused',
    });
  });
});

describe('every request of a desk', () => {
  const ask = (oddity: Parameters<DeskClient['call']>[2]) =>
    desk.call('challenge', { purpose: 'sign-in' }, oddity).then(bad);

  it('is worth nothing a second time', async () => {
    const nonce = 'ab'.repeat(16);
    good(await desk.call('challenge', { purpose: 'sign-in' }, { nonce }));
    expect(await ask({ nonce })).toEqual({ status: 401, code: 'desk-unknown' });
  });

  it('is refused when its clock is more than five minutes off, either way', async () => {
    const off = { status: 401, code: 'clock-wrong' };
    expect(await ask({ time: toIso(stage.now() - 301_000) })).toEqual(off);
    expect(await ask({ time: toIso(stage.now() + 301_000) })).toEqual(off);
    good(await desk.call('challenge', { purpose: 'sign-in' }, { time: toIso(stage.now() - 290_000) }));
  });

  it('is refused when its body was changed on the way', async () => {
    const body = JSON.stringify({ purpose: 'application' });
    expect(await ask({ bodyAfterSigning: body })).toEqual({ status: 401, code: 'desk-unknown' });
  });

  it('is refused once the desk has been struck off', async () => {
    const lost = await stage.desk();
    await stage.database.db
      .updateTable('desk')
      .set({ revoked_at: new Date() })
      .where('id', '=', lost.paired.deskId)
      .execute();
    const answer = await lost.call('challenge', { purpose: 'sign-in' });
    expect(bad(answer)).toEqual({ status: 401, code: 'desk-unknown' });
  });

  it('says which field is wrong', async () => {
    const answer = await desk.call('challenge', { purpose: 'to-dance' });
    expect('failure' in answer && answer.failure).toEqual({ code: 'invalid-request', field: 'purpose' });
  });
});

describe('signing in', () => {
  const signed = async (
    person: string,
    changed: object = {},
    kind: 'gost' | 'rsa-auth' | 'rsa-sign' = 'gost',
  ) => {
    const xml = buildSignInXml({
      version: 1,
      challenge: await desk.challenge('sign-in'),
      desk: desk.paired.deskCode,
      time: toIso(stage.now()),
      ...changed,
    });
    const { key, certificate } = theatre.ca.signer({ person, kind });
    return signXmlEnveloped(xml, key, certificate);
  };

  it('shows the owner before «Кіру», and asks the e-mail the first time only', async () => {
    const first = good(await desk.call('signIn', { signedXml: await signed('auylov-father') }));
    expect(first).toMatchObject({ emailNeeded: true, owner: { iin: demoPerson('auylov-father').iin } });
    const entered = good(await desk.call('enter', { ticket: first.ticket, email: 'Auyl@Demo.kz' }));
    expect(entered.session.email).toBe('Auyl@demo.kz');
    const second = good(await desk.call('signIn', { signedXml: await signed('auylov-father') }));
    expect(second.emailNeeded).toBe(false);
    const again = good(await desk.call('enter', { ticket: second.ticket, email: null }));
    expect(again.session.email).toBe('Auyl@demo.kz');
  });

  it('works with the RSA key that is made for it', async () => {
    good(await desk.call('signIn', { signedXml: await signed('auylov-father', {}, 'rsa-auth') }));
  });

  it('takes each signature and each ticket once', async () => {
    const signedXml = await signed('auylov-father');
    const { ticket } = good(await desk.call('signIn', { signedXml }));
    expect(bad(await desk.call('signIn', { signedXml })).code).toBe('challenge-unknown');
    good(await desk.call('enter', { ticket, email: 'a@demo.kz' }));
    expect(bad(await desk.call('enter', { ticket, email: 'a@demo.kz' })).code).toBe('challenge-unknown');
  });

  it('takes neither the challenge of another desk nor one for applications', async () => {
    const other = await stage.desk();
    const foreign = await signed('auylov-father', { challenge: await other.challenge('sign-in') });
    expect(bad(await desk.call('signIn', { signedXml: foreign })).code).toBe('challenge-unknown');
    const misused = await signed('auylov-father', { challenge: await desk.challenge('application') });
    expect(bad(await desk.call('signIn', { signedXml: misused })).code).toBe('challenge-unknown');
  });

  it('asks for the e-mail at a kiosk, and keeps the ticket for it', async () => {
    const kiosk = await stage.desk(KOKSHETAU, 'kiosk');
    const xml = buildSignInXml({
      version: 1,
      challenge: await kiosk.challenge('sign-in'),
      desk: kiosk.paired.deskCode,
      time: toIso(stage.now()),
    });
    const { key, certificate } = theatre.ca.signer({ person: 'tirkeusizova-mother', kind: 'gost' });
    const { ticket } = good(
      await kiosk.call('signIn', { signedXml: signXmlEnveloped(xml, key, certificate) }),
    );
    expect(bad(await kiosk.call('enter', { ticket, email: null }))).toEqual({
      status: 422,
      code: 'email-required',
    });
    good(await kiosk.call('enter', { ticket, email: 't@demo.kz' }));
  });
});

describe('sessions', () => {
  const person = (token: string) =>
    desk.call('person', { iin: demoPerson('synaqova-2021').iin, as: 'child' }, { session: token });

  it('of a parent end after a quarter of an hour, of staff after twelve hours', async () => {
    await stage.grantOperator('operator');
    const parent = await desk.signIn('synaqova-mother');
    const staff = await desk.signIn('operator');
    good(await person(parent.token));
    stage.advance(15 * 60_000);
    expect(bad(await person(parent.token))).toEqual({ status: 401, code: 'session-expired' });
    stage.advance(11 * 3_600_000);
    good(await person(staff.token));
    stage.advance(3_600_000);
    expect(bad(await person(staff.token)).code).toBe('session-expired');
  });

  it('end when the person leaves, and hold at no other desk', async () => {
    const parent = await desk.signIn('synaqova-mother');
    const other = await stage.desk();
    const request = { iin: parent.iin, as: 'applicant' };
    expect(bad(await other.call('person', request, { session: parent.token })).code).toBe('session-expired');
    good(await desk.call('leave', {}, { session: parent.token }));
    expect(bad(await person(parent.token)).code).toBe('session-expired');
    expect(bad(await desk.call('person', request)).code).toBe('session-required');
  });

  it('have the rights that the person holds now and here', async () => {
    await stage.grantOperator('operator-two');
    const staff = await desk.signIn('operator-two');
    const adult = { iin: demoPerson('synaqov-father').iin, as: 'applicant' };
    good(await desk.call('person', adult, { session: staff.token }));
    await stage.database.db
      .updateTable('person_grant')
      .set({ revoked_at: new Date(stage.now()) })
      .where('iin', '=', staff.iin)
      .execute();
    expect(bad(await desk.call('person', adult, { session: staff.token })).code).toBe('not-permitted');
    await stage.grantOperator('operator-qosshy', QOSSHY);
    const stranger = await desk.signIn('operator-qosshy');
    expect(bad(await desk.call('person', adult, { session: stranger.token })).code).toBe('not-permitted');
  });

  it('let a parent ask ГБД ФЛ for the own person and own children only, and every question is on record', async () => {
    const parent = await desk.signIn('synaqova-mother');
    const ask = (key: string, as: 'applicant' | 'child') =>
      desk.call('person', { iin: demoPerson(key).iin, as }, { session: parent.token });
    expect(good(await ask('synaqova-mother', 'applicant')).person.registration?.district).toBe(KOKSHETAU);
    expect(good(await ask('synaqov-2022', 'child')).person.parents).toContain(parent.iin);
    expect(bad(await ask('synaqov-father', 'applicant')).code).toBe('not-permitted');
    expect(bad(await ask('jobalova-2023', 'child')).code).toBe('person-not-found');
    const asked = await stage.database.db
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'registry-lookup')
      .where('actor', '=', parent.iin)
      .execute();
    expect(asked.map(({ subject }) => subject)).toContain(demoPerson('jobalova-2023').iin);
  });
});
