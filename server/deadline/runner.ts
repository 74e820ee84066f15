import { MINUTE } from '../../core/domain/instant.ts';
import { errorForLog } from '../log.ts';
import type { ServerQueue } from '../queue/play.ts';
import { nextDeadlineAt } from './due.ts';
import { executeDeadlines } from './execute.ts';

/** The longest rest between two looks at the deadlines, so that a clock that is set, or another server, is noticed. */
const LONGEST_REST_MS = MINUTE;
/** A rest after which the next deadline has surely come. */
const AFTER_MS = 5;

type Log = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
};

/**
 * Executes deadlines as they fall due, for as long as the server runs: at once those that fell due while it was down, then each
 * at its time. `stop` waits for the one at work.
 */
export function startDeadlines(queue: ServerQueue, log: Log): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let round = Promise.resolve();
  const look = async () => {
    try {
      const { acted, held } = await executeDeadlines(queue, queue.now());
      if (acted > 0) log.info({ acted }, 'deadlines acted');
      for (const { deadline, reason } of held)
        log.warn({ kind: deadline.kind, application: deadline.application, reason }, 'a deadline waits');
      const next = await nextDeadlineAt(queue.db);
      plan(next === null ? LONGEST_REST_MS : next - queue.now() + AFTER_MS, held.length > 0);
    } catch (error) {
      log.warn({ error: errorForLog(error) }, 'deadlines could not be looked at');
      plan(LONGEST_REST_MS, true);
    }
  };
  /** Where something waits, the earliest deadline is in the past: no haste then. */
  const plan = (rest: number, waits: boolean) => {
    if (stopped) return;
    const milliseconds = waits ? LONGEST_REST_MS : Math.min(Math.max(rest, 0), LONGEST_REST_MS);
    timer = setTimeout(() => {
      round = look();
    }, milliseconds);
    timer.unref();
  };
  round = look();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
