import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startLoop } from '../../../core/replica/loop.ts';

const WAITS = { idle: 10_000, first: 1_000, longest: 60_000 };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function loopOf(work: () => Promise<boolean>, random = () => 1) {
  const bugs: unknown[] = [];
  return { loop: startLoop(work, WAITS, { random, onBug: (bug) => bugs.push(bug) }), bugs };
}

test('failures make it wait longer and longer, at most a minute; a success brings it back to its pace', async () => {
  const starts: number[] = [];
  let works = false;
  const { loop } = loopOf(async () => {
    starts.push(Date.now());
    return works;
  });
  void loop.kick();
  await vi.advanceTimersByTimeAsync(300_000);
  const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
  expect(gaps.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
  expect(Math.max(...gaps)).toBe(60_000);
  works = true;
  await vi.advanceTimersByTimeAsync(60_000);
  const before = starts.length;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(starts.length - before).toBe(3);
  await loop.close();
});

test('desks that lost the line together do not come back together', async () => {
  const starts: number[] = [];
  const { loop } = loopOf(
    async () => {
      starts.push(Date.now());
      return false;
    },
    () => 0,
  );
  void loop.kick();
  await vi.advanceTimersByTimeAsync(500);
  expect(starts).toHaveLength(2);
  await loop.close();
});

test('it never runs twice at once, and what comes while it runs is not forgotten', async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const { loop } = loopOf(async () => {
    running += 1;
    most = Math.max(most, running);
    runs += 1;
    await new Promise((end) => setTimeout(end, 100));
    running -= 1;
    return true;
  });
  const all = Promise.all([loop.kick(), loop.kick(), loop.kick()]);
  await vi.advanceTimersByTimeAsync(1_000);
  await all;
  expect([most, runs]).toEqual([1, 2]);
  await loop.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toBe(2);
});

test('work that throws is told and tried again', async () => {
  let runs = 0;
  const { loop, bugs } = loopOf(async () => {
    runs += 1;
    throw new Error('a bug');
  });
  void loop.kick();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(bugs).toHaveLength(2);
  expect(runs).toBe(2);
  await loop.close();
});
