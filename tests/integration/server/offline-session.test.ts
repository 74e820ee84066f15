import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toIso } from '../../../core/domain/instant.ts';
import { buildSignInXml, offlineChallenge } from '../../../core/eds/sign-in-xml.ts';
import { readGrants, signGrants } from '../../../core/ledger/grant-statement.ts';
import { readSlipKey } from '../../../core/ledger/slip.ts';
import type { Outgoing } from '../../../core/protocol/replication.ts';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { bad, type DeskClient, good } from './desk-client.ts';
import { formOf } from './forms.ts';
import { KOKSHETAU, openTheatre, type Stage, type Theatre } from './stage.ts';

const HOUR = 3_600_000;

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.emptyQueue();
  await stage.database.db.deleteFrom('person_grant').execute();
  await stage.grantOperator('operator');
  desk = await stage.desk();
});

const OPERATOR = demoPerson('operator');
const form = () => formOf('synaqova-mother', ['synaqova-2021']);

/** What the server signed for a person at this desk. */
async function statementOf(person = 'operator', at = desk): Promise<string> {
  const xml = buildSignInXml({
    version: 1,
    challenge: await at.challenge('sign-in'),
    desk: at.paired.deskCode,
    time: toIso(stage.now()),
  });
  const { key, certificate } = theatre.ca.signer({ person, kind: 'gost' });
  const { ticket } = good(await at.call('signIn', { signedXml: signXmlEnveloped(xml, key, certificate) }));
  return good(await at.call('enter', { ticket, email: 'op@demo.kz' })).statement ?? '';
}

type Opening = {
  readonly statement: string;
  readonly person?: string;
  readonly session?: string;
  readonly challenge?: string;
  readonly deskCode?: string;
  readonly time?: number;
  readonly id?: number;
};

/** The mutation with which a desk tells of a sign-in made while the line was down. */
function opening({ statement, person = 'operator', time = stage.now(), id = 1, ...odd }: Opening): Outgoing {
  const session = odd.session ?? randomUUID();
  const xml = buildSignInXml({
    version: 1,
    challenge: odd.challenge ?? offlineChallenge(session),
    desk: odd.deskCode ?? desk.paired.deskCode,
    time: toIso(time),
  });
  const { key, certificate } = theatre.ca.signer({ person, kind: 'gost' });
  return {
    id,
    uuid: randomUUID(),
    session,
    at: toIso(time),
    mutation: {
      name: 'session.open',
      args: { session, signedXml: signXmlEnveloped(xml, key, certificate), statement },
    },
  };
}

const codeOf = async (mutation: Outgoing, at = desk) => {
  const [result] = await at.push(mutation);
  return result?.outcome === 'refused' ? result.failure.code : result?.outcome;
};

describe('the statement', () => {
  it('names person, desk and roles, holds 72 hours, and is given to staff at desks alone', async () => {
    const key = readSlipKey(desk.paired.slipKey);
    if (!key.ok) throw new Error(key.error);
    const read = readGrants(await statementOf(), key.value);
    expect(read).toMatchObject({
      ok: true,
      value: { iin: OPERATOR.iin, desk: desk.paired.deskId, grants: [{ role: 'operator' }] },
    });
    if (read.ok) expect(Date.parse(read.value.expiresAt) - Date.parse(read.value.issuedAt)).toBe(72 * HOUR);
    expect(await statementOf('synaqova-mother')).toBe('');
    const kiosk = await stage.desk(KOKSHETAU, 'kiosk');
    expect(await statementOf('operator', kiosk)).toBe('');
  });
});

describe('a session opened while the line was down', () => {
  it('is accepted with what was done in it, and gets a token', async () => {
    const statement = await statementOf();
    const challenge = good(await desk.call('challengeStock', { count: 1 })).challenges[0]?.challenge ?? '';
    stage.advance(10 * HOUR);
    const open = opening({ statement });
    const session = { id: open.session, token: '', iin: OPERATOR.iin };
    stage.advance(HOUR);
    const order = { form: form(), key: 'synaqova-mother', session, id: 2, signed: { challenge } };
    const submission = await desk.submission(order);
    stage.advance(9 * HOUR);
    const results = await desk.push(open, submission);
    expect(results).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(bad(await desk.call('resume', { session: randomUUID() })).code).toBe('session-expired');
    const resumed = good(await desk.call('resume', { session: open.session }));
    expect(resumed.session).toMatchObject({ id: open.session, grants: [{ role: 'operator' }] });
    const person = { iin: demoPerson('synaqova-mother').iin, as: 'applicant' };
    good(await desk.call('person', person, { session: resumed.token }));
    const other = await stage.desk();
    expect(bad(await other.call('resume', { session: open.session })).code).toBe('session-expired');
    stage.advance(3 * HOUR);
    expect(bad(await desk.call('resume', { session: open.session })).code).toBe('session-expired');
  });

  it('does not outlast its twelve hours nor the statement', async () => {
    const statement = await statementOf();
    stage.advance(70 * HOUR);
    const open = opening({ statement });
    expect(await codeOf(open)).toBe('done');
    const row = await stage.database.db
      .selectFrom('session')
      .select(['started_at', 'expires_at'])
      .where('id', '=', open.session)
      .executeTakeFirstOrThrow();
    expect(row.expires_at.getTime() - row.started_at.getTime()).toBeLessThanOrEqual(2 * HOUR + 60_000);
  });

  it('never gives more rights than were signed, nor more than are held', async () => {
    const statement = await statementOf();
    await stage.database.db
      .insertInto('person_grant')
      .values({
        iin: OPERATOR.iin,
        role: 'head',
        district: KOKSHETAU,
        kindergarten: null,
        granted_at: new Date(stage.now()),
      })
      .execute();
    const open = opening({ statement });
    expect(await codeOf(open)).toBe('done');
    const roles = async () =>
      good(await desk.call('resume', { session: open.session })).session.grants.map(({ role }) => role);
    expect(await roles()).toEqual(['operator']);
    await stage.database.db
      .updateTable('person_grant')
      .set({ revoked_at: new Date(stage.now()) })
      .where('role', '=', 'operator')
      .execute();
    expect(bad(await desk.call('resume', { session: open.session })).code).toBe('rights-withdrawn');
  });

  it('counts for nothing done after the role was taken away, and for all before', async () => {
    const statement = await statementOf();
    const stock = good(await desk.call('challengeStock', { count: 2 })).challenges;
    const open = opening({ statement });
    const session = { id: open.session, token: '', iin: OPERATOR.iin };
    const before = await desk.submission({
      form: form(),
      key: 'synaqova-mother',
      session,
      id: 2,
      signed: { challenge: stock[0]?.challenge ?? '' },
    });
    stage.advance(HOUR);
    await stage.database.db
      .updateTable('person_grant')
      .set({ revoked_at: new Date(stage.now()) })
      .execute();
    stage.advance(HOUR);
    const after = await desk.submission({
      form: formOf('synaqova-mother', ['synaqov-2022']),
      key: 'synaqova-mother',
      session,
      id: 3,
      signed: { challenge: stock[1]?.challenge ?? '' },
    });
    expect(await desk.push(open, before, after)).toMatchObject([
      { outcome: 'done' },
      { outcome: 'done' },
      { outcome: 'refused', failure: { code: 'not-permitted' } },
    ]);
  });

  it.each([
    ['signed by another person', { person: 'operator-two' }, 'iin-mismatch'],
    ['for another session', { challenge: offlineChallenge(randomUUID()) }, 'content'],
    ['at another desk', { deskCode: 'K99' }, 'content'],
  ])('is refused when %s', async (_name, odd, code) => {
    const statement = await statementOf();
    expect(await codeOf(opening({ statement, ...odd }))).toBe(code);
  });

  it('is refused outside the time of the statement, and after 72 hours on the way', async () => {
    const statement = await statementOf();
    const issued = stage.now();
    expect(await codeOf(opening({ statement, time: issued - HOUR }))).toBe('offline-unknown');
    const late = opening({ statement, time: issued + HOUR, id: 2 });
    expect(await codeOf(opening({ statement, time: issued + 6 * HOUR, id: 2 }))).toBe('session-expired');
    stage.advance(72 * HOUR + 6 * 60_000);
    expect(await codeOf(opening({ statement, id: 3 }))).toBe('offline-unknown');
    stage.advance(2 * HOUR);
    expect(await codeOf({ ...late, id: 4 })).toBe('session-expired');
  });

  it('is refused on a statement of another desk, or one that nobody signed', async () => {
    const other = await stage.desk();
    expect(await codeOf(opening({ statement: await statementOf('operator', other) }))).toBe(
      'offline-unknown',
    );
    const { privateKey } = generateKeyPairSync('ed25519');
    const now = stage.now();
    const forged = signGrants(
      {
        iin: OPERATOR.iin,
        name: 'X',
        email: null,
        phone: null,
        desk: desk.paired.deskId,
        district: KOKSHETAU,
        grants: [{ role: 'head', district: KOKSHETAU, kindergarten: null }],
        issuedAt: toIso(now),
        expiresAt: toIso(now + HOUR),
      },
      privateKey,
    );
    expect(await codeOf(opening({ statement: forged, id: 2 }))).toBe('offline-unknown');
    const genuine = await statementOf();
    const changed = genuine.replace('.', '.A');
    expect(await codeOf(opening({ statement: changed, id: 3 }))).toBe('offline-unknown');
  });

  it('is opened once: the same sign-in again is refused', async () => {
    const statement = await statementOf();
    const open = opening({ statement });
    expect(await codeOf(open)).toBe('done');
    expect(await codeOf({ ...open, uuid: randomUUID(), id: 2 })).toBe('identity-reused');
  });

  it('with a key that was revoked by then is refused', async () => {
    const statement = await statementOf();
    const revoked = theatre.ca.signer({ person: 'operator', kind: 'gost', state: 'revoked' });
    const session = randomUUID();
    const xml = buildSignInXml({
      version: 1,
      challenge: offlineChallenge(session),
      desk: desk.paired.deskCode,
      time: toIso(stage.now()),
    });
    const open = opening({ statement, session });
    const signedXml = signXmlEnveloped(xml, revoked.key, revoked.certificate);
    expect(
      await codeOf({
        ...open,
        mutation: { name: 'session.open', args: { session, signedXml, statement } },
      }),
    ).toBe('revoked');
  });
});
