import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Consent } from '../../../core/protocol/consent.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { bad, type DeskClient, good, type Order, type SignedIn } from './desk-client.ts';
import { formOf, SCAN, SCAN_HASH, scanFor } from './forms.ts';
import { openTheatre, type Stage, type Theatre } from './stage.ts';

const MINUTE = 60_000;

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let operator: SignedIn;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
  await stage.grantOperator('operator-two');
  desk = await stage.desk();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.emptyQueue();
  await stage.database.db.deleteFrom('one_time_code').execute();
  theatre.sms.clear();
  operator = await desk.signIn('operator');
});

const mother = demoPerson('synaqova-mother');
const form = () => formOf('synaqova-mother', ['synaqova-2021']);

/** The parent's consent by code, as told to an operator. */
async function consentBy(parent = mother, session = operator, at = desk): Promise<Consent> {
  const request = { iin: parent.iin, phone: parent.phone ?? '', locale: 'kk' };
  const { ticket } = good(await at.call('requestConsent', request, { session: session.token }));
  const code = lastCode(theatre.sms.inbox());
  const { consent } = good(await at.call('enterConsent', { ticket, code }, { session: session.token }));
  return { means: 'code', id: consent };
}

/** What the server says to a document that the operator signed for the mother. */
async function filed(more: Partial<Order>, at = desk) {
  const order = { form: form(), key: 'operator', session: operator, signed: { signer: 'operator' }, ...more };
  const [result] = await at.push(
    await at.submission({ ...order, signed: { signer: 'operator', ...more.signed } }),
  );
  return result?.outcome === 'refused' ? result.failure : result;
}

describe('§1.11 Signing: an operator signs on the applicant’s behalf', () => {
  it('with consent by code: the record, the history, the document, the log and the ledger say so', async () => {
    const consent = await consentBy();
    expect(theatre.sms.inbox().at(-1)).toMatchObject({ to: mother.phone });
    expect(theatre.sms.inbox().at(-1)?.text).toContain('Көкшетау');
    expect(await filed({ consent })).toMatchObject({ outcome: 'done' });
    const pulled = good(await desk.call('pull', { protocol: 1, schema: 1, clientId: desk.clientId }));
    const rows = pulled.changes.map(({ row }) => row);
    expect(rows).toContainEqual(
      expect.objectContaining({
        signer: 'operator',
        enteredBy: operator.iin,
        signedBy: expect.objectContaining({ iin: operator.iin }),
        consent: {
          ...consent,
          at: expect.any(String),
          phone: `+7 (700) ***-**-${mother.phone?.slice(-2)}`,
        },
        parents: [mother.iin],
      }),
    );
    expect(rows).toContainEqual(expect.objectContaining({ event: 'filed-with-code-consent' }));
    expect(rows).toContainEqual(
      expect.objectContaining({
        kind: 'registration',
        facts: expect.objectContaining({ signerRole: 'operator', consent: 'code' }),
      }),
    );
    const audit = await stage.database.db
      .selectFrom('audit')
      .select('facts')
      .where('action', '=', 'application-registered')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(audit.facts).toMatchObject({ onBehalfOf: mother.iin, signer: 'operator', consent: 'code' });
    const leaf = await stage.database.db
      .selectFrom('ledger_leaf')
      .select('payload')
      .executeTakeFirstOrThrow();
    expect(leaf.payload).toContain('"signer":"operator"');
  });

  it('with consent on paper: the scan is among the attachments, for that purpose', async () => {
    expect(await desk.put(SCAN_HASH, SCAN)).toMatchObject({ status: 204 });
    const consent: Consent = { means: 'paper', sha256: SCAN_HASH };
    const withScan = { ...form(), attachments: [scanFor('consent')] };
    expect(await filed({ form: withScan, consent })).toMatchObject({ outcome: 'done' });
    await stage.emptyQueue();
    expect(await filed({ consent })).toEqual({ code: 'consent-required', field: 'attachments' });
    await desk.put(SCAN_HASH, SCAN);
    const otherPurpose = { ...form(), attachments: [scanFor('relation')] };
    expect(await filed({ form: otherPurpose, consent })).toMatchObject({ code: 'consent-required' });
    const notSent = { ...scanFor('consent'), sha256: createHash('sha256').update('x').digest('hex') };
    expect(
      await filed({
        form: { ...form(), attachments: [notSent] },
        consent: { means: 'paper', sha256: notSent.sha256 },
      }),
    ).toMatchObject({ code: 'file-missing' });
  });

  it('never without consent, and never with one that the signed document does not name', async () => {
    expect(await filed({})).toEqual({ code: 'consent-required' });
    const consent = await consentBy();
    expect(await filed({ consent, signed: { consent: null } })).toEqual({ code: 'content' });
    const other = { means: 'code', reference: '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d' } as const;
    expect(await filed({ consent, signed: { consent: other } })).toEqual({ code: 'content' });
  });

  it('with the own key only, and only for somebody else', async () => {
    const consent = await consentBy();
    expect(await filed({ consent, key: 'synaqova-mother' })).toEqual({ code: 'iin-mismatch' });
    expect(await filed({ consent, key: 'operator-two' })).toEqual({ code: 'iin-mismatch' });
    expect(await filed({ consent, signed: { operator: demoPerson('operator-two').iin } })).toEqual({
      code: 'content',
    });
  });

  it('not without the role of an operator', async () => {
    const parent = await desk.signIn('synaqov-father');
    const consent = await consentBy();
    const signed = { operator: parent.iin };
    expect(await filed({ consent, session: parent, key: 'synaqov-father', signed })).toEqual({
      code: 'not-permitted',
    });
    const ask = { iin: mother.iin, phone: mother.phone ?? '', locale: 'kk' };
    expect(bad(await desk.call('requestConsent', ask, { session: parent.token })).code).toBe('not-permitted');
    expect(bad(await desk.call('requestConsent', ask)).code).toBe('session-required');
    const own = { ...ask, iin: operator.iin };
    expect(bad(await desk.call('requestConsent', own, { session: operator.token })).code).toBe(
      'not-permitted',
    );
  });

  it('judged by the role held when it was signed', async () => {
    const consent = await consentBy();
    const submission = await desk.submission({
      form: form(),
      key: 'operator',
      session: operator,
      signed: { signer: 'operator' },
      consent,
    });
    await stage.database.db
      .updateTable('person_grant')
      .set({ revoked_at: new Date(stage.now() - MINUTE) })
      .where('iin', '=', operator.iin)
      .where('revoked_at', 'is', null)
      .execute();
    const [result] = await desk.push(submission);
    await stage.grantOperator('operator');
    expect(result).toMatchObject({ outcome: 'refused', failure: { code: 'not-permitted' } });
  });
});

describe('a consent by code', () => {
  it('is of one parent: not for the other one’s application', async () => {
    const consent = await consentBy(demoPerson('synaqov-father'));
    expect(await filed({ consent })).toEqual({ code: 'consent-unknown' });
  });

  it('is good for one document', async () => {
    const consent = await consentBy();
    expect(await filed({ consent })).toMatchObject({ outcome: 'done' });
    const next = formOf('synaqova-mother', ['synaqov-2022']);
    expect(await filed({ form: next, consent })).toEqual({ code: 'consent-unknown' });
  });

  it('that a refused document was to use is still there for the corrected one', async () => {
    const consent = await consentBy();
    const faulty = { ...form(), dataCurrent: false };
    expect(await filed({ form: faulty, consent })).toMatchObject({ code: expect.any(String) });
    expect(await filed({ consent })).toMatchObject({ outcome: 'done' });
  });

  it('is good for half an hour until the signature, however late the document comes', async () => {
    const late = await consentBy();
    stage.advance(30 * MINUTE + 1000);
    expect(await filed({ consent: late })).toEqual({ code: 'consent-unknown' });
    const inTime = await consentBy();
    const challenge = good(await desk.call('challengeStock', { count: 1 })).challenges[0]?.challenge ?? '';
    const order = { form: form(), key: 'operator', session: operator, consent: inTime };
    const waiting = await desk.submission({ ...order, signed: { signer: 'operator', challenge } });
    stage.advance(5 * 60 * MINUTE);
    expect(await desk.push(waiting)).toMatchObject([{ outcome: 'done' }]);
  });

  it('is to one operator at one desk', async () => {
    const consent = await consentBy();
    const two = await desk.signIn('operator-two');
    expect(await filed({ consent, session: two, key: 'operator-two' })).toEqual({ code: 'consent-unknown' });
    const other = await stage.desk();
    const there = await other.signIn('operator');
    expect(await filed({ consent, session: there }, other)).toEqual({ code: 'consent-unknown' });
    expect(await filed({ consent: { means: 'code', id: '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d' } })).toEqual({
      code: 'consent-unknown',
    });
  });

  it('cannot be made of a code for signing in, nor the other way round, nor by another operator', async () => {
    const request = { iin: mother.iin, phone: mother.phone ?? '', locale: 'kk' };
    const signIn = good(await desk.call('requestCode', request));
    const code = () => lastCode(theatre.sms.inbox());
    const session = { session: operator.token };
    expect(bad(await desk.call('enterConsent', { ticket: signIn.ticket, code: code() }, session)).code).toBe(
      'code-expired',
    );
    const asked = good(await desk.call('requestConsent', request, session));
    const entered = { ticket: asked.ticket, code: code() };
    expect(bad(await desk.call('enterCode', { ...entered, email: null })).code).toBe('code-expired');
    const two = await desk.signIn('operator-two');
    expect(bad(await desk.call('enterConsent', entered, { session: two.token })).code).toBe('code-expired');
    good(await desk.call('enterConsent', entered, session));
  });
});

describe('what was signed', () => {
  it('is given, with the report of its verification, to a parent of the child and to staff, and to nobody else', async () => {
    const consent = await consentBy();
    const submission = await desk.submission({
      form: form(),
      key: 'operator',
      session: operator,
      signed: { signer: 'operator' },
      consent,
    });
    await desk.push(submission);
    const uuid = submission.mutation.args.form.children[0]?.uuid ?? '';
    const { xml, report } = good(await desk.call('signed', { uuid }, { session: operator.token }));
    expect(xml).toBe(submission.mutation.args.signedXml);
    expect(report).toMatchObject({
      verifiedBy: 'server',
      document: createHash('sha256').update(xml).digest('hex'),
      signers: [
        {
          owner: { iin: operator.iin },
          provenBy: 'receipt',
          revocation: { state: 'good', source: 'crl', asOf: expect.any(String) },
        },
      ],
    });
    const [signer] = report.signers;
    expect(signer?.chain.length).toBeGreaterThanOrEqual(2);
    expect(signer?.chain[0]?.fingerprint).toBe(signer?.fingerprint);
    expect(signer?.chain.at(-1)?.subject).toBe(signer?.chain.at(-1)?.issuer);
    const parent = await desk.signIn('synaqova-mother');
    good(await desk.call('signed', { uuid }, { session: parent.token }));
    const stranger = await desk.signIn('synaqov-father');
    expect(bad(await desk.call('signed', { uuid }, { session: stranger.token })).code).toBe('not-found');
  });
});
