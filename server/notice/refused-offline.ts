import type { Kysely, Transaction } from 'kysely';
import { DAY, type Instant, MINUTE } from '../../core/domain/instant.ts';
import type { Database } from '../database/schema.ts';
import { isKnown, type OutgoingEnvelope, readMutation } from '../replication/envelope.ts';
import { contactOf } from './compose.ts';
import { CALL_DAYS } from './schedule.ts';

/** What reaches the server this long after it was saved was made off line: the family has gone home with a provisional slip. */
const GONE_MS = 2 * MINUTE;

/**
 * An application made off line and refused (domain.md §1.11 "Notices"): the family learns of it by SMS, and the operator's call
 * list has it until it does. What was refused while the person stood there is not told again.
 */
export async function noteLateRefusal(
  trx: Transaction<Database>,
  { district }: { readonly district: string },
  outgoing: OutgoingEnvelope,
  now: Instant,
): Promise<void> {
  if (!isKnown(outgoing)) return;
  const mutation = readMutation(outgoing);
  if ('field' in mutation || mutation.name !== 'application.submit') return;
  const { provisional, form } = mutation.args;
  const savedAt = Date.parse(provisional.deskTime) - (provisional.clockOffsetMs ?? 0);
  if (now - savedAt < GONE_MS) return;
  const at = new Date(now);
  const { id } = await trx
    .insertInto('notice')
    .values({
      application: null,
      district,
      kind: 'submission-refused',
      at,
      facts: JSON.stringify({ label: provisional.label }),
      contact: JSON.stringify(contactOf(form.applicant)),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('notice_delivery')
    .values({ notice: id, channel: 'sms', next_attempt_at: at })
    .execute();
}

/** Names and contacts of whose application was refused are kept as long as the call list has a use for them. */
export async function forgetRefused(db: Kysely<Database>, now: Instant): Promise<void> {
  await db
    .deleteFrom('notice')
    .where('application', 'is', null)
    .where('at', '<', new Date(now - CALL_DAYS * DAY))
    .execute();
}
