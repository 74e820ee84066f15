import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../../core/domain/result.ts';
import type { PrintState } from '../../../core/protocol/printing.ts';
import { createPrintJob, hasEnded, type PrintProgress } from '../../../renderer/features/print/print-job.ts';
import { strictCore } from './strict-core.ts';

const JOB = '00000000-0000-4000-8000-000000000077';
const ORDER = {
  target: { kind: 'document', id: '00000000-0000-4000-8000-000000000001', fileKind: 'registration' },
  locale: 'kk',
  printer: 'SLIP',
} as const;

describe('following a print job to its end', () => {
  let told: PrintProgress[];
  let desk: ReturnType<typeof strictCore>;
  let job: ReturnType<typeof createPrintJob>;
  const event = (state: PrintState, of = JOB): void => desk.send({ topic: 'print', job: of, state });
  const states = (): readonly string[] => told.map(({ state }) => state);

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    desk = strictCore();
    job = createPrintJob(desk.core, (progress) => told.push(progress));
  });
  afterEach(() => {
    job.close();
    vi.useRealTimers();
  });

  const begin = async (): Promise<void> => {
    desk.expect('document.print', ok({ job: JOB }));
    desk.expect('print.state', ok({ state: 'printing', printer: 'SLIP', note: null }));
    await job.start(ORDER);
  };

  it('sends the document in the chosen language to the chosen printer and says how it goes', async () => {
    await begin();
    expect(desk.calls[0]).toEqual({
      method: 'document.print',
      input: { id: ORDER.target.id, locale: 'kk', printer: 'SLIP' },
    });
    event({ state: 'printed', printer: 'SLIP' });
    expect(states()).toEqual(['sending', 'printing', 'printed']);
  });

  it('sends a scan as a scan', async () => {
    desk.expect('attachment.print', ok({ job: JOB }));
    desk.expect('print.state', ok({ state: 'printed', printer: 'SLIP' }));
    await job.start({
      target: { kind: 'attachment', sha256: 'a'.repeat(64), name: 'анықтама.pdf' },
      locale: 'ru',
      printer: null,
    });
    expect(desk.calls[0]?.input).toEqual({ sha256: 'a'.repeat(64), printer: null });
    expect(states()).toEqual(['sending', 'printed']);
  });

  it('asks by itself when an event was lost, until the job has ended', async () => {
    await begin();
    desk.expect('print.state', ok({ state: 'printed', printer: 'SLIP' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states()).toEqual(['sending', 'printing', 'printed']);
    expect(desk.unasked()).toEqual([]);
  });

  it('says why nothing was printed', async () => {
    await begin();
    event({ state: 'failed', printer: 'SLIP', code: 'printer-off' });
    expect(told.at(-1)).toMatchObject({ state: 'failed', failure: { code: 'printer-off' } });
  });

  it('does not know a code of a newer core, and says so rather than nothing', async () => {
    await begin();
    event({ state: 'failed', printer: null, code: 'printer-on-fire' });
    expect(told.at(-1)).toMatchObject({ failure: { code: 'internal', facts: { code: 'printer-on-fire' } } });
  });

  it('asks the person to look when the printer never said that it ended', async () => {
    await begin();
    event({ state: 'failed', printer: 'SLIP', code: 'print-timed-out' });
    expect(told.at(-1)).toEqual({ state: 'doubtful' });
  });

  it('reports a job that could not even be sent', async () => {
    desk.expect('document.print', fail({ code: 'no-printer' }));
    await job.start(ORDER);
    expect(told.at(-1)).toEqual({ state: 'failed', failure: { code: 'no-printer' } });
  });

  it('stops the job when asked to, and hears no more of it', async () => {
    await begin();
    desk.expect('print.cancel', ok({}));
    await job.cancel();
    event({ state: 'failed', printer: 'SLIP', code: 'print-stopped' });
    expect(told.at(-1)).toEqual({ state: 'cancelled' });
  });

  it('listens to its own job only, also after printing again', async () => {
    await begin();
    event({ state: 'printed', printer: 'OTHER' }, '00000000-0000-4000-8000-000000000078');
    expect(told.at(-1)?.state).toBe('printing');
    event({ state: 'failed', printer: 'SLIP', code: 'print-stopped' });
    const again = '00000000-0000-4000-8000-000000000079';
    desk.expect('document.print', ok({ job: again }));
    desk.expect('print.state', ok({ state: 'sending' }));
    await job.start(ORDER);
    event({ state: 'printed', printer: 'SLIP' });
    expect(told.at(-1)?.state).toBe('sending');
    event({ state: 'printed', printer: 'SLIP' }, again);
    expect(told.at(-1)?.state).toBe('printed');
  });

  it('leaves nothing running when the dialog is closed', async () => {
    await begin();
    job.close();
    expect(desk.listening()).toBe(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.calls.filter(({ method }) => method === 'print.state')).toHaveLength(1);
  });

  it('counts as ended whatever will not go on by itself', () => {
    expect(hasEnded({ state: 'sending' })).toBe(false);
    expect(hasEnded({ state: 'printing', printer: 'SLIP', note: null })).toBe(false);
    expect(hasEnded({ state: 'doubtful' })).toBe(true);
  });
});
