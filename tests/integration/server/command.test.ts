/** The road of a command after filing: who may give it, on which signature and consent, and what is kept of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderDocument } from '../../../core/documents/index.ts';
import { almatyDay } from '../../../core/domain/almaty.ts';
import { addDays } from '../../../core/domain/plain-date.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type CommandStage, choosing, type Filed, GROUP, openCommandStage } from './command-stage.ts';
import { good } from './desk-client.ts';
import { SCAN_HASH, scanFor } from './forms.ts';

let on: CommandStage;
let child: Filed;

beforeAll(async () => {
  on = await openCommandStage();
});
afterAll(() => on.close());
beforeEach(async () => {
  await on.begin();
  child = await on.file();
});

const MOTHER = 'synaqova-mother';
const publish = (places = 1) =>
  on.give({ command: { do: 'publishPlaces', group: GROUP, places }, session: on.staff.director });
const choose = () => choosing(child);

describe('a parent gives a command with the own key', () => {
  it('at a kiosk: the place is chosen, the card has who and with which signature', async () => {
    expect(await publish()).toBe('done');
    const session = await on.kiosk.signIn(MOTHER);
    const order = { command: choose(), session, key: MOTHER, number: child.number };
    expect(await on.give(order, on.kiosk)).toBe('done');
    expect(await on.statusOf(child)).toBe('referred');
    const kept = await on.stage.database.db
      .selectFrom('command')
      .selectAll()
      .where('name', '=', 'choosePlace')
      .executeTakeFirstOrThrow();
    expect(kept).toMatchObject({
      application: child.uuid,
      signer: 'applicant',
      actor: session.iin,
      role: 'applicant',
    });
    expect(kept.verification?.signers[0]?.owner.iin).toBe(session.iin);
    const history = await on.stage.database.db
      .selectFrom('history')
      .selectAll()
      .where('event', '=', 'referral-issued')
      .executeTakeFirstOrThrow();
    expect(history).toMatchObject({
      actor: { iin: session.iin, role: 'applicant' },
      facts: { signed: kept.uuid },
    });
  });

  it('in the session of an operator: the parent acts, the operator is named', async () => {
    await publish();
    const order = { command: choose(), session: on.staff.operator, key: MOTHER, number: child.number };
    expect(await on.give({ ...order, signed: { operator: on.staff.operator.iin } })).toBe('done');
    const history = await on.stage.database.db
      .selectFrom('history')
      .selectAll()
      .where('event', '=', 'referral-issued')
      .executeTakeFirstOrThrow();
    expect(history.actor).toMatchObject({ iin: demoPerson(MOTHER).iin, role: 'applicant' });
    expect(history.facts).toMatchObject({ operator: expect.any(String) });
  });
});

describe('an operator gives it for a parent', () => {
  it('with the own key and the consent of the parent, by code', async () => {
    await publish();
    const consent = await on.consentOf(MOTHER);
    const order = {
      command: choose(),
      session: on.staff.operator,
      key: 'operator',
      signer: 'operator',
      number: child.number,
    } as const;
    expect(await on.give(order)).toEqual({ code: 'consent-required' });
    expect(await on.give({ ...order, consent })).toBe('done');
    const back = { ...order, command: { do: 'cancelReferral', application: child.uuid } as const };
    expect(await on.give({ ...back, consent })).toEqual({ code: 'consent-unknown' });
    const paper = { means: 'paper', sha256: SCAN_HASH } as const;
    expect(await on.give({ ...back, consent: paper })).toEqual({
      code: 'consent-required',
      field: 'attachments',
    });
    expect(await on.give({ ...back, consent: paper, attachments: [scanFor('consent')] })).toBe('done');
    expect(await on.statusOf(child)).toBe('queued');
  });
});

describe('beside the queue', () => {
  it('keeps new contacts, a later claim with its papers, and why it was decided', async () => {
    const contacts = {
      phone: '+77010000002',
      email: 'new@demo.kezek.example',
      additionalPhone: null,
      additionalEmail: null,
    };
    const session = await on.kiosk.signIn(MOTHER);
    expect(
      await on.give(
        { command: { do: 'updateContacts', application: child.uuid, contacts }, session },
        on.kiosk,
      ),
    ).toBe('done');
    const today = almatyDay(on.stage.now());
    const claim = {
      do: 'claimBenefit',
      application: child.uuid,
      benefit: 'P7',
      certificateDate: addDays(today, -40),
    } as const;
    const order = { session, key: MOTHER, number: child.number };
    expect(await on.give({ ...order, command: claim }, on.kiosk)).toEqual({
      code: 'certificate-too-old',
      field: 'benefit.certificateDate',
    });
    const fresh = { ...claim, certificateDate: today };
    expect(await on.give({ ...order, command: fresh }, on.kiosk)).toEqual({
      code: 'file-required',
      field: 'attachments.benefit',
    });
    expect(await on.give({ ...order, command: fresh, attachments: [scanFor('benefit')] }, on.kiosk)).toBe(
      'done',
    );
    const decide = {
      do: 'decideBenefit',
      application: child.uuid,
      confirmed: false,
      reason: 'Анықтама басқа адамдікі',
    } as const;
    expect(await on.give({ command: decide, session: on.staff.operator })).toEqual({ code: 'not-permitted' });
    expect(await on.give({ command: decide, session: on.staff.moderator })).toBe('done');
    const row = await on.stage.database.db
      .selectFrom('application')
      .select(['contacts', 'claim'])
      .where('uuid', '=', child.uuid)
      .executeTakeFirstOrThrow();
    expect(row.contacts).toEqual(contacts);
    expect(row.claim).toMatchObject({
      benefit: 'P7',
      certificateDate: today,
      reason: 'Анықтама басқа адамдікі',
    });
  });
});

describe('papers', () => {
  const kinds = async () =>
    (
      await on.stage.database.db
        .selectFrom('document')
        .select('kind')
        .where('application', '=', child.uuid)
        .orderBy('issued_at')
        .execute()
    ).map(({ kind }) => kind);

  it('follow from what happens, in the same transaction, and can be drawn in both languages', async () => {
    await publish();
    const session = await on.kiosk.signIn(MOTHER);
    const order = { session, key: MOTHER, number: child.number };
    expect(await on.give({ ...order, command: choose() }, on.kiosk)).toBe('done');
    const until = addDays(almatyDay(on.stage.now()), 29);
    const extend = { do: 'extendReferral', application: child.uuid, until } as const;
    expect(await on.give({ ...order, command: extend }, on.kiosk)).toBe('done');
    const back = { do: 'cancelReferral', application: child.uuid } as const;
    expect(await on.give({ ...order, command: back }, on.kiosk)).toBe('done');
    expect(await kinds()).toEqual([
      'registration',
      'turn-notice',
      'referral',
      'referral-extension',
      'referral-return',
    ]);
    const { changes } = good(
      await on.desk.call('pull', { protocol: 1, schema: 1, clientId: on.desk.clientId }),
    );
    const papers = changes.flatMap(({ table, row }) => (table === 'document' && row !== null ? [row] : []));
    const referral = papers.find(({ kind }) => kind === 'referral');
    expect(referral?.facts).toMatchObject({
      byName: expect.any(String),
      byCertificate: expect.any(String),
      queueNumber: 1,
    });
    const extension = papers.find(({ kind }) => kind === 'referral-extension');
    expect(extension?.facts).toMatchObject({ previousUntil: referral?.facts.validUntil, validUntil: until });
    for (const paper of papers)
      for (const locale of ['kk', 'ru'] as const)
        expect((await renderDocument(paper, locale)).length).toBeGreaterThan(1000);
    const lines = changes.flatMap(({ table, row }) =>
      table === 'history' && row?.event === 'document-issued' ? [row.facts.document] : [],
    );
    expect(lines).toEqual(await kinds());
  });
});
