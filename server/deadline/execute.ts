/** Deadlines act one by one, each with all its consequences, at their own time however late they run (domain.md §1.10.13). */
import type { Transaction } from 'kysely';
import { compareDeadlines, type Deadline } from '../../core/domain/application/deadline.ts';
import type { TransitionFailure } from '../../core/domain/application/refusal.ts';
import type { CellKey } from '../../core/domain/cell.ts';
import type { Instant } from '../../core/domain/instant.ts';
import { executeDeadline } from '../../core/domain/queue/deadline.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import type { Database } from '../database/schema.ts';
import { type LockedCells, lockCells } from '../queue/cell-lock.ts';
import { BY_ITSELF } from '../queue/origin.ts';
import { inTransaction, play, type ServerQueue } from '../queue/play.ts';
import { firstDue } from './due.ts';

/** A deadline that could not act, and why; `stale` where the row and the rules disagree about it, which is a fault of ours. */
export type Held = { readonly deadline: Deadline; readonly reason: TransitionFailure | 'stale' };

/** How many deadlines acted, and which are held up; the latter are tried again next time. */
export type Executed = { readonly acted: number; readonly held: readonly Held[] };

/**
 * Executes every deadline that acts at `until` or before, in order, each in a transaction of its own; also those that are set
 * meanwhile. Running it twice, late, or in two processes at once does no harm. A deadline that cannot act holds up its cell only.
 */
export async function executeDeadlines(queue: ServerQueue, until: Instant): Promise<Executed> {
  const held: Held[] = [];
  const heldCells: CellKey[] = [];
  let acted = 0;
  let before: Deadline | null = null;
  for (;;) {
    const due = await firstDue(queue.db, until, { not: heldCells });
    if (due === null) return { acted, held };
    const { deadline, cell } = due;
    const stale = before !== null && compareDeadlines(before, deadline) === 0;
    const done = stale
      ? ({ ok: false, error: 'stale' } as const)
      : await inTransaction<null, TransitionFailure>(queue.db, async (trx) => {
          return act(trx, queue, deadline, await lockCells(trx, [cell], queue.rules.policy));
        });
    if (done.ok) acted += 1;
    else {
      held.push({ deadline, reason: done.error });
      heldCells.push(cell);
    }
    before = deadline;
  }
}

/** Executes what is due in cells that this transaction has locked, before a command acts in them. */
export async function executeDueOf(
  trx: Transaction<Database>,
  queue: Pick<ServerQueue, 'rules' | 'papers'>,
  cells: LockedCells,
  until: Instant,
): Promise<Result<null, TransitionFailure>> {
  if (cells.size === 0) return ok(null);
  let before: Deadline | null = null;
  for (;;) {
    const due = await firstDue(trx, until, { only: [...cells.keys()] });
    if (due === null) return ok(null);
    const { deadline } = due;
    if (before !== null && compareDeadlines(before, deadline) === 0)
      throw new Error(`The deadline ${deadline.kind} of application ${deadline.application} is stale`);
    const done = await act(trx, queue, deadline, cells);
    if (!done.ok) return done;
    before = deadline;
  }
}

function act(
  trx: Transaction<Database>,
  { rules, papers }: Pick<ServerQueue, 'rules' | 'papers'>,
  deadline: Deadline,
  locked: LockedCells,
): Promise<Result<null, TransitionFailure>> {
  return play(trx, rules, executeDeadline(deadline, rules), { origin: BY_ITSELF, locked, papers });
}
