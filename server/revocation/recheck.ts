import type { Selectable, Transaction } from 'kysely';
import { HOUR, type Instant, MINUTE } from '../../core/domain/instant.ts';
import type { RevocationAnswer } from '../../core/eds/revocation/answer.ts';
import { appendLedger, nextVersion } from '../application/counter.ts';
import type { Database } from '../database/schema.ts';
import { errorForLog } from '../log.ts';
import type { Services } from '../services.ts';
import type { RevocationCheckTable } from './table.ts';

const EVERY_MS = MINUTE;
const AT_ONCE = 20;
const FIRST_PAUSE_MS = 2 * MINUTE;
const LONGEST_PAUSE_MS = 6 * HOUR;

/** What asking again needs of the server. */
export type Asking = Pick<Services, 'db' | 'log' | 'now' | 'revocation'>;

type Check = Selectable<RevocationCheckTable>;
type Answer = { readonly answer: NonNullable<Check['answer']> } & Pick<Check, 'source' | 'as_of'>;

/** Asks again, every minute, about the keys of accepted documents for which nobody answered. */
export function startRevocationChecks(services: Services): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const timer = setInterval(() => {
    running = running.then(async () => {
      if (!stopped) await checkDue(services, () => stopped);
    });
    running = running.catch((error: unknown) => {
      services.log.warn({ error: errorForLog(error) }, 'asking again about keys failed');
    });
  }, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      // Whoever is being asked is not waited for.
      await services.revocation.close();
      await running;
    },
  };
}

/**
 * Asks about every key that is due. A key that was revoked when it signed marks its applications.
 * @param ends whether to stop after the present one
 */
export async function checkDue(services: Asking, ends: () => boolean = () => false): Promise<void> {
  const { db, now, revocation } = services;
  const due = await db
    .selectFrom('revocation_check')
    .selectAll()
    .where('answer', 'is', null)
    .where('next_at', '<=', new Date(now()))
    .orderBy('next_at')
    .limit(AT_ONCE)
    .execute();
  for (const check of due) {
    if (ends()) return;
    const answer = await revocation.askAgain(check.certificate, check.judged_at.getTime());
    await settle(services, check, outcomeOf(check, answer, now()));
  }
}

/** What the answer means; null while it is none. A list no longer names a certificate that has ended. */
function outcomeOf(check: Check, answer: RevocationAnswer, now: Instant): Answer | null {
  if (answer.state === 'revoked') return { answer: 'revoked', source: answer.source, as_of: answer.asOf };
  if (check.valid_to.getTime() <= now) return { answer: 'lapsed', source: null, as_of: null };
  return answer.state === 'good' ? { answer: 'good', source: answer.source, as_of: answer.asOf } : null;
}

async function settle(services: Asking, check: Check, found: Answer | null): Promise<void> {
  const { db, log, now } = services;
  const { submission } = check;
  await db.transaction().execute(async (trx) => {
    const open = await trx
      .selectFrom('revocation_check')
      .select('tries')
      .where('submission', '=', submission)
      .where('answer', 'is', null)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (open === undefined) return;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** open.tries);
    await trx
      .updateTable('revocation_check')
      .set(
        found === null
          ? { tries: open.tries + 1, next_at: new Date(now() + pause) }
          : { ...found, tries: open.tries + 1, answered_at: new Date(now()) },
      )
      .where('submission', '=', submission)
      .execute();
    if (found?.answer === 'revoked') await mark(trx, submission, now());
  });
  if (found?.answer === 'revoked') log.warn({ submission }, 'a document was signed with a revoked key');
  if (found?.answer === 'lapsed') log.warn({ submission }, 'nobody ever answered for a key');
}

/** Says it where people see it (history, replicated to the desk) and where it stays (audit, ledger). */
async function mark(trx: Transaction<Database>, submission: string, now: Instant): Promise<void> {
  const applications = await trx
    .selectFrom('application')
    .select(['uuid', 'number', 'district'])
    .where('submission', '=', submission)
    .execute();
  const [first] = applications;
  if (first === undefined) return;
  const at = new Date(now);
  const event = 'signature-revoked';
  const version = await nextVersion(trx, first.district);
  await trx
    .insertInto('history')
    .values(
      applications.map(({ uuid, district }) => ({
        application: uuid,
        district,
        at,
        event,
        actor: JSON.stringify({ iin: null, name: '', role: 'system' }),
        desk: null,
        facts: JSON.stringify({}),
        row_version: version,
      })),
    )
    .execute();
  await trx
    .insertInto('audit')
    .values(
      applications.map(({ uuid, number }) => ({
        at,
        action: event,
        actor: null,
        desk: null,
        subject: uuid,
        facts: JSON.stringify({ number }),
      })),
    )
    .execute();
  const leaves = applications.map(({ uuid, number, district }) => ({
    kind: event,
    subject: uuid,
    payload: { number, district },
  }));
  await appendLedger(trx, leaves, at);
}
