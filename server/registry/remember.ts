import type { Transaction } from 'kysely';
import type { ApplicationForm } from '../../core/domain/application-form.ts';
import { type Instant, MINUTE } from '../../core/domain/instant.ts';
import type { Database } from '../database/schema.ts';

/** The first time ГБД ФЛ is asked again. */
const FIRST_AFTER_MS = MINUTE;

/**
 * Notes, in the transaction that accepts an application, which of its people were entered by hand (domain.md §8), and whom ГБД ФЛ
 * knows otherwise already.
 * @param differing IINs of those
 */
export async function rememberUnconfirmed(
  trx: Transaction<Database>,
  application: {
    readonly uuid: string;
    readonly form: ApplicationForm;
    readonly applicant_iin: string;
    readonly child_iin: string;
    readonly child_index: number;
  },
  differing: ReadonlySet<string>,
  now: Instant,
): Promise<void> {
  const { applicant_iin, child_iin, child_index, form, uuid } = application;
  const people = [
    { person: 'applicant', iin: applicant_iin, source: form.applicant.source },
    { person: 'child', iin: child_iin, source: form.children[child_index]?.source },
  ] as const;
  const next_at = new Date(now + FIRST_AFTER_MS);
  const rows = people
    .filter(({ iin, source }) => source === 'manual' || differing.has(iin))
    .map(({ person, iin }) => ({
      ...{ application: uuid, person, next_at },
      finding: differing.has(iin) ? ('differs' as const) : null,
      found_at: differing.has(iin) ? new Date(now) : null,
    }));
  if (rows.length > 0) await trx.insertInto('registry_check').values(rows).execute();
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
