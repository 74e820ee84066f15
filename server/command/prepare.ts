import type { Instant } from '../../core/domain/instant.ts';
import { ok } from '../../core/domain/result.ts';
import type { GivenCommand } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import { type Actor, actorThen } from '../person/session.ts';
import type { Services } from '../services.ts';

/** What was found out before the transaction: nothing of it holds a lock. */
export type PreparedCommand = {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly args: GivenCommand;
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
  return actor.ok ? ok({ desk, actor: actor.value, args, savedAt }) : actor;
}
