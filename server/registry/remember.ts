import type { Transaction } from 'kysely';
import type { ApplicationForm } from '../../core/domain/application-form.ts';
import { type Instant, MINUTE } from '../../core/domain/instant.ts';
import type { Database } from '../database/schema.ts';
import type { PersonOfForm } from './table.ts';

/** The first time ГБД ФЛ is asked again. */
const FIRST_AFTER_MS = MINUTE;

/** Notes, in the transaction that accepts an application, which of its people were entered by hand (domain.md §8). */
export async function rememberUnconfirmed(
  trx: Transaction<Database>,
  application: { readonly uuid: string; readonly form: ApplicationForm; readonly child_index: number },
  now: Instant,
): Promise<void> {
  const { applicant, children } = application.form;
  const sources = { applicant: applicant.source, child: children[application.child_index]?.source };
  const people = (['applicant', 'child'] as const satisfies readonly PersonOfForm[]).filter(
    (person) => sources[person] === 'manual',
  );
  if (people.length === 0) return;
  const next = new Date(now + FIRST_AFTER_MS);
  await trx
    .insertInto('registry_check')
    .values(people.map((person) => ({ application: application.uuid, person, next_at: next, finding: null })))
    .execute();
}

/** What was corrected is asked about anew: a finding of ГБД ФЛ was about the old data. */
export async function askAgain(trx: Transaction<Database>, application: string, now: Instant): Promise<void> {
  await trx
    .updateTable('registry_check')
    .set({ finding: null, found_at: null, next_at: new Date(now + FIRST_AFTER_MS) })
    .where('application', '=', application)
    .where('finding', 'in', ['differs', 'not-found', 'deceased'])
    .execute();
}
