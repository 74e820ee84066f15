/**
 * Parents who choose at the same moment are answered in turn, many by one transaction: the cell is locked once, what they need is
 * read at once and what they bring about is written at once. Whoever comes alone is a crowd of one.
 */
import type { Kysely } from 'kysely';
import type { TransitionFailure } from '../../core/domain/application/refusal.ts';
import { cellOf } from '../../core/domain/application/state.ts';
import type { CellKey } from '../../core/domain/cell.ts';
import type { Outcome } from '../../core/domain/queue/command.ts';
import { handle } from '../../core/domain/queue/handle.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Database } from '../database/schema.ts';
import { executeDueOf } from '../deadline/execute.ts';
import { lockCells } from './cell-lock.ts';
import { type Choice, earlyRefusal, readChoices, readStock } from './choice.ts';
import type { Origin } from './origin.ts';
import { inTransaction, playOn, type ServerQueue } from './play.ts';
import { prefetchOf } from './prefetch.ts';
import { openWork } from './work.ts';

type Answer = Result<Outcome, TransitionFailure>;

/** How a single command is carried out; the way of those whom a crowd cannot take along. */
type Alone = (queue: ServerQueue, command: Choice, origin: Origin) => Promise<Answer>;

type Member = {
  readonly queue: ServerQueue;
  readonly command: Choice;
  readonly origin: Origin;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
};

/** How many are answered by one transaction. */
const MOST = 100;

/** Something that one transaction cannot do for several: they are served one by one. */
class NotTogether extends Error {}

const crowds = new WeakMap<Kysely<Database>, Member[]>();

/** Chooses a place together with all who choose at this moment in the same database. */
export async function chooseInCrowd(
  queue: ServerQueue,
  command: Choice,
  origin: Origin,
  alone: Alone,
): Promise<Answer> {
  return new Promise((answer, reject) => {
    const member: Member = { queue, command, origin, answer, fail: reject };
    const waiting = crowds.get(queue.db);
    if (waiting === undefined) {
      const members = [member];
      crowds.set(queue.db, members);
      serve(queue.db, members, alone).catch(reject);
    } else waiting.push(member);
  });
}

/** Serves until nobody waits. A member's fault is its own. */
async function serve(db: Kysely<Database>, waiting: Member[], alone: Alone): Promise<void> {
  for (;;) {
    const [first] = waiting;
    if (first === undefined) break;
    // Only those by the same rules and clock go together.
    const same = waiting.filter(
      ({ queue }) =>
        queue.rules === first.queue.rules &&
        queue.now === first.queue.now &&
        queue.papers === first.queue.papers,
    );
    const members = same.slice(0, MOST);
    for (const member of members) waiting.splice(waiting.indexOf(member), 1);
    const hopeful = await screen(first.queue, members);
    try {
      if (hopeful.length > 0) await together(first.queue, hopeful);
    } catch {
      // Whatever it was, it is met again by the one whom it concerns.
      for (const { member } of hopeful)
        await alone(member.queue, member.command, member.origin).then(member.answer, member.fail);
    }
  }
  crowds.delete(db);
}

/** Someone who is not refused at first sight, and the cell that is concerned. */
type Hopeful = { readonly member: Member; readonly cell: CellKey };

/** Answers those who are refused without any lock, and gives the others. */
async function screen(
  { db, rules, now }: ServerQueue,
  members: readonly Member[],
): Promise<readonly Hopeful[]> {
  const seen = now();
  const commands = members.map(({ command }) => command);
  let facts: Awaited<ReturnType<typeof readChoices>>;
  try {
    facts = await readChoices(db, commands, seen);
  } catch (error) {
    for (const member of members) member.fail(error);
    return [];
  }
  return members.flatMap((member, index) => {
    const each = facts[index] ?? null;
    const refusal = earlyRefusal(each, member.command, seen, rules);
    if (refusal !== null) member.answer(fail(refusal));
    return refusal !== null || each === null ? [] : [{ member, cell: cellOf(each.application) }];
  });
}

/** Answers all of them, or throws and has answered none. */
async function together({ db, rules, now, papers }: ServerQueue, hopeful: readonly Hopeful[]): Promise<void> {
  const cells = hopeful.map(({ cell }) => cell);
  const decided = await inTransaction<readonly Answer[], TransitionFailure>(db, async (trx) => {
    const locked = await lockCells(trx, cells, rules.policy);
    const at = now();
    const due = await executeDueOf(trx, { rules, papers }, locked, at);
    if (!due.ok) throw new NotTogether(due.error);
    const commands = hopeful.map(({ member }) => member.command);
    const choices = (await readChoices(trx, commands, at)).filter((each) => each !== null);
    const stock = await readStock(trx, [...new Set(commands.map(({ group }) => group))], MOST);
    const [first] = hopeful;
    if (first === undefined) return ok([]);
    const work = openWork(trx, rules, first.member.origin, locked, prefetchOf(choices, stock), papers);
    const answers: Answer[] = [];
    for (const { member } of hopeful) {
      const { command, origin } = member;
      const kept = work.kept();
      work.from(origin);
      const answer = await playOn(work, handle(command, at, rules));
      if (!answer.ok && work.kept() > kept) throw new NotTogether(answer.error);
      if (answer.ok) work.settle();
      answers.push(answer);
    }
    await work.finish();
    return ok(answers);
  });
  if (!decided.ok) throw new NotTogether(decided.error);
  for (const [index, { member }] of hopeful.entries()) {
    const answer = decided.value[index];
    if (answer !== undefined) member.answer(answer);
  }
}
