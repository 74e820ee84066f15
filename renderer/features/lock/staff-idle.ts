import { MINUTE, SECOND } from '../../../core/domain/instant.ts';
import type { IdleLimits } from '../../presence/idle-watch.ts';

/** A staff session locks after ten idle minutes (issue 3.3); the last half of one is told beforehand. */
export const STAFF_LIMITS: IdleLimits = { askAfterMs: 10 * MINUTE - 30 * SECOND, endAfterMs: 10 * MINUTE };

/** The core counts the idle minutes too, from the last touch it was told of; it is told at most this often. */
export const TOUCH_EVERY_MS = 30 * SECOND;

/** Passes touches on to the core. */
export type Touches = {
  readonly touched: () => void;
  readonly stop: () => void;
};

/**
 * Tells of a touch at once, and of those that follow within the interval once more at its end: the core never believes that
 * the person left earlier than he did.
 */
export function createTouches(tell: () => void, every: number = TOUCH_EVERY_MS): Touches {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const wait = (): void => {
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      tell();
      wait();
    }, every);
  };
  return {
    touched() {
      if (timer !== undefined) {
        again = true;
        return;
      }
      tell();
      wait();
    },
    stop: () => clearTimeout(timer),
  };
}
