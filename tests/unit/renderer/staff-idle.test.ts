import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTouches, STAFF_LIMITS, TOUCH_EVERY_MS } from '../../../renderer/features/lock/staff-idle.ts';
import { presenceAfter } from '../../../renderer/presence/idle-watch.ts';

const MINUTE = 60_000;

describe('the lock of a staff session', () => {
  it('comes after ten idle minutes, not before, and is told half a minute ahead', () => {
    expect(presenceAfter(9 * MINUTE, STAFF_LIMITS)).toEqual({ state: 'here' });
    expect(presenceAfter(9.5 * MINUTE, STAFF_LIMITS)).toEqual({ state: 'asked', secondsLeft: 30 });
    expect(presenceAfter(10 * MINUTE - 1, STAFF_LIMITS)).toMatchObject({ state: 'asked' });
    expect(presenceAfter(10 * MINUTE, STAFF_LIMITS)).toEqual({ state: 'gone' });
  });
});

describe('what the core hears of somebody who works', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is the first touch at once, and the last of each half minute at its end', () => {
    const told: number[] = [];
    const start = Date.now();
    const touches = createTouches(() => told.push(Date.now() - start));
    touches.touched();
    vi.advanceTimersByTime(10_000);
    touches.touched();
    touches.touched();
    vi.advanceTimersByTime(TOUCH_EVERY_MS);
    expect(told).toEqual([0, TOUCH_EVERY_MS]);
    vi.advanceTimersByTime(10 * MINUTE);
    expect(told).toEqual([0, TOUCH_EVERY_MS]);
    touches.touched();
    expect(told).toEqual([0, TOUCH_EVERY_MS, 10 * MINUTE + 10_000 + TOUCH_EVERY_MS]);
    touches.stop();
  });

  it('is never older than the half minute: the core cannot lock somebody who still types', () => {
    let last = Date.now();
    const touches = createTouches(() => {
      last = Date.now();
    });
    for (let second = 0; second < 900; second += 1) {
      touches.touched();
      vi.advanceTimersByTime(1000);
      expect(Date.now() - last).toBeLessThanOrEqual(TOUCH_EVERY_MS);
    }
    touches.stop();
  });

  it('is nothing more once the session is over', () => {
    const tell = vi.fn();
    const touches = createTouches(tell);
    touches.touched();
    touches.touched();
    touches.stop();
    vi.advanceTimersByTime(MINUTE);
    expect(tell).toHaveBeenCalledTimes(1);
  });
});
