import type { Instant } from '../../core/domain/instant.ts';

/** Failures in a row after which a service is left alone, and for how long, in ms. */
const THRESHOLD = 3;
const PAUSE_MS = 15_000;

/**
 * Leaves a state service alone for a while once it failed several times in a row, so that people are not kept waiting for an
 * answer that will not come; then one question is let through to see.
 */
export type Breaker = {
  /** Whether a question may be asked now. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
};

/** A service that has not failed yet. */
export function createBreaker(now: () => Instant): Breaker {
  let failures = 0;
  let closedUntil = 0;
  return {
    allows() {
      if (failures < THRESHOLD) return true;
      const rest = closedUntil - now();
      // More than a pause is left only where the clock was set back.
      if (rest > 0 && rest <= PAUSE_MS) return false;
      closedUntil = now() + PAUSE_MS;
      return true;
    },
    succeeded() {
      failures = 0;
    },
    failed() {
      failures += 1;
      if (failures >= THRESHOLD) closedUntil = now() + PAUSE_MS;
    },
  };
}
