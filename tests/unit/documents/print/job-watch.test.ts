import { describe, expect, test } from 'vitest';
import { PATIENCE, type Sight, watchJob } from '../../../../core/documents/print/job-watch.ts';

const printing: Sight = {
  job: 'printing',
  printer: 'printing',
  reasons: ['none'],
  message: '',
  progress: '0',
};
const look = (sight: Partial<Sight>) => watchJob(0).look({ ...printing, ...sight }, 500);

/** What becomes of a job that stays as it is until patience ends. */
function laterOn(sight: Partial<Sight>, milliseconds = PATIENCE.alone + 500) {
  const watch = watchJob(0);
  watch.look({ ...printing, ...sight }, 0);
  return watch.look({ ...printing, ...sight }, milliseconds);
}

describe('a print job under watch', () => {
  test('ends as the print service ends it', () => {
    expect(look({ job: 'completed' })).toEqual({ kind: 'printed' });
    expect(look({ job: 'aborted' })).toEqual({ kind: 'failed', code: 'print-stopped' });
    expect(look({ job: 'cancelled' })).toEqual({ kind: 'failed', code: 'print-stopped' });
  });

  test('says what it waits for', () => {
    expect(look({})).toEqual({ kind: 'running', note: null });
    expect(look({ reasons: ['connecting-to-device'] })).toEqual({ kind: 'running', note: 'connecting' });
    expect(look({ reasons: ['offline-report'] })).toEqual({ kind: 'running', note: 'offline' });
    expect(look({ message: 'The printer is not responding.' })).toEqual({ kind: 'running', note: 'offline' });
    // What a raw queue of CUPS says of a printer that is switched off.
    const off = { message: 'The printer may not exist or is unavailable at this time.' };
    expect(look(off)).toEqual({ kind: 'running', note: 'offline' });
    expect(laterOn(off)).toEqual({ kind: 'failed', code: 'printer-off' });
    expect(look({ reasons: ['media-empty-error'] })).toEqual({ kind: 'running', note: 'out-of-paper' });
    expect(look({ reasons: ['media-needed'] })).toEqual({ kind: 'running', note: 'out-of-paper' });
    expect(look({ job: 'held' })).toEqual({ kind: 'running', note: 'paused' });
  });

  test('paper can be put in: only after half a minute without movement is it given up, with the reason', () => {
    expect(laterOn({ reasons: ['media-empty-error'] }, PATIENCE.alone - 1)).toMatchObject({
      kind: 'running',
    });
    expect(laterOn({ reasons: ['media-empty-error'] })).toEqual({
      kind: 'failed',
      code: 'printer-out-of-paper',
    });
    expect(laterOn({ reasons: ['connecting-to-device'] })).toEqual({ kind: 'failed', code: 'printer-off' });
    expect(laterOn({ reasons: ['offline-report'] })).toEqual({ kind: 'failed', code: 'printer-off' });
    expect(laterOn({ job: 'held' })).toEqual({ kind: 'failed', code: 'printer-disabled' });
    expect(laterOn({})).toEqual({ kind: 'failed', code: 'print-timed-out' });
  });

  test('a long job that gets on is not given up', () => {
    const watch = watchJob(0);
    for (let page = 0; page < 10; page += 1)
      expect(watch.look({ ...printing, progress: String(page) }, page * 20_000)).toMatchObject({
        kind: 'running',
      });
  });

  test('behind other people’s jobs it waits longer', () => {
    const waiting: Partial<Sight> = { job: 'waiting', printer: 'printing' };
    expect(laterOn(waiting)).toMatchObject({ kind: 'running' });
    expect(laterOn(waiting, PATIENCE.behindOthers + 1)).toEqual({ kind: 'failed', code: 'print-timed-out' });
  });

  test('a stopped printer is believed at the second look, with its reason', () => {
    const stopped = (sight: Partial<Sight>) => {
      const watch = watchJob(0);
      expect(watch.look({ ...printing, ...sight }, 0)).toMatchObject({ kind: 'running' });
      return watch.look({ ...printing, ...sight }, 500);
    };
    expect(stopped({ job: 'waiting', printer: 'stopped', reasons: ['paused'] })).toEqual({
      kind: 'failed',
      code: 'printer-disabled',
    });
    expect(stopped({ job: 'stopped', printer: 'idle' })).toEqual({ kind: 'failed', code: 'print-stopped' });
  });

  test('a printer that stops because the paper ran out says so; what it said before this job hides no pause', () => {
    const empty: Sight = { ...printing, printer: 'stopped', reasons: ['media-empty-error', 'paused'] };
    const ranOut = watchJob(0);
    ranOut.look({ ...printing, reasons: ['media-empty-error'] }, 0);
    expect(ranOut.look(empty, 500)).toEqual({ kind: 'running', note: 'out-of-paper' });
    expect(ranOut.look(empty, 1000)).toEqual({ kind: 'failed', code: 'printer-out-of-paper' });
    const stale = watchJob(0);
    expect(stale.look({ ...empty, job: 'waiting' }, 0)).toEqual({ kind: 'running', note: 'paused' });
    expect(stale.look({ ...empty, job: 'waiting' }, 500)).toEqual({
      kind: 'failed',
      code: 'printer-disabled',
    });
  });
});
