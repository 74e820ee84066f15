import type { Transaction } from 'kysely';
import { correct } from '../../core/domain/application/correct.ts';
import { reject } from '../../core/domain/application/reject.ts';
import { removeByOffice } from '../../core/domain/application/remove-by-office.ts';
import { restore } from '../../core/domain/application/restore.ts';
import type { Application, Rules } from '../../core/domain/application/state.ts';
import { correctedFields } from '../../core/domain/corrected-form.ts';
import type { Refusal } from '../../core/domain/failure.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { Proposal } from '../../core/protocol/proposal.ts';
import type { Database } from '../database/schema.ts';
import { hasDuplicate } from '../queue/lookup.ts';

const ANYBODY = 'whoever-may';

/** Why the rules would refuse what is proposed, whoever decided it; null where they would not now. */
export async function refusalOf(
  trx: Transaction<Database>,
  application: Application,
  proposal: Proposal,
  now: Instant,
  rules: Rules,
): Promise<Refusal | null> {
  const duplicateOf = (iin: string | null) =>
    iin === null ? Promise.resolve(false) : hasDuplicate(trx, [iin], application.id);
  const moved = await (async () => {
    switch (proposal.kind) {
      case 'restore': {
        const { reason } = proposal;
        const duplicate = await duplicateOf(application.child.iin);
        return restore(application, { reason, by: ANYBODY, second: ANYBODY, duplicate }, now, rules);
      }
      case 'reject': {
        const { ground, facts, hearing } = proposal;
        const rejection = { ground, facts, hearing };
        return reject(application, { rejection, by: ANYBODY, proposedBy: ANYBODY }, now);
      }
      case 'removeByOffice':
        return removeByOffice(application, { reason: proposal.reason, by: ANYBODY, second: ANYBODY }, now);
      case 'correct': {
        const { childIin } = proposal.correction;
        const duplicate = await duplicateOf(childIin);
        const correction = { fields: correctedFields(proposal.correction), childIin };
        return correct(application, { correction, by: ANYBODY, second: ANYBODY, duplicate }, now, rules);
      }
    }
  })();
  return moved.ok ? null : moved.error;
}
