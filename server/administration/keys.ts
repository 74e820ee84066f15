import { createHash } from 'node:crypto';
import { fail, ok } from '../../core/domain/result.ts';
import type { Answer } from '../answer.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { administratorOf } from './right.ts';

/** The keys that the server goes by: its own for slips and grants, and the authorities whose certificates it trusts. */
export async function listKeys({ slipKey, revocation }: Services, actor: Actor) {
  if (administratorOf(actor) === null) return fail({ code: 'not-permitted' }) satisfies Answer<never>;
  const { anchors, intermediates } = revocation.trust();
  const described = (anchor: boolean) => (certificate: (typeof anchors)[number]) => ({
    subject: certificate.holder.name,
    anchor,
    algorithm: certificate.publicKey.kind,
    validFrom: certificate.validFrom.toISOString(),
    validTo: certificate.validTo.toISOString(),
    sha256: certificate.fingerprint,
  });
  return ok({
    slipKey: createHash('sha256').update(Buffer.from(slipKey.publicKey, 'base64')).digest('hex'),
    authorities: [...anchors.map(described(true)), ...intermediates.map(described(false))],
  });
}
