import { sql, type Transaction } from 'kysely';
import type { TransitionFailure } from '../../core/domain/application/refusal.ts';
import type { Command, Outcome } from '../../core/domain/queue/command.ts';
import { handle } from '../../core/domain/queue/handle.ts';
import { fail, type Result } from '../../core/domain/result.ts';
import type { Database } from '../database/schema.ts';
import { tellTime } from '../database/time.ts';
import { executeDueOf } from '../deadline/execute.ts';
import { lockCellsOf } from './cell-lock.ts';
import type { Origin } from './origin.ts';
import { inTransaction, play, type ServerQueue } from './play.ts';
import { type Asked, chooseTogether, RefusedTooLate } from './together.ts';

/** Commands by which places cease to exist. */
const ENDS_PLACES: ReadonlySet<Command['do']> = new Set(['withdrawPlaces', 'leave', 'transfer']);

/**
 * Carries out a command in a transaction of its own, or refuses it with the first reason of domain.md §1.10.16 and changes
 * nothing. Its time is read when its cells are locked; deadlines of these cells that are due by then act before it (§1.10.13).
 */
export async function runCommand(
  queue: ServerQueue,
  command: Command,
  origin: Origin,
): Promise<Result<Outcome, TransitionFailure>> {
  return inTransaction(queue.db, (trx) => carryOut(trx, queue, command, origin));
}

/** The same inside a transaction that goes on after a refusal, such as the one that keeps a desk's mutation and its answer. */
export async function runCommandWithin(
  trx: Transaction<Database>,
  queue: ServerQueue,
  command: Command,
  origin: Origin,
): Promise<Result<Outcome, TransitionFailure>> {
  await sql`savepoint command`.execute(trx);
  const answer = await carryOut(trx, queue, command, origin);
  await sql.raw(answer.ok ? 'release savepoint command' : 'rollback to savepoint command').execute(trx);
  return answer;
}

async function carryOut(
  trx: Transaction<Database>,
  queue: ServerQueue,
  command: Command,
  origin: Origin,
): Promise<Result<Outcome, TransitionFailure>> {
  if (command.do === 'choosePlace') return chooseAlone(trx, queue, { command, origin });
  const { rules, now, papers } = queue;
  const locked = await lockCellsOf(trx, command, rules.policy);
  const at = now();
  // Places that end leave a group with places that nobody can have, and its row says since when.
  if (ENDS_PLACES.has(command.do)) await tellTime(trx, at);
  const due = await executeDueOf(trx, { rules, papers }, locked, at);
  return due.ok ? play(trx, rules, handle(command, at, rules), { origin, locked, papers }) : due;
}

/** A crowd of one. What was written before a refusal is undone by whoever undoes a refusal. */
async function chooseAlone(
  trx: Transaction<Database>,
  queue: ServerQueue,
  asked: Asked,
): Promise<Result<Outcome, TransitionFailure>> {
  try {
    const [answer] = await chooseTogether(trx, queue, [asked]);
    return answer ?? fail('not-found');
  } catch (error) {
    if (error instanceof RefusedTooLate) return fail(error.failure);
    throw error;
  }
}
