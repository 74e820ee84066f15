/** Waiting for something that is told elsewhere, by its identifier. */
export type Waiters = {
  /** Ends when it has been told, or after so many milliseconds. */
  wait(id: string, milliseconds: number): Promise<void>;
  done(id: string): void;
};

/** Nobody waits yet. */
export function createWaiters(): Waiters {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wait: (id, milliseconds) =>
      new Promise((resolve) => {
        const here = waiting.get(id) ?? new Set();
        waiting.set(id, here);
        const end = () => {
          clearTimeout(timer);
          here.delete(end);
          if (here.size === 0) waiting.delete(id);
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        here.add(end);
      }),
    done: (id) => {
      for (const end of [...(waiting.get(id) ?? [])]) end();
    },
  };
}
