import type { Transaction } from 'kysely';
import { type Instant, MINUTE } from '../../core/domain/instant.ts';
import type { CertificateOwner } from '../../core/protocol/person.ts';
import type { Database } from '../database/schema.ts';
import type { VerifiedSignature } from '../signature/verifier.ts';

/** The first time a key is asked about again. */
const FIRST_AFTER_MS = MINUTE;

/** Notes, in the transaction that accepts a signed document, that nobody answered for its key yet. */
export async function rememberUnanswered(
  trx: Transaction<Database>,
  document: { readonly submission: string } | { readonly command: string },
  { certificate, report }: { readonly certificate: Uint8Array | null } & Pick<VerifiedSignature, 'report'>,
  now: Instant,
): Promise<void> {
  const [signer] = report.signers;
  if (certificate === null || signer === undefined || signer.revocation.state === 'good') return;
  await trx
    .insertInto('revocation_check')
    .values({
      submission: null,
      command: null,
      ...document,
      ...firstCheck(certificate, signer.owner, Date.parse(signer.judgedAt), now),
    })
    .execute();
}

/** The certificate of a signature for which nobody answered; null where somebody did. */
export function unansweredCertificate({ certificate, report }: VerifiedSignature): Uint8Array | null {
  return report.signers[0]?.revocation.state === 'good' ? null : certificate;
}

/** Notes, in the transaction that opens a session, that nobody answered yet for the key it was opened with at `judgedAt`. */
export async function rememberUnansweredSignIn(
  trx: Transaction<Database>,
  session: string,
  key: { readonly certificate: Uint8Array; readonly owner: Pick<CertificateOwner, 'validTo'> },
  judgedAt: Instant,
  now: Instant,
): Promise<void> {
  await trx
    .insertInto('session_check')
    .values({ session, ...firstCheck(key.certificate, key.owner, judgedAt, now) })
    .execute();
}

function firstCheck(
  certificate: Uint8Array,
  { validTo }: Pick<CertificateOwner, 'validTo'>,
  judgedAt: Instant,
  now: Instant,
) {
  return {
    certificate,
    valid_to: new Date(validTo),
    judged_at: new Date(judgedAt),
    next_at: new Date(now + FIRST_AFTER_MS),
    answer: null,
    source: null,
  };
}
