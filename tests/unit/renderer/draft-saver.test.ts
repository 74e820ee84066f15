import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftSaver, DRAFT_PAUSE_MS } from '../../../renderer/features/application/draft-saver.ts';

describe('saving the draft', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits for a pause in typing and keeps the last state', async () => {
    const saved: string[] = [];
    const saver = createDraftSaver<string>(async (state) => void saved.push(state));
    for (const state of ['К', 'Кө', 'Көк']) {
      saver.changed(state);
      await vi.advanceTimersByTimeAsync(DRAFT_PAUSE_MS - 1);
    }
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saved).toEqual(['Көк']);
  });

  it('saves at once on leaving a field, and nothing twice', async () => {
    const saved: string[] = [];
    const saver = createDraftSaver<string>(async (state) => void saved.push(state));
    saver.changed('Көкшетау');
    await saver.flush();
    await saver.flush();
    await vi.advanceTimersByTimeAsync(10 * DRAFT_PAUSE_MS);
    expect(saved).toEqual(['Көкшетау']);
  });

  it('never lets an older state overtake a newer one', async () => {
    const saved: string[] = [];
    const saver = createDraftSaver<string>(async (state) => {
      await new Promise((done) => setTimeout(done, state === 'older' ? 1000 : 1));
      saved.push(state);
    });
    saver.changed('older');
    const first = saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    saver.changed('newer');
    const second = saver.flush();
    await vi.advanceTimersByTimeAsync(2000);
    await Promise.all([first, second]);
    expect(saved).toEqual(['older', 'newer']);
  });
});
