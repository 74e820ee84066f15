import { createPublicKey } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { Instant } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { offlineChallenge, readSignInXml } from '../../core/eds/sign-in-xml.ts';
import { type GrantStatement, readGrants } from '../../core/ledger/grant-statement.ts';
import { CLOCK_TOLERANCE_MS } from '../../core/protocol/desk-signature.ts';
import type { Mutation } from '../../core/protocol/replication.ts';
import type { EnterResponse, ResumeRequest } from '../../core/protocol/sign-in.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import type { Desk } from '../desk/authentication.ts';
import { rememberUnansweredSignIn, unansweredCertificate } from '../revocation/remember.ts';
import { newToken, tokenHash } from '../secret.ts';
import type { Services } from '../services.ts';
import type { VerifiedSignature } from '../signature/verifier.ts';
import { grantsAt, LATE_MS, openedAnswer, STAFF_SESSION_MS } from './session.ts';

export type OpenOffline = Extract<Mutation, { name: 'session.open' }>['args'];

/** A sign-in made while the line was down, found to be what the server allowed. */
export type OfflineSession = {
  readonly desk: Desk;
  readonly id: string;
  readonly at: Instant;
  readonly statement: GrantStatement;
  readonly signature: VerifiedSignature;
};

/**
 * Checks a sign-in made while the line was down: signed by the person of the statement, for this very session, at this desk,
 * while the statement held, at most 72 hours ago. The certificate is judged at the time of the sign-in. `offline-unknown`: the
 * statement is not this server's, another person's or desk's, or its time was over.
 */
export async function prepareOfflineSession(
  services: Services,
  desk: Desk,
  args: OpenOffline,
): Promise<Answer<OfflineSession>> {
  const now = services.now();
  const statement = readGrants(args.statement, createPublicKey(services.slipKey.privateKey));
  if (!statement.ok || statement.value.desk !== desk.id) return fail({ code: 'offline-unknown' });
  const { iin, issuedAt, expiresAt } = statement.value;
  const until = Math.min(now, Date.parse(expiresAt));
  const verified = await services.signatures.verify(args.signedXml, 'sign-in', until);
  if (!verified.ok) return fail({ code: verified.error });
  const document = readSignInXml(verified.value.content);
  if (!document.ok) return fail({ code: document.error });
  const { challenge, desk: code, time } = document.value;
  if (code !== desk.code || challenge !== offlineChallenge(args.session)) return fail({ code: 'content' });
  if (verified.value.owner.iin !== iin) return fail({ code: 'iin-mismatch' });
  const at = Date.parse(time);
  const within =
    at >= Date.parse(issuedAt) - CLOCK_TOLERANCE_MS && at <= Date.parse(expiresAt) + CLOCK_TOLERANCE_MS;
  if (!within) return fail({ code: 'offline-unknown' });
  if (at > now + CLOCK_TOLERANCE_MS || now > at + LATE_MS) return fail({ code: 'session-expired' });
  return ok({
    desk,
    id: args.session,
    at: Math.min(at, now),
    statement: statement.value,
    signature: verified.value,
  });
}

/** Writes the session down, so that what was done in it can be accepted; a known identifier is refused. */
export async function openOfflineSession(
  services: Services,
  trx: Transaction<Database>,
  { desk, id, at, statement, signature }: OfflineSession,
): Promise<Answer<{ applications: [] }>> {
  const { iin, name, grants, expiresAt } = statement;
  const expires = Math.min(at + STAFF_SESSION_MS, Date.parse(expiresAt));
  const opened = await trx
    .insertInto('session')
    .values({
      id,
      // Nobody has a token of it until it is resumed.
      token_hash: tokenHash(newToken()),
      iin,
      name,
      desk: desk.id,
      means: 'eds',
      started_at: new Date(at),
      expires_at: new Date(expires),
      offline: true,
      grants: JSON.stringify(grants),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (opened === undefined) return fail({ code: 'identity-reused' });
  const certificate = unansweredCertificate(signature);
  if (certificate !== null)
    await rememberUnansweredSignIn(trx, id, { ...signature, certificate }, at, services.now());
  await trx
    .insertInto('audit')
    .values({
      at: new Date(services.now()),
      action: 'signed-in',
      actor: iin,
      desk: desk.id,
      subject: id,
      facts: JSON.stringify({ means: 'eds', offline: 1 }),
    })
    .execute();
  return ok({ applications: [] });
}

/** Gives a session that was opened off line its token, as long as it lasts; `rights-withdrawn` where its person holds no role any more. */
export async function resumeSession(
  services: Services,
  desk: Desk,
  { session }: z.output<typeof ResumeRequest>,
): Promise<Answer<z.output<typeof EnterResponse>>> {
  const now = services.now();
  return services.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('session')
      .innerJoin('person', 'person.iin', 'session.iin')
      .select([
        'session.iin',
        'session.name',
        'session.means',
        'session.grants',
        'session.started_at',
        'session.expires_at',
        'person.email',
        'person.phone',
      ])
      .where('session.id', '=', session)
      .where('session.desk', '=', desk.id)
      .where('session.offline', '=', true)
      .where('session.ended_at', 'is', null)
      .where('session.expires_at', '>', new Date(now))
      .forUpdate()
      .executeTakeFirst();
    const grants = row === undefined ? [] : await grantsAt(trx, desk, row, now);
    if (row === undefined) return fail({ code: 'session-expired' });
    if (grants.length === 0) return fail({ code: 'rights-withdrawn' });
    const token = newToken();
    await trx
      .updateTable('session')
      .set({ token_hash: tokenHash(token) })
      .where('id', '=', session)
      .execute();
    const { iin, name, email, phone, means } = row;
    const expires = row.expires_at.getTime();
    const started = row.started_at.getTime();
    return ok(
      openedAnswer(services, desk, {
        id: session,
        token,
        person: { iin, name, email, phone, means },
        grants,
        now,
        started,
        expires,
      }),
    );
  });
}
