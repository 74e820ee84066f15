import { createHmac, hkdfSync, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { DAY, HOUR, type Instant, MINUTE, toIso } from '../../core/domain/instant.ts';
import { maskPhone, normalisePhone } from '../../core/domain/phone.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Locale } from '../../core/domain/wording.ts';
import type { CodeResponse } from '../../core/protocol/one-time-code.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import type { Desk } from '../desk/authentication.ts';
import { smsText } from '../notice/sms-text.ts';
import { newToken, tokenHash } from '../secret.ts';
import type { Services } from '../services.ts';
import type { OneTimeCodeTable } from './table.ts';

/** One-time codes (issue 3.3): six digits, five minutes, five tries. */
const CODE_MS = 5 * MINUTE;
const CODE_TRIES = 5;
const DIGITS = 6;
/** Codes sent to a phone and to an IIN, and from a desk. */
const LIMITS = [
  { of: 'phone', within: HOUR, most: 5 },
  { of: 'phone', within: DAY, most: 10 },
  { of: 'iin', within: HOUR, most: 5 },
  { of: 'iin', within: DAY, most: 10 },
  { of: 'desk', within: HOUR, most: 60 },
] as const;
/** Requests, also of pairs that are not linked: somebody tries which phone is whose. */
const REQUESTS = [
  { of: 'phone', within: HOUR, most: 20 },
  { of: 'iin', within: HOUR, most: 20 },
  { of: 'desk', within: HOUR, most: 120 },
] as const;
/** Requests are counted and put down one after the other. */
const LOCK = 7_219_304;

type Row = Selectable<OneTimeCodeTable>;

/** What a code is to be for. `operator`: who asks for consent, an operator or the second parent who joins. */
export type CodeOrder = {
  readonly purpose: Row['purpose'];
  readonly iin: string;
  /** E.164. */
  readonly phone: string;
  readonly locale: Locale;
  readonly operator: string | null;
  /** With the purpose `merge`: what the second parent joins, and that parent's short name for the SMS. */
  readonly merge: { readonly application: string; readonly number: string; readonly second: string } | null;
};

/** What was sent, as the page is told. */
export type SentCode = Omit<z.output<typeof CodeResponse>, 'emailNeeded'>;

/**
 * Sends a code if БМГ knows the phone as this person's. The request is put down before anybody is asked, so that requests made
 * at once count one another; what did not lead to an SMS does not count as a code. An earlier code for the same is replaced.
 */
export async function sendCode(services: Services, desk: Desk, order: CodeOrder): Promise<Answer<SentCode>> {
  const parsed = normalisePhone(order.phone);
  if (!parsed.ok) return fail({ code: parsed.error, field: 'phone' });
  const phone = parsed.value;
  const id = randomUUID();
  const ticket = newToken();
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const asked = await putDown(services, desk, {
    ...order,
    id,
    ticket_hash: tokenHash(ticket),
    code_hash: hashOf(services, id, code),
  });
  if (!asked.ok) return asked;
  const became = (state: Row['state']) =>
    services.db.updateTable('one_time_code').set({ state }).where('id', '=', id).execute();
  const link = await services.phones.checkPair(order.iin, phone);
  if (link !== 'linked') {
    await became(link === 'notLinked' ? 'not-linked' : 'unchecked');
    return fail(
      link === 'notLinked'
        ? { code: 'phone-not-linked', field: 'phone' }
        : { code: 'phone-registry-unavailable' },
    );
  }
  const [name, sent] = await Promise.all([
    order.purpose === 'sign-in' ? nameOf(services, order.iin) : ok(''),
    services.sms.send({ id, to: phone, text: smsText(services, desk, order, code) }),
  ]);
  if (sent !== 'accepted') {
    await became('failed');
    return fail({ code: 'sms-failed' });
  }
  if (!name.ok) {
    await endCode(services.db, id, services.now());
    return fail({ code: name.error, field: 'iin' });
  }
  await services.db
    .updateTable('one_time_code')
    .set({ state: 'sent', name: name.value })
    .where('id', '=', id)
    .execute();
  return ok({
    ticket,
    phone: maskPhone(phone),
    expiresAt: toIso(asked.value),
    triesLeft: CODE_TRIES,
  });
}

/** The name by ГБД ФЛ; where it is silent the one known from before, or none. */
async function nameOf(services: Services, iin: string): Promise<Result<string, 'person-deceased'>> {
  const answer = await services.registry.recall(services.db, iin, services.now());
  if (answer.ok) {
    const { surname, name, patronymic } = answer.value.name;
    return ok([surname, name, patronymic].filter((part) => part !== '').join(' '));
  }
  if (answer.error === 'person-deceased') return fail(answer.error);
  const known = await services.db
    .selectFrom('person')
    .select('name')
    .where('iin', '=', iin)
    .executeTakeFirst();
  return ok(known?.name ?? '');
}

type NewCode = CodeOrder & { readonly id: string; readonly ticket_hash: string; readonly code_hash: string };

/** Counts and writes the request; gives when its code will expire. */
async function putDown(services: Services, desk: Desk, wanted: NewCode): Promise<Answer<Instant>> {
  const { locale: _, merge, ...request } = wanted;
  return services.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    const now = services.now();
    const lately = await trx
      .selectFrom('one_time_code')
      .select(['phone', 'iin', 'desk', 'state', 'created_at'])
      .where('created_at', '>', new Date(now - DAY))
      .where((row) =>
        row.or([
          row('phone', '=', request.phone),
          row('iin', '=', request.iin),
          row.and([row('desk', '=', desk.id), row('created_at', '>', new Date(now - HOUR))]),
        ]),
      )
      .execute();
    const own = { phone: request.phone, iin: request.iin, desk: desk.id };
    const sent = lately.filter(({ state }) => state === 'asked' || state === 'sent');
    const wait = waitOf(LIMITS, sent, own, now);
    if (wait > 0) return fail({ code: 'too-many-codes', facts: { minutes: Math.ceil(wait / MINUTE) } });
    if (waitOf(REQUESTS, lately, own, now) > 0) return fail({ code: 'too-many-attempts' });
    const at = new Date(now);
    await trx
      .updateTable('one_time_code')
      .set({ ended_at: at })
      .where('purpose', '=', request.purpose)
      .where('iin', '=', request.iin)
      .where('desk', '=', desk.id)
      .where('ended_at', 'is', null)
      .execute();
    await trx
      .insertInto('one_time_code')
      .values({
        ...request,
        application: merge?.application ?? null,
        desk: desk.id,
        state: 'asked',
        created_at: at,
        expires_at: new Date(now + CODE_MS),
      })
      .execute();
    return ok(now + CODE_MS);
  });
}

/** How long until one more request stays within every limit; 0 where it does now. */
function waitOf(
  limits: readonly { of: 'phone' | 'iin' | 'desk'; within: number; most: number }[],
  rows: readonly Pick<Row, 'phone' | 'iin' | 'desk' | 'created_at'>[],
  own: Pick<Row, 'phone' | 'iin' | 'desk'>,
  now: Instant,
): number {
  const waits = limits.map(({ of, within, most }) => {
    const times = rows
      .filter((row) => row[of] === own[of])
      .map((row) => row.created_at.getTime())
      .filter((at) => at > now - within)
      .sort((one, other) => other - one);
    const oldest = times[most - 1];
    return oldest === undefined ? 0 : oldest + within - now;
  });
  return Math.max(...waits);
}

/**
 * Looks at a code that somebody typed, inside the caller's transaction, which has to be committed also when the answer is a
 * refusal: a wrong try counts. A right code stays good until {@link endCode}. An unknown ticket, one of another desk or
 * operator, one that was used or replaced is `code-expired`: a new one is the way on for all of them.
 */
export async function checkCode(
  services: Services,
  trx: Transaction<Database>,
  desk: Desk,
  typed: { purpose: Row['purpose']; operator: string | null; ticket: string; code: string },
): Promise<Answer<Row>> {
  const row = await trx
    .selectFrom('one_time_code')
    .selectAll()
    .where('ticket_hash', '=', tokenHash(typed.ticket))
    .where('purpose', '=', typed.purpose)
    .where('desk', '=', desk.id)
    .where('state', '=', 'sent')
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || row.operator !== typed.operator) return fail({ code: 'code-expired' });
  if (row.wrong_tries >= CODE_TRIES) return fail({ code: 'code-used-up' });
  if (row.ended_at !== null || row.expires_at.getTime() <= services.now())
    return fail({ code: 'code-expired' });
  const given = Buffer.from(hashOf(services, row.id, typed.code), 'hex');
  if (timingSafeEqual(given, Buffer.from(row.code_hash, 'hex'))) return ok(row);
  await trx
    .updateTable('one_time_code')
    .set({ wrong_tries: row.wrong_tries + 1 })
    .where('id', '=', row.id)
    .execute();
  const triesLeft = CODE_TRIES - row.wrong_tries - 1;
  return fail(
    triesLeft === 0
      ? { code: 'code-used-up', field: 'code' }
      : { code: 'code-wrong', field: 'code', facts: { triesLeft } },
  );
}

/** The code has done what it was for. */
export async function endCode(
  db: Services['db'] | Transaction<Database>,
  id: string,
  now: Instant,
): Promise<void> {
  await db
    .updateTable('one_time_code')
    .set({ ended_at: new Date(now) })
    .where('id', '=', id)
    .execute();
}

/** How far the SMS with a code has come; what the gateway said last where it does not answer now. */
export async function codeDelivery(
  services: Services,
  desk: Desk,
  { ticket }: { ticket: string },
): Promise<Answer<{ state: Row['delivery'] }>> {
  const row = await services.db
    .selectFrom('one_time_code')
    .select(['id', 'delivery'])
    .where('ticket_hash', '=', tokenHash(ticket))
    .where('desk', '=', desk.id)
    .where('state', '=', 'sent')
    .executeTakeFirst();
  if (row === undefined) return fail({ code: 'code-expired' });
  if (row.delivery === 'delivered' || row.delivery === 'failed') return ok({ state: row.delivery });
  const state = (await services.sms.state(row.id)) ?? row.delivery;
  if (state !== row.delivery)
    await services.db
      .updateTable('one_time_code')
      .set({ delivery: state })
      .where('id', '=', row.id)
      .execute();
  return ok({ state });
}

/** A million codes are searched in no time, so the hash is keyed with what is not in the database. */
function hashOf({ slipKey }: Services, id: string, code: string): string {
  const key = slipKey.privateKey.export({ format: 'der', type: 'pkcs8' });
  const secret = hkdfSync('sha256', key, '', 'kezek one-time codes', 32);
  return createHmac('sha256', Buffer.from(secret)).update(`${id} ${code}`).digest('hex');
}
