import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { parseIin } from '../../core/domain/iin.ts';
import { type Instant, MINUTE, toIso } from '../../core/domain/instant.ts';
import { maskPhone, normalisePhone } from '../../core/domain/phone.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { ConsentCodeRequest, ConsentCodeResponse } from '../../core/protocol/asking-consent.ts';
import type { Consent, ConsentRecord } from '../../core/protocol/consent.ts';
import { CLOCK_TOLERANCE_MS } from '../../core/protocol/desk-signature.ts';
import { MERGE_CONSENT_MINUTES } from '../../core/protocol/merge.ts';
import type { CodeRequest, CodeResponse } from '../../core/protocol/one-time-code.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Services } from '../services.ts';
import { checkCode, endCode, sendCode } from './one-time-code.ts';
import { type Actor, isOperator } from './session.ts';

/** How long a consent by code can be used: the operator signs while the parent is there. */
const CONSENT_MS = 30 * MINUTE;
/** How long the first parent's consent to the second one's joining can be used. */
export const MERGE_CONSENT_MS = MERGE_CONSENT_MINUTES * MINUTE;

/** Sends the parent a code that stands for the consent to what this operator files (domain.md §1.10.17). */
export async function requestConsent(
  services: Services,
  desk: Desk,
  actor: Actor,
  { iin, phone, locale }: z.output<typeof CodeRequest>,
): Promise<Answer<z.input<typeof CodeResponse>>> {
  if (!isOperator(actor) || iin === actor.iin) return fail({ code: 'not-permitted' });
  const parsed = parseIin(iin);
  if (!parsed.ok) return fail({ code: `iin-${parsed.error}`, field: 'iin' });
  const order = { purpose: 'consent', iin, phone, locale, operator: actor.iin, merge: null } as const;
  const sent = await sendCode(services, desk, order);
  return sent.ok ? ok({ ...sent.value, emailNeeded: false }) : sent;
}

/** The parent told the operator the code: from now on the consent can stand for one document. */
export async function enterConsent(
  services: Services,
  desk: Desk,
  actor: Actor,
  typed: z.output<typeof ConsentCodeRequest>,
): Promise<Answer<z.input<typeof ConsentCodeResponse>>> {
  return giveConsent(services, desk, actor, 'consent', typed);
}

/**
 * A code that was read out becomes a consent, to whoever asked for it, at this desk. One of the purpose `merge` is good for
 * joining the code's application and nothing else (domain.md R10).
 */
export async function giveConsent(
  services: Services,
  desk: Desk,
  actor: Actor,
  purpose: 'consent' | 'merge',
  { ticket, code }: z.output<typeof ConsentCodeRequest>,
): Promise<Answer<z.input<typeof ConsentCodeResponse>>> {
  return services.db.transaction().execute(async (trx) => {
    const checked = await checkCode(services, trx, desk, { purpose, operator: actor.iin, ticket, code });
    if (!checked.ok) return checked;
    const now = services.now();
    const { application, iin, phone } = checked.value;
    const id = randomUUID();
    await trx
      .insertInto('consent')
      .values({
        ...{ id, iin, phone, operator: actor.iin, desk: desk.id, given_at: new Date(now) },
        ...{ submission: null, command: null, merges: application },
      })
      .execute();
    await endCode(trx, checked.value.id, now);
    await trx
      .insertInto('audit')
      .values({
        at: new Date(now),
        action: 'consent-given',
        actor: actor.iin,
        desk: desk.id,
        subject: application ?? id,
        facts: JSON.stringify({
          ...{ onBehalfOf: iin, means: 'code' },
          ...(application === null ? {} : { name: 'mergeApplication', consent: id }),
        }),
      })
      .execute();
    return ok({ consent: id, at: toIso(now) });
  });
}

/** What a consent is to be used for; `signedAt` is when the operator signed, by the server's clock. */
export type ConsentUse = {
  readonly desk: Desk;
  /** Whose consent it has to be; of a child with two parents, either's. */
  readonly parents: readonly string[];
  /** Who uses it: the operator, or the second parent who joins. */
  readonly operator: string;
  /** The application that the second parent joins with it, alone; null in an operator's session. */
  readonly merges: string | null;
  readonly signedAt: Instant;
  readonly now: Instant;
};

/** The document a consent is to stand for. */
export type ConsentedDocument = { readonly submission: string } | { readonly command: string };

/**
 * Uses up a consent inside the caller's transaction. One by code must be this parent's, to this operator, at this desk, never
 * used, and at most half an hour old when the document was signed; anything else is `consent-unknown`. One to the second parent
 * joining alone must be to this joining, and is good for ten minutes; it stands for nothing else, and nothing else stands for it.
 * One on paper is the scan among the document's attachments, which the caller has looked for; the same scan stands for no
 * second document.
 */
export async function spendConsent(
  trx: Transaction<Database>,
  consent: Consent,
  { document, ...use }: ConsentUse & { readonly document: ConsentedDocument },
): Promise<Answer<ConsentRecord>> {
  const checked = await checkConsent(trx, consent, use);
  if (checked.ok) await markConsentUsed(trx, consent, document, use.now);
  return checked;
}

/** The first half of it: whether a consent can be used, which holds until the transaction ends. */
export async function checkConsent(
  trx: Transaction<Database>,
  consent: Consent,
  use: ConsentUse,
): Promise<Answer<ConsentRecord>> {
  if (consent.means === 'paper') {
    return (await isUsedPaper(trx, consent.sha256)) ? fail({ code: 'consent-unknown' }) : ok(consent);
  }
  const row = await trx
    .selectFrom('consent')
    .select(['iin', 'phone', 'given_at', 'used_at', 'merges'])
    .where('id', '=', consent.id)
    .where('operator', '=', use.operator)
    .where('desk', '=', use.desk.id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || !use.parents.includes(row.iin) || row.used_at !== null)
    return fail({ code: 'consent-unknown' });
  if (row.merges !== use.merges) return fail({ code: 'consent-unknown' });
  const given = row.given_at.getTime();
  const life = row.merges === null ? CONSENT_MS : MERGE_CONSENT_MS;
  const inTime = use.signedAt >= given - CLOCK_TOLERANCE_MS && use.signedAt <= given + life;
  if (!inTime) return fail({ code: 'consent-unknown' });
  const phone = normalisePhone(row.phone);
  return ok({ ...consent, at: toIso(given), phone: phone.ok ? maskPhone(phone.value) : '' });
}

/** The other half: from now on the consent stands for this document. Of one on paper the document itself tells. */
export async function markConsentUsed(
  trx: Transaction<Database>,
  consent: Consent,
  document: ConsentedDocument,
  now: Instant,
): Promise<void> {
  if (consent.means === 'paper') return;
  await trx
    .updateTable('consent')
    .set({ used_at: new Date(now), ...document })
    .where('id', '=', consent.id)
    .execute();
}

/** Whether a scan stands for the consent of another document already. */
async function isUsedPaper(trx: Transaction<Database>, sha256: string): Promise<boolean> {
  const { rows } =
    await sql`select from command where consent ->> 'means' = 'paper' and consent ->> 'sha256' = ${sha256}
    union all
    select from application where consent ->> 'means' = 'paper' and consent ->> 'sha256' = ${sha256}
    limit 1`.execute(trx);
  return rows.length > 0;
}
