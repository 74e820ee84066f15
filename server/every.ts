import { errorForLog } from './log.ts';

/**
 * Does something again and again for as long as the server runs, one round after another. A round that fails is told to the log.
 * @param what for the log: "‹what› failed"
 */
export function every(
  milliseconds: number,
  what: string,
  log: { warn(facts: object, message: string): void },
  round: (ends: () => boolean) => Promise<void>,
): { stop(): Promise<void> } {
  let running = Promise.resolve();
  let stopped = false;
  const timer = setInterval(() => {
    running = running
      .then(async () => {
        if (!stopped) await round(() => stopped);
      })
      .catch((error: unknown) => log.warn({ error: errorForLog(error) }, `${what} failed`));
  }, milliseconds);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
