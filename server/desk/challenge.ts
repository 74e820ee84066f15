import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { HOUR, type Instant, MINUTE, toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { ChallengeResponse } from '../../core/protocol/challenge.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import type { Services } from '../services.ts';
import type { Desk } from './authentication.ts';

/** Lives of challenges (domain.md §1.11 "Signing"). */
const ONLINE_MS = 10 * MINUTE;
const STOCK_MS = 72 * HOUR;
/** Open challenges a desk may hold at once. */
const OPEN_LIMIT = 500;

type Purpose = 'sign-in' | 'application';

/** Single-use challenges of this desk: one for on-line signing, or a stock for signing while the line is down. */
export async function issueChallenges(
  services: Services,
  desk: Desk,
  wanted: { purpose: Purpose; stock: boolean; count: number },
): Promise<Answer<readonly z.input<typeof ChallengeResponse>[]>> {
  const now = services.now();
  const open = await services.db
    .selectFrom('challenge')
    .select((query) => query.fn.countAll<number>().as('n'))
    .where('desk', '=', desk.id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirstOrThrow();
  if (open.n + wanted.count > OPEN_LIMIT) return fail({ code: 'too-many-attempts' });
  const expires = now + (wanted.stock ? STOCK_MS : ONLINE_MS);
  const rows = Array.from({ length: wanted.count }, () => ({
    challenge: randomBytes(24).toString('base64url'),
    purpose: wanted.purpose,
    stock: wanted.stock,
    desk: desk.id,
    issued_at: new Date(now),
    expires_at: new Date(expires),
  }));
  await services.db.insertInto('challenge').values(rows).execute();
  return ok(rows.map(({ challenge }) => ({ challenge, expiresAt: toIso(expires) })));
}

/** A challenge and what it was signed for. */
export type ChallengeUse = {
  readonly challenge: string;
  readonly purpose: Purpose;
  readonly desk: Desk;
  readonly signedAt: Instant;
};

/**
 * Uses up a challenge inside the caller's transaction. It must be of this desk and purpose, never used, and not expired at
 * `signedAt`, the moment the signature was made; what was signed in time still has to arrive within 72 hours of the issue, so
 * that a line that breaks between signing and sending does not cost the parent the signature.
 */
export async function spendChallenge(
  trx: Transaction<Database>,
  { now, ...use }: ChallengeUse & { readonly now: Instant },
): Promise<Answer<null>> {
  const [spent] = await spendChallenges(trx, [use], now);
  return spent ?? fail({ code: 'challenge-unknown' });
}

/** The same for several at once, each with its own answer; they are locked in one order, so that nobody waits in a circle. */
export async function spendChallenges(
  trx: Transaction<Database>,
  uses: readonly ChallengeUse[],
  now: Instant,
): Promise<readonly Answer<null>[]> {
  if (uses.length === 0) return [];
  const rows = await trx
    .selectFrom('challenge')
    .select(['challenge', 'purpose', 'desk', 'issued_at', 'expires_at', 'used_at'])
    .where(sql<boolean>`challenge = any(${uses.map(({ challenge }) => challenge)}::text[])`)
    .orderBy('challenge')
    .forUpdate()
    .execute();
  const unused = new Map(rows.filter((row) => row.used_at === null).map((row) => [row.challenge, row]));
  const spent: string[] = [];
  const answers = uses.map(({ challenge, purpose, desk, signedAt }): Answer<null> => {
    const row = unused.get(challenge);
    if (row === undefined || row.purpose !== purpose || row.desk !== desk.id)
      return fail({ code: 'challenge-unknown' });
    const arrived = row.issued_at.getTime() + STOCK_MS;
    if (row.expires_at.getTime() < signedAt || arrived < now) return fail({ code: 'challenge-expired' });
    unused.delete(challenge);
    spent.push(challenge);
    return ok(null);
  });
  if (spent.length > 0)
    await trx
      .updateTable('challenge')
      .set({ used_at: new Date(now) })
      .where(sql<boolean>`challenge = any(${spent}::text[])`)
      .execute();
  return answers;
}
