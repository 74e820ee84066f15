import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { correctedForm } from '../../core/domain/corrected-form.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../core/domain/instant.ts';
import { ACTIVE } from '../../core/domain/status.ts';
import { nextVersion } from '../application/counter.ts';
import type { ApplicationTable, Database } from '../database/schema.ts';
import { every } from '../every.ts';
import type { Services } from '../services.ts';
import { type Found, findingFacts, foundOf } from './finding.ts';
import type { RegistryCheckTable } from './table.ts';

const EVERY_MS = MINUTE;
/** People asked about in one round; more wait for the next. */
const AT_ONCE = 50;
const FIRST_PAUSE_MS = 2 * MINUTE;
const LONGEST_PAUSE_MS = 6 * HOUR;
/** Every question may send the citizen an SMS of 1414, so whoever has not consented is left in peace for so long. */
const CONSENT_PAUSE_MS = DAY;

/** What asking again needs of the server. */
export type Rechecking = Pick<Services, 'db' | 'log' | 'now' | 'registry'>;
type Check = Pick<Selectable<RegistryCheckTable>, 'application' | 'person'>;
type Application = Pick<
  Selectable<ApplicationTable>,
  'uuid' | 'number' | 'district' | 'form' | 'child_index' | 'corrected' | 'status'
>;

/** Asks ГБД ФЛ again, every minute, about people who were entered by hand while it was silent (domain.md §8). */
export function startRegistryChecks(services: Rechecking): { stop(): Promise<void> } {
  return every(EVERY_MS, 'asking the registry again', services.log, (ends) => recheckPeople(services, ends));
}

/**
 * Asks about everybody who is due, one after another, and puts down what was found. When ГБД ФЛ is silent the round ends: one
 * question shows that, and the others stay due.
 * @param ends whether to stop before the next
 */
export async function recheckPeople(services: Rechecking, ends: () => boolean = () => false): Promise<void> {
  const { db, now, registry } = services;
  for (let asked = 0; asked < AT_ONCE && !ends(); asked += 1) {
    const check = await claim(db, now());
    if (check === null) return;
    const application = await applicationOf(db, check);
    if (!ACTIVE.some((status) => status === application.status)) {
      await settle(db, check, 'ended', now());
      continue;
    }
    const form = formNow(application);
    const iin = check.person === 'applicant' ? form.applicant.iin : form.children[0]?.iin;
    if (iin === undefined) throw new Error('An application without a child');
    const answer = await registry.recall(db, iin, now());
    if (!answer.ok && answer.error === 'registry-unavailable') return;
    const found = foundOf(form, check.person, answer);
    if (found === null) {
      await putOff(db, check, now() + CONSENT_PAUSE_MS);
      continue;
    }
    await db.transaction().execute(async (trx) => {
      if (await settle(trx, check, found.finding, now())) await tell(trx, check, application, found, now());
    });
  }
}

/** Takes the one who is due first, for the time of a pause that doubles; no other server asks meanwhile. */
async function claim(db: Kysely<Database>, now: Instant): Promise<Check | null> {
  const { rows } = await sql<Check>`update registry_check set tries = tries + 1,
      next_at = ${new Date(now)}::timestamptz
        + least(${LONGEST_PAUSE_MS}, ${FIRST_PAUSE_MS} * power(2, least(tries, 16))) * interval '1 millisecond'
    where (application, person) in (
      select application, person from registry_check where finding is null and next_at <= ${new Date(now)}
      order by next_at limit 1 for update skip locked)
    returning application, person`.execute(db);
  return rows[0] ?? null;
}

async function putOff(db: Kysely<Database>, { application, person }: Check, until: Instant): Promise<void> {
  await db
    .updateTable('registry_check')
    .set({ next_at: new Date(until) })
    .where('application', '=', application)
    .where('person', '=', person)
    .where('finding', 'is', null)
    .execute();
}

async function applicationOf(db: Kysely<Database>, { application }: Check): Promise<Application> {
  return db
    .selectFrom('application')
    .select(['uuid', 'number', 'district', 'form', 'child_index', 'corrected', 'status'])
    .where('uuid', '=', application)
    .executeTakeFirstOrThrow();
}

/** The form as it stands now, with the application's own child alone. */
function formNow({ form, child_index, corrected }: Application) {
  const present = correctedForm(form, child_index, corrected);
  return { ...present, children: present.children.slice(child_index, child_index + 1) };
}

/** Whether it was this call that put the finding down. */
async function settle(
  db: Kysely<Database>,
  { application, person }: Check,
  finding: Found['finding'] | 'ended',
  now: Instant,
): Promise<boolean> {
  const settled = await db
    .updateTable('registry_check')
    .set({ finding, found_at: new Date(now) })
    .where('application', '=', application)
    .where('person', '=', person)
    .where('finding', 'is', null)
    .executeTakeFirst();
  return settled.numUpdatedRows > 0n;
}

/** Says it in the history, which the desks get, and in the audit log; both name fields and nothing of the person. */
async function tell(
  trx: Transaction<Database>,
  { person }: Check,
  { uuid, number, district }: Application,
  { finding, fields }: Found,
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  await trx
    .insertInto('history')
    .values({
      application: uuid,
      district,
      at,
      event: `data-${finding}`,
      actor: JSON.stringify({ iin: null, name: '', role: 'system' }),
      desk: null,
      facts: JSON.stringify(findingFacts(person, fields)),
      row_version: await nextVersion(trx, district),
    })
    .execute();
  await trx
    .insertInto('audit')
    .values({
      at,
      action: 'registry-recheck',
      actor: null,
      desk: null,
      subject: uuid,
      facts: JSON.stringify({ number, person, finding }),
    })
    .execute();
}
