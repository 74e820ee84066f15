import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { MINUTE, toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import {
  CLOCK_TOLERANCE_MS,
  DESK_HEADERS,
  DeskHeadersSchema,
  deskSignatureText,
} from '../../core/protocol/desk-signature.ts';
import type { Answer } from '../answer.ts';
import type { Services } from '../services.ts';

/** A desk that proved itself. */
export type Desk = {
  readonly id: string;
  readonly code: string;
  readonly district: string;
  readonly mode: 'desk' | 'kiosk';
};

/** What is looked at of a request; `path` with its query, as sent. */
export type SignedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
};

/** A nonce is worth nothing when its time is out of tolerance on both sides. */
const NONCE_KEPT_MS = 3 * CLOCK_TOLERANCE_MS;
/** When a desk was seen last is known this well. */
const SEEN_MS = 10 * MINUTE;

/**
 * Checks the desk's own signature (`core/protocol/desk-signature.ts`): known desk, clock within five minutes, Ed25519 over the
 * whole request, nonce never seen; notes that the desk was seen. `desk-unknown` for everything that only another program can have sent; `clock-wrong`, with
 * the server's time, for a desk whose clock is off.
 */
export async function authenticateDesk(services: Services, request: SignedRequest): Promise<Answer<Desk>> {
  const headers = DeskHeadersSchema.safeParse(request.headers);
  if (!headers.success) return fail({ code: 'desk-unknown' });
  const {
    'kezek-desk': id,
    'kezek-time': time,
    'kezek-nonce': nonce,
    'kezek-signature': signature,
  } = headers.data;
  const row = await services.db
    .selectFrom('desk')
    .select(['id', 'code', 'district', 'mode', 'public_key', 'seen_at'])
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return fail({ code: 'desk-unknown' });
  const now = services.now();
  if (Math.abs(Date.parse(time) - now) > CLOCK_TOLERANCE_MS)
    return fail({ code: 'clock-wrong', facts: { now: toIso(now) } });
  const session = headerOf(request, DESK_HEADERS.session) ?? '';
  const bodyHash = createHash('sha256').update(request.body).digest('hex');
  const { method, path } = request;
  const text = deskSignatureText({ method, path, time, nonce, bodyHash, session });
  if (!verify(null, Buffer.from(text), keyOf(row.public_key), Buffer.from(signature, 'base64')))
    return fail({ code: 'desk-unknown' });
  if (!(await isFirst(services, id, nonce, now))) return fail({ code: 'desk-unknown' });
  if (row.seen_at === null || row.seen_at.getTime() < now - SEEN_MS) await noteSeen(services, id, now);
  return ok({ id: row.id, code: row.code, district: row.district, mode: row.mode });
}

/** A single header by its lower-case name. */
export function headerOf(request: Pick<SignedRequest, 'headers'>, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Forgets nonces that no clock would let in any more. */
export async function forgetNonces(services: Services): Promise<void> {
  await services.db
    .deleteFrom('desk_nonce')
    .where('at', '<', new Date(services.now() - NONCE_KEPT_MS))
    .execute();
}

async function isFirst({ db }: Services, desk: string, nonce: string, now: number): Promise<boolean> {
  const stored = await db
    .insertInto('desk_nonce')
    .values({ desk, nonce, at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('nonce')
    .executeTakeFirst();
  return stored !== undefined;
}

/** Whatever it asked for: who only reads is there as well. */
async function noteSeen({ db }: Services, desk: string, now: number): Promise<void> {
  await db
    .updateTable('desk')
    .set({ seen_at: new Date(now) })
    .where('id', '=', desk)
    .execute();
}

const keys = new Map<string, KeyObject>();

function keyOf(publicKey: string): KeyObject {
  const known = keys.get(publicKey);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  keys.set(publicKey, key);
  return key;
}
