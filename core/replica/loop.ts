/** Waits of a loop in ms: after success, and the range of growing waits after failures. */
export type Waits = { readonly idle: number; readonly first: number; readonly longest: number };

/** A piece of work that runs again and again, never twice at once. */
export type Loop = {
  /** Runs now, or once more when it is running; the promise ends with that run. */
  kick(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Runs `work` at once, then every `idle` ms; after failures it waits 1, 2, 4 … `longest` with a jitter of half, so that
 * desks which lost the line together do not come back together. Work that throws is a bug: `onBug` hears it, the loop
 * goes on as after a failure.
 */
export function startLoop(
  work: () => Promise<boolean>,
  waits: Waits,
  parts: { random: () => number; onBug: (error: unknown) => void },
): Loop {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;
  let failures = 0;

  const run = async (): Promise<void> => {
    do {
      again = false;
      const succeeded = await work().catch((error: unknown) => {
        parts.onBug(error);
        return false;
      });
      failures = succeeded ? 0 : failures + 1;
    } while (again && !closed && failures === 0);
  };
  const start = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    running = run().finally(() => {
      running = null;
      if (!closed) timer = setTimeout(() => void start(), nextWait());
    });
    return running;
  };
  const nextWait = (): number => {
    if (failures === 0) return waits.idle;
    const wait = Math.min(waits.longest, waits.first * 2 ** (failures - 1));
    return wait * (0.5 + 0.5 * parts.random());
  };
  return {
    kick() {
      if (closed) return Promise.resolve();
      if (running === null) return start();
      again = true;
      return running;
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
