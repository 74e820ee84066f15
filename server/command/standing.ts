import type { Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { ConsentRecord } from '../../core/protocol/consent.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import { spendConsent } from '../person/consent.ts';
import type { Services } from '../services.ts';
import { consentFault, type Giver, giverOf } from './giver.ts';
import type { PreparedCommand } from './prepare.ts';
import { concernOf } from './scope.ts';

/** A command with what it stands on: who gives it, and the consent that is used up. */
export type StandingCommand = PreparedCommand & {
  readonly giver: Giver;
  readonly consent: ConsentRecord | null;
};

/** Who gives the command and on whose consent, which is used up. */
export async function standingOf(
  services: Services,
  trx: Transaction<Database>,
  received: PreparedCommand,
): Promise<Answer<StandingCommand>> {
  const { actor, args, desk, savedAt } = received;
  const concern = await concernOf(trx, args.command, desk);
  if (!concern.ok) return concern;
  const prepared = { ...received, concern: concern.value };
  const giver = giverOf(prepared);
  if (!giver.ok) return giver;
  const fault = consentFault(giver.value, prepared);
  if (fault !== null) return fail(fault);
  if (args.consent === null) return ok({ ...prepared, giver: giver.value, consent: null });
  const used = await spendConsent(trx, args.consent, {
    desk,
    parents: concern.value.parents,
    operator: actor.iin,
    document: { command: args.uuid },
    signedAt: savedAt,
    now: services.now(),
  });
  return used.ok ? ok({ ...prepared, giver: giver.value, consent: used.value }) : used;
}
