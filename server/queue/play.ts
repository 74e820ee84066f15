/** Playing the rules of the queue in the database: one command or deadline, one transaction. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Rules } from '../../core/domain/application/state.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { Rule } from '../../core/domain/queue/step.ts';
import type { Result } from '../../core/domain/result.ts';
import { databaseFailure } from '../database/failure.ts';
import type { Database } from '../database/schema.ts';
import type { PaperOffice } from '../paper/office.ts';
import type { LockedCells } from './cell-lock.ts';
import type { Origin } from './origin.ts';
import { CellMoved, openWork, type Work } from './work.ts';

/** The queue of the server: where it is kept, by which rules it goes, and what time it is. */
export type ServerQueue = {
  readonly db: Kysely<Database>;
  readonly rules: Rules;
  readonly now: () => Instant;
  /** Issues the papers of what happens; without it there are none (scenarios, previews). */
  readonly papers?: PaperOffice | undefined;
};

/** How often a transaction is begun again when others were quicker. */
const ATTEMPTS = 20;

/**
 * Plays one rule in a transaction whose cells are locked. When the rule ends with a failure the caller undoes what may have been
 * written already.
 */
export async function play<T, E>(
  trx: Transaction<Database>,
  rules: Rules,
  rule: Rule<Result<T, E>>,
  {
    origin,
    locked,
    papers,
  }: { readonly origin: Origin; readonly locked: LockedCells; readonly papers?: PaperOffice | undefined },
): Promise<Result<T, E>> {
  const work = openWork(trx, rules, origin, locked, null, papers);
  const result = await playOn(work, rule);
  if (result.ok) await work.finish();
  return result;
}

/** Plays one rule on work that goes on. */
export async function playOn<T, E>(work: Work, rule: Rule<Result<T, E>>): Promise<Result<T, E>> {
  for (let step = rule.next(); ; step = rule.next()) {
    if (step.done === true) return step.value;
    if ('ask' in step.value) await work.reply(step.value);
    else work.keep(step.value);
  }
}

/** Runs `rule` in a transaction of its own, undone when it fails; begun again when another transaction was quicker. */
export async function inTransaction<T, E>(
  db: Kysely<Database>,
  rule: (trx: Transaction<Database>) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  for (let attempt = 1; ; attempt += 1) {
    const trx = await db.startTransaction().execute();
    try {
      const result = await rule(trx);
      await (result.ok ? trx.commit() : trx.rollback()).execute();
      return result;
    } catch (error) {
      if (!trx.isCommitted && !trx.isRolledBack) await trx.rollback().execute();
      const again = error instanceof CellMoved || databaseFailure(error) === 'conflict';
      if (!again || attempt === ATTEMPTS) throw error;
      await wait(Math.random() * 10 * attempt);
    }
  }
}
