import type { Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { ConsentRecord } from '../../core/protocol/consent.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import { checkConsent } from '../person/consent.ts';
import type { Services } from '../services.ts';
import { consentFault, documentFault, type Giver, giverOf } from './giver.ts';
import type { PreparedCommand } from './prepare.ts';
import { type Concern, concernOf } from './scope.ts';

/** A command with what it stands on: who gives it, and the consent that will be used up. */
export type StandingCommand = PreparedCommand & {
  readonly giver: Giver;
  readonly consent: ConsentRecord | null;
};

/** Who gives the command and on whose consent. */
export async function standingOf(
  services: Pick<Services, 'now'>,
  trx: Transaction<Database>,
  received: PreparedCommand,
): Promise<Answer<StandingCommand>> {
  const concern = await concernOf(trx, received.args.command, received.desk);
  return concern.ok ? standingIn(services, trx, received, concern.value) : concern;
}

/** The same where it is known what the command concerns. */
export async function standingIn(
  services: Pick<Services, 'now'>,
  trx: Transaction<Database>,
  received: PreparedCommand,
  concern: Concern,
): Promise<Answer<StandingCommand>> {
  const { actor, args, desk, savedAt } = received;
  const prepared = { ...received, concern };
  const giver = giverOf(prepared);
  if (!giver.ok) return giver;
  const fault = consentFault(giver.value, prepared) ?? documentFault(giver.value, prepared);
  if (fault !== null) return fail(fault);
  if (args.consent === null) return ok({ ...prepared, giver: giver.value, consent: null });
  // Nobody of the office stands by: the consent has to be to this very joining.
  const joinsAlone = args.command.do === 'mergeApplication' && actor.grants.length === 0;
  const checked = await checkConsent(trx, args.consent, {
    desk,
    parents: concern.parents,
    operator: actor.iin,
    merges: joinsAlone ? (concern.application?.uuid ?? null) : null,
    signedAt: savedAt,
    now: services.now(),
  });
  return checked.ok ? ok({ ...prepared, giver: giver.value, consent: checked.value }) : checked;
}
