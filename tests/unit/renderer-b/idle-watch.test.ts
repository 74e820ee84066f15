import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AT_NCALAYER,
  AT_THE_SCREEN,
  type Presence,
  watchIdle,
} from '../../../renderer/presence/idle-watch.ts';

describe('the watch over a visit at the kiosk', () => {
  let told: Presence[];
  const tell = (presence: Presence): void => void told.push(presence);
  const last = (): Presence | undefined => told.at(-1);

  beforeEach(() => {
    told = [];
    vi.useFakeTimers({ now: new Date('2026-03-02T04:00:00Z') });
  });
  afterEach(() => vi.useRealTimers());

  it('asks after 45 s and ends the visit after 60 s of silence', () => {
    watchIdle(AT_THE_SCREEN, tell);
    vi.advanceTimersByTime(44_900);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(last()).toEqual({ state: 'asked', secondsLeft: 15 });
    vi.advanceTimersByTime(14_000);
    expect(last()).toEqual({ state: 'asked', secondsLeft: 1 });
    vi.advanceTimersByTime(1_000);
    expect(last()).toEqual({ state: 'gone' });
  });

  it('counts the seconds down one by one, and tells each only once', () => {
    watchIdle(AT_THE_SCREEN, tell);
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([
      ...Array.from({ length: 15 }, (_, passed) => ({ state: 'asked', secondsLeft: 15 - passed })),
      { state: 'gone' },
    ]);
  });

  it('lets nobody be put out who keeps working', () => {
    const watch = watchIdle(AT_THE_SCREEN, tell);
    for (let touch = 0; touch < 20; touch += 1) {
      vi.advanceTimersByTime(40_000);
      watch.touched();
    }
    expect(told).toEqual([]);
  });

  it('takes back the question as soon as somebody answers', () => {
    const watch = watchIdle(AT_THE_SCREEN, tell);
    vi.advanceTimersByTime(50_000);
    watch.touched();
    expect(last()).toEqual({ state: 'here' });
    vi.advanceTimersByTime(44_000);
    expect(last()).toEqual({ state: 'here' });
  });

  it('waits five minutes for somebody who types a password at NCALayer, no longer', () => {
    const watch = watchIdle(AT_THE_SCREEN, tell);
    vi.advanceTimersByTime(30_000);
    watch.limit(AT_NCALAYER);
    vi.advanceTimersByTime(284_000);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(15_999);
    expect(last()?.state).toBe('asked');
    vi.advanceTimersByTime(1);
    expect(last()).toEqual({ state: 'gone' });
  });

  it('gives the full minute again to somebody who comes back from NCALayer', () => {
    const watch = watchIdle(AT_THE_SCREEN, tell);
    watch.limit(AT_NCALAYER);
    vi.advanceTimersByTime(200_000);
    watch.limit(AT_THE_SCREEN);
    vi.advanceTimersByTime(44_000);
    expect(told).toEqual([]);
  });

  it('is not fooled by a touch after the machine slept past the limit', () => {
    const watch = watchIdle(AT_THE_SCREEN, tell);
    vi.setSystemTime(new Date('2026-03-02T05:00:00Z'));
    watch.touched();
    expect(last()).toEqual({ state: 'gone' });
    watch.touched();
    vi.advanceTimersByTime(100_000);
    expect(told).toEqual([{ state: 'gone' }]);
  });

  it('does not stretch a visit when the clock is set back', () => {
    watchIdle(AT_THE_SCREEN, tell);
    vi.setSystemTime(new Date('2026-03-02T01:00:00Z'));
    vi.advanceTimersByTime(61_000);
    expect(last()).toEqual({ state: 'gone' });
  });

  it('tells nothing once it is stopped', () => {
    watchIdle(AT_THE_SCREEN, tell).stop();
    vi.advanceTimersByTime(120_000);
    expect(told).toEqual([]);
  });
});
