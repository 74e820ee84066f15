import type { Transaction } from 'kysely';
import { type Instant, MINUTE } from '../../core/domain/instant.ts';
import type { Database } from '../database/schema.ts';
import type { VerifiedSignature } from '../signature/verifier.ts';

/** The first time a key is asked about again. */
const FIRST_AFTER_MS = MINUTE;

/** Notes, in the transaction that accepts a signed document, that nobody answered for its key yet. */
export async function rememberUnanswered(
  trx: Transaction<Database>,
  submission: string,
  { certificate, report }: VerifiedSignature,
  now: Instant,
): Promise<void> {
  const [signer] = report.signers;
  if (signer === undefined || signer.revocation.state === 'good') return;
  await trx
    .insertInto('revocation_check')
    .values({
      submission,
      certificate,
      valid_to: new Date(signer.owner.validTo),
      judged_at: new Date(signer.judgedAt),
      next_at: new Date(now + FIRST_AFTER_MS),
      answer: null,
      source: null,
    })
    .execute();
}
