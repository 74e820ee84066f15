/** Revocation at the server: at sign-in, at filing, in the report, and asked about again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../core/protocol/record.ts';
import { bad, type DeskClient } from '../server/desk-client.ts';
import { openServerStage, type ServerStage } from './server-stage.ts';
import { DAY, MINUTE } from './stage.ts';

const applicationsOf = (changes: readonly Change[]) =>
  changes.flatMap((change) => (change.table === 'application' && change.row !== null ? [change.row] : []));
const eventsOf = (changes: readonly Change[]) =>
  changes.flatMap((change) => (change.table === 'history' && change.row !== null ? [change.row.event] : []));

describe('with the services of the National CA', () => {
  let stage: ServerStage;
  let desk: DeskClient;
  beforeAll(async () => {
    stage = await openServerStage(() => ({}));
    desk = await stage.desk();
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    // OCSP is what answers; what was known is not fresh any more, and what failed may be tried again.
    stage.restore({ crl: 'http-error' });
    stage.later(11 * MINUTE);
  });

  const lastReport = async () => {
    const rows = applicationsOf(await stage.pulled(desk));
    return rows.toSorted((a, b) => a.id - b.id).at(-1)?.report?.signers[0]?.revocation;
  };
  const checks = () =>
    stage.database.db.selectFrom('revocation_check').selectAll().orderBy('judged_at').execute();
  const lastCheck = async () => (await checks()).at(-1);
  const signInCheck = (session: string) =>
    stage.database.db
      .selectFrom('session_check')
      .selectAll()
      .where('session', '=', session)
      .executeTakeFirst();

  it('a key that is revoked after it signed in once is refused the next time', async () => {
    await desk.signIn('operator');
    stage.revoke('operator');
    stage.later(11 * MINUTE);
    await expect(desk.signIn('operator')).rejects.toThrow(/"code":"revoked"/);
  });

  it('a document of a good key is accepted, and its report says who answered and when', async () => {
    expect(await stage.file(desk, 'synaqova-mother', 'synaqova-2021')).toMatchObject({ outcome: 'done' });
    const revocation = await lastReport();
    expect(revocation).toMatchObject({ state: 'good', source: 'ocsp' });
    expect(Date.parse(revocation?.asOf ?? '')).toBeLessThanOrEqual(stage.now());
    expect(await checks()).toEqual([]);
  });

  it('a document of a key that was revoked since the sign-in is refused', async () => {
    const session = await desk.signIn('synaqova-mother');
    stage.revoke('synaqova-mother');
    stage.later(11 * MINUTE);
    expect(await stage.file(desk, 'synaqova-mother', 'synaqov-2022', session)).toMatchObject({
      outcome: 'refused',
      failure: { code: 'revoked' },
    });
  });

  it.each([
    ['are away', { ocsp: 'http-error', crl: 'cut' }, 'unchecked', 'synaqov-2022'],
    ['answer with forgeries', { ocsp: 'forged', crl: 'forged' }, 'unusable', 'synaqov-2024'],
    ['repeat what is out of date', { ocsp: 'stale', crl: 'expired' }, 'unusable', 'synaqova-2021'],
  ] as const)(
    'while they %s people still file, and the report does not call the key good',
    async (_, failing, state, child) => {
      await stage.emptyQueue();
      stage.restore(failing);
      expect(await stage.file(desk, 'synaqov-father', child)).toMatchObject({ outcome: 'done' });
      expect(await lastReport()).toMatchObject({ state, source: null, asOf: null });
      expect(stage.log.join('\n')).toContain('nobody answers for a key');
      // As long as they fail it stays open, and is asked about again, less and less often.
      stage.later(2 * MINUTE);
      await stage.checkAgain();
      const open = await lastCheck();
      expect(open).toMatchObject({ answer: null, tries: 1 });
      expect(open?.next_at.getTime()).toBeGreaterThan(stage.now());
      // Once they are back the key is found good.
      stage.restore({ crl: 'http-error' });
      stage.later(11 * MINUTE);
      await stage.checkAgain();
      expect(await lastCheck()).toMatchObject({ answer: 'good', source: 'ocsp', tries: 2 });
      expect(eventsOf(await stage.pulled(desk))).not.toContain('signature-revoked');
    },
  );

  it('a key that turns out to have been revoked marks the application: history, audit, ledger', async () => {
    await stage.emptyQueue();
    stage.restore({ ocsp: 'http-error', crl: 'http-error' });
    const filed = await stage.file(desk, 'synaqov-father', 'synaqov-2022');
    expect(filed).toMatchObject({ outcome: 'done' });
    stage.restore({ crl: 'http-error' });
    stage.revoke('synaqov-father');
    stage.later(11 * MINUTE);
    await stage.checkAgain();
    expect(await lastCheck()).toMatchObject({ answer: 'revoked', source: 'ocsp' });
    const { uuid } = (filed?.outcome === 'done' ? filed.data.applications[0] : undefined) ?? {};
    expect(eventsOf(await stage.pulled(desk))).toContain('signature-revoked');
    const { db } = stage.database;
    const marked = { action: 'signature-revoked', subject: uuid };
    expect(await db.selectFrom('audit').selectAll().execute()).toContainEqual(
      expect.objectContaining(marked),
    );
    const leaves = await db.selectFrom('ledger_leaf').selectAll().orderBy('index').execute();
    expect(leaves.at(-1)).toMatchObject({ kind: 'signature-revoked', subject: uuid });
    // Once is enough.
    stage.later(DAY);
    await stage.checkAgain();
    expect(eventsOf(await stage.pulled(desk)).filter((event) => event === 'signature-revoked')).toHaveLength(
      1,
    );
  });

  const asks = (token: string) =>
    desk.call('place', { uuid: '018f0000-0000-7000-8000-000000000000' }, { session: token });

  it('somebody who signed in while nobody answered is asked about again, and goes on where the key is good', async () => {
    stage.restore({ ocsp: 'http-error', crl: 'http-error' });
    const { token, id } = await desk.signIn('operator-two');
    stage.restore({ crl: 'http-error' });
    stage.later(11 * MINUTE);
    await stage.checkAgain();
    expect(await signInCheck(id)).toMatchObject({ answer: 'good', source: 'ocsp' });
    expect(bad(await asks(token)).code).toBe('not-found');
  });

  it('the session of a key that turns out to have been revoked is ended, and the audit says so', async () => {
    stage.restore({ ocsp: 'http-error', crl: 'http-error' });
    const { token, id } = await desk.signIn('operator-two');
    expect(bad(await asks(token)).code).toBe('not-found');
    stage.restore({ crl: 'http-error' });
    stage.revoke('operator-two');
    stage.later(11 * MINUTE);
    await stage.checkAgain();
    expect(await signInCheck(id)).toMatchObject({ answer: 'revoked', source: 'ocsp' });
    expect(bad(await asks(token)).code).toBe('session-expired');
    const audit = await stage.database.db.selectFrom('audit').selectAll().execute();
    expect(audit).toContainEqual(
      expect.objectContaining({ action: 'signed-in-with-revoked-key', subject: id, facts: { ended: true } }),
    );
    expect(stage.log.join('\n')).toContain('signed in with a revoked key');
  });

  it('a sign-in for whose key somebody answered is not asked about again', async () => {
    const { id } = await desk.signIn('synaqova-mother');
    expect(await signInCheck(id)).toBeUndefined();
  });

  it('a key of which nobody ever told is noted as such when its certificate ends', async () => {
    await stage.emptyQueue();
    stage.restore({ ocsp: 'http-error', crl: 'http-error' });
    expect(await stage.file(desk, 'ulgibaeva-mother', 'ulgibaev-twin-one')).toMatchObject({
      outcome: 'done',
    });
    stage.later(400 * DAY);
    await stage.checkAgain();
    expect(await lastCheck()).toMatchObject({ answer: 'lapsed', source: null });
  });
});

describe('with lists in KEZEK_CRL_DIR', () => {
  let stage: ServerStage;
  beforeAll(async () => {
    stage = await openServerStage(({ ca }) => ({ crlDir: ca.crlFolder }));
  });
  afterAll(() => stage.close());

  it('they are believed, and nobody else is asked', async () => {
    const desk = await stage.desk();
    stage.restore({ ocsp: 'revoked' });
    expect(await stage.file(desk, 'synaqova-mother', 'synaqova-2021')).toMatchObject({ outcome: 'done' });
    const [row] = applicationsOf(await stage.pulled(desk));
    expect(row?.report?.signers[0]?.revocation).toMatchObject({ state: 'good', source: 'crl' });
  });

  it('where they are out of date the services are asked', async () => {
    const desk = await stage.desk();
    stage.restore({});
    stage.later(31 * DAY);
    stage.revoke('synaqov-father');
    await expect(desk.signIn('synaqov-father')).rejects.toThrow(/"code":"revoked"/);
    await desk.signIn('synaqova-mother');
  });
});
