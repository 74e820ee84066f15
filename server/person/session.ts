import { randomUUID } from 'node:crypto';
import { HOUR, type Instant, MINUTE, toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { CLOCK_TOLERANCE_MS } from '../../core/protocol/desk-signature.ts';
import type { Grant, Session } from '../../core/protocol/person.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import type { Desk } from '../desk/authentication.ts';
import { newToken, tokenHash } from '../secret.ts';
import type { Services } from '../services.ts';
import { grantsOf } from './grant.ts';

/** How long a session lasts (issue 3.3): a shift for staff, a quarter of an hour for a parent. */
export const STAFF_SESSION_MS = 12 * HOUR;
export const PARENT_SESSION_MS = 15 * MINUTE;
/** What was done in a session may arrive this much later: the line was down. */
const LATE_MS = 72 * HOUR;

/** Who acts at a desk; `grants` is empty for a parent, and always at a kiosk. */
export type Actor = {
  readonly session: string;
  readonly iin: string;
  readonly name: string;
  readonly grants: readonly Grant[];
};

/** The role in which somebody acts, as the history tells it. */
export function roleOf(actor: Actor): string {
  return actor.grants[0]?.role ?? 'applicant';
}

/** Opens a session for a person who proved himself at this desk. */
export async function openSession(
  services: Services,
  db: Queries,
  desk: Desk,
  person: { iin: string; name: string; email: string | null; phone: string | null },
): Promise<{ token: string; session: Session }> {
  const now = services.now();
  const grants = await grantsAt(db, desk, person.iin, now);
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
      means: 'eds',
      started_at: new Date(now),
      expires_at: new Date(expires),
    })
    .execute();
  return {
    token,
    session: { id, ...person, grants, means: 'eds', startedAt: toIso(now), expiresAt: toIso(expires) },
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
    .select(['id', 'iin', 'name', 'expires_at', 'ended_at'])
    .where('token_hash', '=', tokenHash(token))
    .where('desk', '=', desk.id)
    .executeTakeFirst();
  if (row === undefined || row.ended_at !== null || row.expires_at.getTime() <= now)
    return fail({ code: 'session-expired' });
  const grants = await grantsAt(services.db, desk, row.iin, now);
  return ok({ session: row.id, iin: row.iin, name: row.name, grants });
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
    .select(['id', 'iin', 'name', 'started_at', 'expires_at', 'ended_at'])
    .where('id', '=', session)
    .where('desk', '=', desk.id)
    .executeTakeFirst();
  if (row === undefined) return fail({ code: 'session-required' });
  const end = Math.min(row.expires_at.getTime(), row.ended_at?.getTime() ?? Number.POSITIVE_INFINITY);
  const early = at < row.started_at.getTime() - CLOCK_TOLERANCE_MS;
  if (early || at > end + CLOCK_TOLERANCE_MS || now > at + LATE_MS) return fail({ code: 'session-expired' });
  const grants = await grantsAt(db, desk, row.iin, at);
  return ok({ session: row.id, iin: row.iin, name: row.name, grants });
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

/** At a kiosk everybody is a parent, whatever roles they hold at a desk. */
async function grantsAt(db: Queries, desk: Desk, iin: string, at: number): Promise<readonly Grant[]> {
  return desk.mode === 'kiosk' ? [] : grantsOf(db, iin, desk.district, at);
}
