/**
 * Places chosen by one parent or by many at the same moment, in the caller's transaction: the cells are locked once, what the
 * choices need is read at once and what they bring about is written at once.
 */
import type { Transaction } from 'kysely';
import type { TransitionFailure } from '../../core/domain/application/refusal.ts';
import { cellOf } from '../../core/domain/application/state.ts';
import type { CellKey } from '../../core/domain/cell.ts';
import type { Outcome } from '../../core/domain/queue/command.ts';
import { handle } from '../../core/domain/queue/handle.ts';
import { fail, type Result } from '../../core/domain/result.ts';
import type { Database } from '../database/schema.ts';
import { executeDueOf } from '../deadline/execute.ts';
import { lockCells } from './cell-lock.ts';
import { type Choice, earlyRefusal, readChoices, readStock } from './choice.ts';
import type { Origin } from './origin.ts';
import { playOn, type ServerQueue } from './play.ts';
import { prefetchOf } from './prefetch.ts';
import { openWork } from './work.ts';

type Trx = Transaction<Database>;
type Answer = Result<Outcome, TransitionFailure>;
type Queue = Pick<ServerQueue, 'rules' | 'now' | 'papers'>;

/** A choice, and where it comes from. */
export type Asked = { readonly command: Choice; readonly origin: Origin };

/** A choice was refused after something had been written for it: the caller undoes everything, and decides each alone. */
export class RefusedTooLate extends Error {
  readonly failure: TransitionFailure;

  constructor(failure: TransitionFailure) {
    super(`A choice was refused too late: ${failure}`);
    this.failure = failure;
  }
}

/**
 * Answers choices of different children in the order given, as if each had come alone. Whoever is refused at first sight waits for
 * no lock. Throws `RefusedTooLate` where one cannot be told from the others any more.
 */
export async function chooseTogether(
  trx: Trx,
  queue: Queue,
  asked: readonly Asked[],
): Promise<readonly Answer[]> {
  if (asked.length === 0) return [];
  const seen = queue.now();
  const facts = await readChoices(trx, commandsOf(asked), seen);
  const answers = new Map<Asked, Answer>();
  const hopeful: Asked[] = [];
  const cells: CellKey[] = [];
  for (const [index, each] of asked.entries()) {
    const known = facts[index] ?? null;
    const refusal = earlyRefusal(known, each.command, seen, queue.rules);
    if (refusal !== null) answers.set(each, fail(refusal));
    if (refusal !== null || known === null) continue;
    hopeful.push(each);
    cells.push(cellOf(known.application));
  }
  if (hopeful.length > 0) await chooseIn(trx, queue, hopeful, { cells, answers });
  return asked.map((each) => answers.get(each) ?? fail('not-found'));
}

async function chooseIn(
  trx: Trx,
  { rules, now, papers }: Queue,
  hopeful: readonly Asked[],
  { cells, answers }: { readonly cells: readonly CellKey[]; readonly answers: Map<Asked, Answer> },
): Promise<void> {
  const [first] = hopeful;
  if (first === undefined) return;
  const locked = await lockCells(trx, cells, rules.policy);
  const at = now();
  const due = await executeDueOf(trx, { rules, papers }, locked, at);
  if (!due.ok) throw new RefusedTooLate(due.error);
  const commands = commandsOf(hopeful);
  const choices = (await readChoices(trx, commands, at)).filter((each) => each !== null);
  const groups = [...new Set(commands.map(({ group }) => group))];
  const prefetch = prefetchOf(choices, await readStock(trx, groups, hopeful.length));
  const work = openWork(trx, rules, first.origin, locked, prefetch, papers);
  for (const each of hopeful) {
    const kept = work.kept();
    work.from(each.origin);
    const answer = await playOn(work, handle(each.command, at, rules));
    if (!answer.ok && work.kept() > kept) throw new RefusedTooLate(answer.error);
    if (answer.ok) work.settle();
    answers.set(each, answer);
  }
  await work.finish();
}

function commandsOf(asked: readonly Asked[]): readonly Choice[] {
  return asked.map(({ command }) => command);
}
