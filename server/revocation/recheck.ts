import type { Selectable, Transaction } from 'kysely';
import { type Instant, MINUTE } from '../../core/domain/instant.ts';
import { appendLedger, nextVersion } from '../application/counter.ts';
import type { Database } from '../database/schema.ts';
import { every } from '../every.ts';
import type { Services } from '../services.ts';
import { type Asking, askAbout, type Found, rowAfter } from './outcome.ts';
import { checkSessionsDue } from './recheck-session.ts';
import type { RevocationCheckTable } from './table.ts';

const EVERY_MS = MINUTE;
const AT_ONCE = 20;

type Check = Selectable<RevocationCheckTable>;

/** Asks again, every minute, about the keys of accepted documents and sign-ins for which nobody answered. */
export function startRevocationChecks(services: Services): { stop(): Promise<void> } {
  const rounds = every(EVERY_MS, 'asking again about keys', services.log, (ends) => checkDue(services, ends));
  return {
    async stop() {
      const over = rounds.stop();
      // Whoever is being asked is not waited for.
      await services.revocation.close();
      await over;
    },
  };
}

/**
 * Asks about every key that is due. A key that was revoked when it signed marks its applications and ends its session.
 * @param ends whether to stop after the present one
 */
export async function checkDue(services: Asking, ends: () => boolean = () => false): Promise<void> {
  const { db, now } = services;
  const due = await db
    .selectFrom('revocation_check')
    .selectAll()
    .where('answer', 'is', null)
    .where('next_at', '<=', new Date(now()))
    .orderBy('next_at')
    .limit(AT_ONCE)
    .execute();
  // A session is open now; a document can wait for it.
  await checkSessionsDue(services, ends);
  await askAbout(services, due, ends, (check, found) => settle(services, check, found));
}

async function settle(services: Asking, check: Check, found: Found | null): Promise<void> {
  const { db, log, now } = services;
  const { id, submission, command } = check;
  await db.transaction().execute(async (trx) => {
    const open = await trx
      .selectFrom('revocation_check')
      .select('tries')
      .where('id', '=', id)
      .where('answer', 'is', null)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (open === undefined) return;
    await trx
      .updateTable('revocation_check')
      .set(rowAfter(found, open.tries, now()))
      .where('id', '=', id)
      .execute();
    if (found?.answer === 'revoked') await mark(trx, check, now());
  });
  if (found?.answer === 'revoked')
    log.warn({ submission, command }, 'a document was signed with a revoked key');
  if (found?.answer === 'lapsed') log.warn({ submission, command }, 'nobody ever answered for a key');
}

/** Says it where people see it (history, replicated to the desk) and where it stays (audit, ledger). */
async function mark(
  trx: Transaction<Database>,
  { submission, command }: Pick<Check, 'submission' | 'command'>,
  now: Instant,
): Promise<void> {
  const applications = await trx
    .selectFrom('application')
    .select(['uuid', 'number', 'district'])
    .where((row) =>
      submission === null
        ? row('uuid', '=', row.selectFrom('command').select('application').where('uuid', '=', command))
        : row('submission', '=', submission),
    )
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
