import type { Failure } from '../../../core/domain/failure.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { DeskEvent } from '../../../core/protocol/event.ts';
import type { DocumentLocale } from '../../../core/protocol/locale.ts';
import type { PrintState } from '../../../core/protocol/printing.ts';
import type { core } from '../../link/core.ts';
import { toFailure } from '../../link/failure.ts';
import type { FileTarget } from './print-target.ts';

/** A print job as a person follows it; `idle` before the first, `cancelled` when it was stopped here. */
export type PrintProgress =
  | { readonly state: 'idle' }
  | { readonly state: 'sending' }
  | { readonly state: 'printing'; readonly printer: string; readonly note: string | null }
  | { readonly state: 'printed'; readonly printer: string }
  /** Nobody knows: the printer never said that it ended. The person is asked to look. */
  | { readonly state: 'doubtful' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'cancelled' };

export type PrintOrder = {
  readonly target: FileTarget;
  readonly locale: DocumentLocale;
  readonly printer: string | null;
};

type Core = Pick<typeof core, 'call' | 'on'>;

/** Between two questions to the core, should an event be lost. */
const ASK_AGAIN_MS = 2_000;

/** Whether nothing more will happen to the job by itself. */
export function hasEnded(progress: PrintProgress): boolean {
  return progress.state !== 'sending' && progress.state !== 'printing';
}

/** What the core says of a job, as the person is told it. */
function progressOf(state: PrintState): PrintProgress {
  if (state.state !== 'failed') return state;
  if (state.code === 'print-timed-out') return { state: 'doubtful' };
  return { state: 'failed', failure: toFailure({ code: state.code }) };
}

/**
 * Follows one job at a time to its end: by the core's events, and by asking, should one be lost. Every step is told to
 * `tell`; a job that was cancelled or replaced is told no more.
 */
export function createPrintJob(core: Core, tell: (progress: PrintProgress) => void) {
  let run = 0;
  let job: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = true;

  const say = (mine: number, progress: PrintProgress): void => {
    if (mine !== run || ended) return;
    ended = hasEnded(progress);
    if (ended) clearTimeout(timer);
    tell(progress);
  };
  const ask = async (mine: number, id: string): Promise<void> => {
    const answer = await core.call('print.state', { job: id });
    say(mine, answer.ok ? progressOf(answer.value) : { state: 'failed', failure: answer.error });
    if (mine === run && !ended) timer = setTimeout(() => void ask(mine, id), ASK_AGAIN_MS);
  };
  const stopListening = core.on((event: DeskEvent) => {
    if (event.topic === 'print' && event.job === job) say(run, progressOf(event.state));
  });

  return {
    /** Sends the file to the printer and follows the job. */
    async start(order: PrintOrder): Promise<void> {
      run += 1;
      const mine = run;
      clearTimeout(timer);
      job = null;
      ended = false;
      tell({ state: 'sending' });
      const answer = await send(core, order);
      if (mine !== run || ended) return;
      if (!answer.ok) return say(mine, { state: 'failed', failure: answer.error });
      job = answer.value;
      await ask(mine, answer.value);
    },
    /** Stops the job, as far as the printer lets it be stopped. */
    async cancel(): Promise<void> {
      const id = job;
      const mine = run;
      if (id !== null) {
        const answer = await core.call('print.cancel', { job: id });
        if (!answer.ok) return say(mine, { state: 'failed', failure: answer.error });
      }
      say(mine, { state: 'cancelled' });
    },
    /** Ends following; the job itself goes on. */
    close(): void {
      run += 1;
      ended = true;
      clearTimeout(timer);
      stopListening();
    },
  };
}

async function send(core: Core, order: PrintOrder): Promise<Result<string, Failure>> {
  const { target, locale, printer } = order;
  const answer =
    target.kind === 'document'
      ? await core.call('document.print', { id: target.id, locale, printer })
      : await core.call('attachment.print', { sha256: target.sha256, printer });
  return answer.ok ? ok(answer.value.job) : fail(answer.error);
}
