/** How long something that failed is left alone: longer with every failure, never at the same instant as everybody else. */
export type Backoff = {
  /** Whether it may be tried now. */
  allows(now: number): boolean;
  failed(now: number): void;
  succeeded(): void;
};

/** @param firstMs after the first failure; doubled with each further one up to `longestMs` */
export function createBackoff(
  firstMs: number,
  longestMs: number,
  random: () => number = Math.random,
): Backoff {
  let failures = 0;
  let until = Number.NEGATIVE_INFINITY;
  return {
    allows: (now) => now >= until,
    failed(now) {
      const pause = Math.min(longestMs, firstMs * 2 ** failures);
      failures += 1;
      until = now + pause * (0.75 + random() / 2);
    },
    succeeded() {
      failures = 0;
      until = Number.NEGATIVE_INFINITY;
    },
  };
}
