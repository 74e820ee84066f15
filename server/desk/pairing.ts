import {
  createPublicKey,
  randomBytes,
  randomInt,
  randomUUID,
  type ScryptOptions,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { MINUTE } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { PairRequest, PairResponse } from '../../core/protocol/pairing.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import type { Database } from '../database/schema.ts';
import type { Services } from '../services.ts';

/** Pairing (domain.md §1.11): a code of 8 characters, 10 minutes, 5 tries. */
const CODE_LENGTH = 8;
const CODE_MS = 10 * MINUTE;
const CODE_TRIES = 5;
/** Used and expired codes are remembered this long, so that they are told from wrong ones. */
const REMEMBERED_MS = 60 * MINUTE;
/** Newest codes that a given one is compared with: more than a region has desks. */
const COMPARED = 200;
/** A code has 40 bits and lives ten minutes: a light derivation is out of reach of whoever reads the table. */
const DERIVATION = { N: 1024, r: 8, p: 1 };
/** Pairings happen one after the other. */
const LOCK = 7_219_303;
/** Without letters and digits that are taken for one another on paper. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const derive = promisify<string, string, number, ScryptOptions, Buffer>(scrypt);

/** A new pairing code for a desk or kiosk of a district; only its salted hash is kept. */
export async function newPairingCode(
  db: Queries,
  { district, mode }: { district: string; mode: 'desk' | 'kiosk' },
  now: number,
): Promise<{ code: string; expiresAt: Date }> {
  const code = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const salt = randomBytes(16).toString('hex');
  const expiresAt = new Date(now + CODE_MS);
  await db
    .deleteFrom('pairing_code')
    .where('expires_at', '<', new Date(now - REMEMBERED_MS))
    .execute();
  await db
    .insertInto('pairing_code')
    .values({
      id: randomUUID(),
      salt,
      hash: await hashOf(code, salt),
      district,
      mode,
      expires_at: expiresAt,
      desk: null,
    })
    .execute();
  return { code, expiresAt };
}

/**
 * Joins a desk by its code. A code belongs to the computer that used it first: the same key asking again (its answer was
 * lost) gets the same desk. Wrong codes count as tries of every open code, because a wrong code does not say which one it
 * was meant to be: nobody can make more than {@link CODE_TRIES} guesses while codes are open.
 */
export async function pairDesk(
  services: Services,
  request: z.output<typeof PairRequest>,
): Promise<Answer<z.input<typeof PairResponse>>> {
  if (!isEd25519(request.publicKey)) return fail({ code: 'invalid-request', field: 'publicKey' });
  return services.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    const now = services.now();
    const codes = await trx
      .selectFrom('pairing_code')
      .selectAll()
      .where('expires_at', '>', new Date(now - REMEMBERED_MS))
      .orderBy('expires_at', 'desc')
      .limit(COMPARED)
      .execute();
    const match = await findMatch(codes, request.code);
    if (match === undefined) return fail(await countWrongTry(trx, now));
    if (match.used_at !== null) {
      const desk = await deskOf(trx, match.desk, request.publicKey);
      return desk === undefined ? fail({ code: 'pairing-code-used-up' }) : ok(answer(services, desk));
    }
    if (match.wrong_tries >= CODE_TRIES) return fail({ code: 'pairing-code-used-up' });
    if (match.expires_at.getTime() <= now) return fail({ code: 'pairing-code-expired' });
    if (match.mode !== request.mode) return fail({ code: `pairing-code-for-${match.mode}`, field: 'code' });
    const desk = await enrol(trx, match, request, now);
    return desk === null ? fail({ code: 'identity-reused' }) : ok(answer(services, desk));
  });
}

type Enrolled = { id: string; code: string; district: string; mode: 'desk' | 'kiosk' };

async function enrol(
  trx: Transaction<Database>,
  code: { id: string; district: string; mode: 'desk' | 'kiosk' },
  request: z.output<typeof PairRequest>,
  now: number,
): Promise<Enrolled | null> {
  const at = new Date(now);
  const { rows } = await sql<{ n: number }>`select nextval('desk_code_number') as n`.execute(trx);
  const desk = {
    id: randomUUID(),
    code: `K${String(rows[0]?.n ?? 0).padStart(2, '0')}`,
    district: code.district,
    mode: code.mode,
  };
  await trx
    .insertInto('desk')
    .values({ ...desk, public_key: request.publicKey, paired_at: at })
    .execute();
  const claimed = await claimClient(trx, request, desk.id, at);
  if (!claimed) return null;
  await trx
    .updateTable('pairing_code')
    .set({ used_at: at, desk: desk.id })
    .where('id', '=', code.id)
    .execute();
  await trx
    .insertInto('audit')
    .values({
      at,
      action: 'desk-paired',
      actor: null,
      desk: desk.id,
      subject: desk.code,
      facts: JSON.stringify({ district: desk.district, mode: desk.mode }),
    })
    .execute();
  return desk;
}

/** A computer that is paired anew keeps its client; one with the key of another computer does not get that one's. */
async function claimClient(
  trx: Transaction<Database>,
  request: z.output<typeof PairRequest>,
  desk: string,
  at: Date,
): Promise<boolean> {
  const holder = await trx
    .selectFrom('client')
    .innerJoin('desk', 'desk.id', 'client.desk')
    .select('desk.public_key')
    .where('client.id', '=', request.clientId)
    .executeTakeFirst();
  if (holder !== undefined && holder.public_key !== request.publicKey) return false;
  await trx
    .insertInto('client')
    .values({ id: request.clientId, desk, protocol: 1, schema: 1, seen_at: at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ desk, seen_at: at }))
    .execute();
  return true;
}

async function deskOf(
  trx: Transaction<Database>,
  desk: string | null,
  publicKey: string,
): Promise<Enrolled | undefined> {
  if (desk === null) return undefined;
  return trx
    .selectFrom('desk')
    .select(['id', 'code', 'district', 'mode'])
    .where('id', '=', desk)
    .where('public_key', '=', publicKey)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

function answer({ serverId, slipKey }: Services, desk: Enrolled): z.input<typeof PairResponse> {
  return {
    serverId,
    deskId: desk.id,
    deskCode: desk.code,
    district: desk.district,
    mode: desk.mode,
    slipKey: slipKey.publicKey,
  };
}

async function findMatch<Code extends { salt: string; hash: string }>(
  codes: readonly Code[],
  given: string,
): Promise<Code | undefined> {
  for (const code of codes) {
    const hash = await hashOf(given, code.salt);
    if (timingSafeEqual(Buffer.from(hash), Buffer.from(code.hash))) return code;
  }
  return undefined;
}

async function countWrongTry(
  trx: Transaction<Database>,
  now: number,
): Promise<{ code: 'pairing-code-wrong' | 'pairing-code-used-up'; facts?: { left: number } }> {
  const open = await trx
    .updateTable('pairing_code')
    .set((row) => ({ wrong_tries: row('wrong_tries', '+', 1) }))
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .where('wrong_tries', '<', CODE_TRIES)
    .returning('wrong_tries')
    .execute();
  if (open.length === 0) return { code: 'pairing-code-wrong' };
  const left = CODE_TRIES - Math.min(...open.map((code) => code.wrong_tries));
  return left === 0 ? { code: 'pairing-code-used-up' } : { code: 'pairing-code-wrong', facts: { left } };
}

async function hashOf(code: string, salt: string): Promise<string> {
  return (await derive(code, salt, 32, DERIVATION)).toString('hex');
}

function isEd25519(publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519';
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
