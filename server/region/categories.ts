import type { Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { Command, CommandFacts } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';
import { saveEdited } from '../reference/edited.ts';
import { CATEGORIES } from '../reference/given.ts';
import type { Services } from '../services.ts';
import { keepsReference } from './right.ts';

/**
 * Saves the table of voucher categories, whole (domain.md §1.7: the official list is not public, so it is edited). The number alone
 * orders the queue under voucher2025; applications that have a number which is no longer in the table keep it.
 */
export async function decideCategories(
  services: Services,
  trx: Transaction<Database>,
  { actor, desk }: PreparedCommand,
  { categories, reason }: Extract<Command, { do: 'saveVoucherCategories' }>,
): Promise<Answer<CommandFacts>> {
  if (!keepsReference(actor)) return fail({ code: 'not-permitted' });
  const numbers = categories.map(({ number }) => number);
  const twice = numbers.findIndex((number, index) => numbers.indexOf(number) < index);
  if (twice >= 0) return fail({ code: 'invalid-request', field: `categories.${twice}` });
  const sorted = categories.toSorted((one, other) => one.number - other.number);
  const at = new Date(services.now());
  await saveEdited(trx, CATEGORIES, sorted, { iin: actor.iin, desk: desk.id, reason, at });
  return ok({ categories: sorted.length });
}
