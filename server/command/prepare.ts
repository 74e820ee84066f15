import type { Failure } from '../../core/domain/failure.ts';
import type { Instant } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { needsSignature } from '../../core/domain/signature-duty.ts';
import type { GivenCommand } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import { type Relation, relationTo } from '../merge/relation.ts';
import { type Actor, actorThen } from '../person/session.ts';
import type { Services } from '../services.ts';
import { type Concern, concernOf } from './scope.ts';
import { readSignedCommand, type SignedCommandFound } from './signed.ts';

/** What was found out before the transaction: nothing of it holds a lock. */
export type PreparedCommand = {
  readonly desk: Desk;
  /** In whose session it was given. */
  readonly actor: Actor;
  readonly args: GivenCommand;
  /** Where it acts, and on what, when it was received. */
  readonly concern: Concern;
  /** The signature, where there is one. */
  readonly signed: SignedCommandFound | null;
  /** What the birth record says of the second parent who joins; null for every other command. */
  readonly relation: Relation | null;
  /** When it was given, by the desk's clock corrected by its offset; never in the future. */
  readonly savedAt: Instant;
};

/** The slow half of a command: who gives it, and the signature. */
export async function prepareCommand(
  services: Services,
  desk: Desk,
  session: string,
  args: GivenCommand,
): Promise<Answer<PreparedCommand>> {
  const now = services.now();
  const savedAt = Math.min(now, Date.parse(args.deskTime) - (args.clockOffsetMs ?? 0));
  const actor = await actorThen(services.db, desk, session, savedAt, now);
  if (!actor.ok) return actor;
  const unsigned = signatureFault(services, actor.value, args);
  if (unsigned !== null) return fail(unsigned);
  const concern = await concernOf(services.db, args.command, desk);
  if (!concern.ok) return concern;
  const signed = await readSignedCommand(services, desk, actor.value, args, concern.value, now);
  if (!signed.ok) return signed;
  const relation = await relationOf(services, args, now);
  return ok({
    ...{ desk, actor: actor.value, args, concern: concern.value, signed: signed.value, relation, savedAt },
  });
}

/** Why a command cannot do without an EDS; a code stands in for it only where the policy says so (`codeSigns`). */
function signatureFault(
  { policy }: Services,
  actor: Actor,
  { command, signedXml }: GivenCommand,
): Failure | null {
  if (!needsSignature(command)) return null;
  if (actor.means === 'code') return policy.codeSigns ? null : { code: 'code-not-enough' };
  return signedXml === null ? { code: 'signature-required' } : null;
}

/** ГБД ФЛ is asked before anything is locked. */
async function relationOf(
  services: Services,
  { command }: GivenCommand,
  now: Instant,
): Promise<Relation | null> {
  if (command.do !== 'mergeApplication') return null;
  const child = await services.db
    .selectFrom('application')
    .select('child_iin')
    .where('uuid', '=', command.application)
    .executeTakeFirst();
  return child === undefined ? null : relationTo(services, child.child_iin, command.applicant, now);
}
