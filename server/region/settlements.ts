import type { Transaction } from 'kysely';
import { z } from 'zod';
import { fail, ok } from '../../core/domain/result.ts';
import type { Command, CommandFacts } from '../../core/protocol/command.ts';
import { SettlementSchema } from '../../core/protocol/reference.ts';
import type { Answer } from '../answer.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';
import type { Actor } from '../person/session.ts';
import { readEdited, saveEdited } from '../reference/edited.ts';
import { settlementsOf } from '../reference/given.ts';
import type { Services } from '../services.ts';
import { keepsReference, seesRegion } from './right.ts';

const Settlements = z.array(SettlementSchema);

/** The edited settlements of a district; null where those that came with the program hold. */
export async function readSettlements(
  { db }: Services,
  actor: Actor,
  { district }: { readonly district: string },
) {
  if (!seesRegion(actor)) return fail({ code: 'not-permitted' }) satisfies Answer<never>;
  return ok({ settlements: (await readEdited(db, settlementsOf(district), Settlements))?.body ?? null });
}

/** Saves the settlements of a district, whole. What applications say already stays as it was signed. */
export async function decideSettlements(
  services: Services,
  trx: Transaction<Database>,
  { actor, desk }: PreparedCommand,
  { district, settlements, reason }: Extract<Command, { do: 'saveSettlements' }>,
): Promise<Answer<CommandFacts>> {
  if (!services.districts.has(district)) return fail({ code: 'not-found', field: 'district' });
  if (!keepsReference(actor)) return fail({ code: 'not-permitted' });
  const names = settlements.map(({ kk }) => kk.toLocaleLowerCase('kk'));
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) return fail({ code: 'invalid-request', field: `settlements.${twice}` });
  const at = new Date(services.now());
  await saveEdited(trx, settlementsOf(district), settlements, { iin: actor.iin, desk: desk.id, reason, at });
  return ok({ settlements: settlements.length });
}
