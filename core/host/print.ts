import { randomUUID } from 'node:crypto';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { PrintState } from '../protocol/desk.ts';
import { readScan } from './attachment.ts';
import { type Context, signedIn } from './context.ts';
import { drawDocument } from './document.ts';
import type { Handlers } from './handler.ts';
import { listPrinters, type PrintJob, startPrintJob } from './printer.ts';

/** The print jobs of this run of the program. */
export type Printing = {
  /** Sends a file to a printer (null: the configured one, or the system's own choice) and gives the job. */
  start(file: PrintFile, printer: string | null): string;
  state(job: string): PrintState | null;
  cancel(job: string): void;
  close(): void;
};

export type PrintFile = { readonly title: string; readonly type: string; readonly bytes: Uint8Array };

/** How long a job that has ended can still be asked about. */
const REMEMBERED_MS = 30 * 60_000;

/** Keeps the jobs and tells every change of one to the page. */
export function openPrinting({ config, emit, log }: Context): Printing {
  const jobs = new Map<string, { state: PrintState; readonly handle: PrintJob | null }>();
  return {
    start(file, printer) {
      const job = randomUUID();
      const entry: { state: PrintState; handle: PrintJob | null } = {
        state: { state: 'sending' },
        handle: null,
      };
      jobs.set(job, entry);
      entry.handle = startPrintJob(file, printer ?? config.printer ?? null, (state) => {
        entry.state = state;
        emit({ topic: 'print', job, state });
        if (state.state === 'failed') log.warn('print-failed', { code: state.code });
        if (state.state === 'failed' || state.state === 'printed')
          setTimeout(() => jobs.delete(job), REMEMBERED_MS).unref();
      });
      return job;
    },
    state: (job) => jobs.get(job)?.state ?? null,
    cancel: (job) => jobs.get(job)?.handle?.cancel(),
    close: () => {
      for (const { handle } of jobs.values()) handle?.cancel();
    },
  };
}

type Names = 'document.print' | 'attachment.print' | 'print.state' | 'print.cancel' | 'printer.list';

export function printHandlers(context: Context, printing: Printing): Pick<Handlers, Names> {
  return {
    'document.print': async ({ id, locale, printer }) => {
      const drawn = await drawDocument(context, id, locale);
      if (!drawn.ok) return drawn;
      const { fileName, bytes } = drawn.value;
      return ok({ job: printing.start({ title: fileName, type: 'application/pdf', bytes }, printer) });
    },
    'attachment.print': async ({ sha256, printer }) => {
      const scan = await readScan(context, sha256);
      if (!scan.ok) return scan;
      return ok({ job: printing.start({ title: sha256.slice(0, 12), ...scan.value }, printer) });
    },
    'print.state': async ({ job }) => {
      const state = printing.state(job);
      return state === null ? fail({ code: 'not-found' }) : ok(state);
    },
    'print.cancel': async ({ job }) => {
      printing.cancel(job);
      return ok({});
    },
    'printer.list': async (): Promise<Result<Awaited<ReturnType<typeof listPrinters>>, Failure>> => {
      const open = signedIn(context);
      return open.ok ? ok(await listPrinters()) : open;
    },
  };
}
