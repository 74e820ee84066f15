import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { HOUR, type Instant, MINUTE, toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { signGrants } from '../../core/ledger/grant-statement.ts';
import { CLOCK_TOLERANCE_MS } from '../../core/protocol/desk-signature.ts';
import type { Grant } from '../../core/protocol/person.ts';
import type { EnterResponse } from '../../core/protocol/sign-in.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import type { Desk } from '../desk/authentication.ts';
import { newToken, tokenHash } from '../secret.ts';
import type { Services } from '../services.ts';
import { grantsOf } from './grant.ts';

/** How long a session lasts (issue 3.3): a shift for staff, a quarter of an hour for a parent. */
export const STAFF_SESSION_MS = 12 * HOUR;
const PARENT_SESSION_MS = 15 * MINUTE;
/** What was done in a session may arrive this much later: the line was down. */
export const LATE_MS = 72 * HOUR;
/** How long the roles signed at a sign-in let staff work while the line is down. */
const STATEMENT_MS = 72 * HOUR;

/** Who acts at a desk; `grants` is empty for a parent, and always at a kiosk. */
export type Actor = {
  readonly session: string;
  readonly iin: string;
  readonly name: string;
  readonly means: 'eds' | 'code';
  readonly grants: readonly Grant[];
};

/** The role in which somebody acts, as the history tells it. */
export function roleOf(actor: Actor): string {
  return actor.grants[0]?.role ?? 'applicant';
}

/** Whether somebody may file on behalf of parents. */
export function isOperator(actor: Actor): boolean {
  return actor.grants.some(({ role }) => role === 'operator');
}

/** Opens a session for a person who proved himself at this desk. A code opens a parent's, whatever roles the person holds. */
export async function openSession(
  services: Services,
  db: Queries,
  desk: Desk,
  person: Omit<SessionPerson, 'means'>,
  means: 'eds' | 'code',
): Promise<z.output<typeof EnterResponse>> {
  const now = services.now();
  const grants = await grantsAt(db, desk, { iin: person.iin, means, grants: null }, now);
  const expires = now + (grants.length > 0 ? STAFF_SESSION_MS : PARENT_SESSION_MS);
  const token = newToken();
  const id = randomUUID();
  await db
    .insertInto('session')
    .values({
      id,
      token_hash: tokenHash(token),
      iin: person.iin,
      name: person.name,
      desk: desk.id,
      means,
      started_at: new Date(now),
      expires_at: new Date(expires),
      grants: null,
    })
    .execute();
  return openedAnswer(services, desk, { id, token, person: { ...person, means }, grants, now, expires });
}

export type SessionPerson = {
  readonly iin: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly means: 'eds' | 'code';
};

/** What the desk is told of a session that is open, with the statement that lets staff sign in while the line is down. */
export function openedAnswer(
  services: Services,
  desk: Desk,
  opened: {
    readonly id: string;
    readonly token: string;
    readonly person: SessionPerson;
    readonly grants: readonly Grant[];
    readonly now: Instant;
    readonly started?: Instant;
    readonly expires: Instant;
  },
): z.output<typeof EnterResponse> {
  const { id, token, person, grants, now, started, expires } = opened;
  const { means, ...who } = person;
  const statement = {
    ...who,
    desk: desk.id,
    district: desk.district,
    grants,
    issuedAt: toIso(now),
    expiresAt: toIso(now + STATEMENT_MS),
  };
  return {
    token,
    session: {
      id,
      ...who,
      grants,
      means,
      mayFile: means === 'eds' || services.policy.codeSigns,
      startedAt: toIso(started ?? now),
      expiresAt: toIso(expires),
    },
    statement: grants.length === 0 ? null : signGrants(statement, services.slipKey.privateKey),
  };
}

/** Who the token stands for, at the desk where it was given and as long as it holds; rights are those of this moment. */
export async function actorOf(
  services: Services,
  desk: Desk,
  token: string | undefined,
): Promise<Answer<Actor>> {
  if (token === undefined) return fail({ code: 'session-required' });
  const now = services.now();
  const row = await services.db
    .selectFrom('session')
    .select(['id', 'iin', 'name', 'means', 'grants', 'expires_at', 'ended_at'])
    .where('token_hash', '=', tokenHash(token))
    .where('desk', '=', desk.id)
    .executeTakeFirst();
  if (row === undefined || row.ended_at !== null || row.expires_at.getTime() <= now)
    return fail({ code: 'session-expired' });
  return ok(await actorIn(services.db, desk, row, now));
}

/**
 * Who did something at a desk at `at` (the desk's clock, corrected), by the session it names; sent later if the line was
 * down, at most 72 hours. The rights are those held at that moment.
 */
export async function actorThen(
  db: Queries,
  desk: Desk,
  session: string,
  at: Instant,
  now: Instant,
): Promise<Answer<Actor>> {
  const row = await db
    .selectFrom('session')
    .select(['id', 'iin', 'name', 'means', 'grants', 'started_at', 'expires_at', 'ended_at'])
    .where('id', '=', session)
    .where('desk', '=', desk.id)
    .executeTakeFirst();
  if (row === undefined) return fail({ code: 'session-required' });
  const end = Math.min(row.expires_at.getTime(), row.ended_at?.getTime() ?? Number.POSITIVE_INFINITY);
  const early = at < row.started_at.getTime() - CLOCK_TOLERANCE_MS;
  if (early || at > end + CLOCK_TOLERANCE_MS || now > at + LATE_MS) return fail({ code: 'session-expired' });
  return ok(await actorIn(db, desk, row, at));
}

/** Ends a session. */
export async function endSession(services: Services, session: string): Promise<void> {
  await services.db
    .updateTable('session')
    .set({ ended_at: new Date(services.now()) })
    .where('id', '=', session)
    .where('ended_at', 'is', null)
    .execute();
}

type Holder = {
  readonly iin: string;
  readonly means: 'eds' | 'code';
  /** Roles the session cannot go beyond; null: all that the person holds. */
  readonly grants: readonly Grant[] | null;
};

async function actorIn(
  db: Queries,
  desk: Desk,
  row: Holder & { readonly id: string; readonly name: string },
  at: Instant,
): Promise<Actor> {
  const { id, iin, name, means } = row;
  return { session: id, iin, name, means, grants: await grantsAt(db, desk, row, at) };
}

/**
 * The roles that count in a session: those held at that moment, and of a session opened off line those that were signed before.
 * At a kiosk, and with a one-time code, everybody is a parent.
 */
export async function grantsAt(
  db: Queries,
  desk: Desk,
  { iin, means, grants }: Holder,
  at: Instant,
): Promise<readonly Grant[]> {
  if (desk.mode === 'kiosk' || means === 'code') return [];
  const held = await grantsOf(db, iin, desk.district, at);
  if (grants === null) return held;
  return held.filter((each) => grants.some((signed) => isDeepStrictEqual(signed, each)));
}
