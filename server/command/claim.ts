import type { Transaction } from 'kysely';
import type { Person } from '../../core/domain/actor.ts';
import { almatyDay } from '../../core/domain/almaty.ts';
import type { Attachment } from '../../core/domain/application-form.ts';
import { claimFaults } from '../../core/domain/check-form.ts';
import type { Failure } from '../../core/domain/failure.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { QueueCommand } from '../../core/protocol/command.ts';
import type { Database } from '../database/schema.ts';

/** What is wrong with a benefit claimed after filing: the same that would be wrong with it on the form. */
export function claimFault(
  command: QueueCommand,
  attachments: readonly Attachment[],
  now: Instant,
): Failure | null {
  if (command.do !== 'claimBenefit') return null;
  const claim = { category: command.benefit, certificateDate: command.certificateDate };
  return claimFaults(claim, attachments, almatyDay(now))[0] ?? null;
}

/** Whether a moderator decides on a claim that he entered himself after filing; two persons are asked for (domain.md §1.10.17). */
export async function decidesOwnClaim(
  trx: Transaction<Database>,
  command: QueueCommand,
  { iin }: Person,
): Promise<boolean> {
  if (command.do !== 'decideBenefit') return false;
  const claim = await trx
    .selectFrom('command')
    .select(['actor', 'operator'])
    .where('application', '=', command.application)
    .where('name', '=', 'claimBenefit')
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return claim?.actor === iin || claim?.operator === iin;
}
