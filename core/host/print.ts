import { randomUUID } from 'node:crypto';
import { drawPdf } from '../documents/pdf.ts';
import { listPrinters, type Printer, printPdf } from '../documents/print/index.ts';
import { fail, ok } from '../domain/result.ts';
import type { PrintState } from '../protocol/printing.ts';
import type { StoredScan } from '../replica/attachment.ts';
import { readScan } from './attachment.ts';
import { type Context, serverNow, signedIn } from './context.ts';
import { drawDocument } from './document.ts';
import type { Handlers } from './handler.ts';

/** The print jobs of this run of the program. */
export type Printing = {
  /** Sends a PDF to a printer (null: the configured one, or the system's own choice) and gives the job. */
  start(title: string, pdf: Uint8Array, printer: string | null): string;
  state(job: string): PrintState | null;
  /** Takes the job out of the queue; it then ends as failed. */
  cancel(job: string): void;
  close(): void;
};

type Job = { state: PrintState; readonly stop: AbortController };

/** How long a job that has ended can still be asked about. */
const REMEMBERED_MS = 30 * 60_000;

/** Keeps the jobs and tells every change of one to the page. */
export function openPrinting({ config, emit, log }: Context): Printing {
  const jobs = new Map<string, Job>();
  const watch = async (job: string, entry: Job, title: string, pdf: Uint8Array, printer: string | null) => {
    const onState = (state: PrintState) => {
      entry.state = state;
      if (state.state === 'failed') log.warn('print-failed', { code: state.code });
      emit({ topic: 'print', job, state });
    };
    try {
      const unique = `${title} ${job.slice(0, 8)}`;
      await printPdf(pdf, { title: unique, printer, signal: entry.stop.signal, onState });
    } catch (error) {
      log.error('print-broke', error);
      onState({ state: 'failed', printer, code: 'internal' });
    }
    setTimeout(() => jobs.delete(job), REMEMBERED_MS).unref();
  };
  return {
    start(title, pdf, printer) {
      const job = randomUUID();
      const entry: Job = { state: { state: 'sending' }, stop: new AbortController() };
      jobs.set(job, entry);
      void watch(job, entry, title, pdf, printer ?? config.printer ?? null);
      return job;
    },
    state: (job) => jobs.get(job)?.state ?? null,
    cancel: (job) => jobs.get(job)?.stop.abort(),
    close: () => {
      for (const { stop } of jobs.values()) stop.abort();
    },
  };
}

type Names = 'document.print' | 'attachment.print' | 'print.state' | 'print.cancel' | 'printer.list';

/** Printing: papers and scans, the state of a job and its end, the printers there are. */
export function printHandlers(context: Context, printing: Printing): Pick<Handlers, Names> {
  return {
    'document.print': async ({ id, locale, printer }) => {
      const drawn = await drawDocument(context, id, locale);
      if (!drawn.ok) return drawn;
      return ok({ job: printing.start(drawn.value.fileName, drawn.value.bytes, printer) });
    },
    'attachment.print': async ({ sha256, printer }) => {
      const scan = await readScan(context, sha256);
      if (!scan.ok) return scan;
      const pdf = await asPdf(scan.value, new Date(serverNow(context)));
      return ok({ job: printing.start(`kezek-${sha256.slice(0, 8)}`, pdf, printer) });
    },
    'print.state': async ({ job }) => {
      const state = printing.state(job);
      return state === null ? fail({ code: 'not-found' }) : ok(state);
    },
    'print.cancel': async ({ job }) => {
      printing.cancel(job);
      return ok({});
    },
    'printer.list': async () => {
      const open = signedIn(context);
      if (!open.ok) return open;
      const listed = await listPrinters();
      return listed.ok ? ok(withConfigured(listed.value, context.config.printer)) : listed;
    },
  };
}

/** The printers with the office's configured one, where it is there, as the one to take; else as the system has them. */
export function withConfigured(
  printers: readonly Printer[],
  configured: string | undefined,
): readonly Printer[] {
  const own = printers.find(({ name }) => name === configured);
  if (own === undefined) return printers;
  const others = printers.filter((each) => each !== own).map((each) => ({ ...each, isDefault: false }));
  return [{ ...own, isDefault: true }, ...others];
}

/** A4 less the margins, in points. */
const PAGE = { width: 595 - 2 * 28, height: 842 - 2 * 28 };

/** A photograph on a page of its own, as large as the page allows; a PDF as it is. */
async function asPdf({ type, bytes }: StoredScan, at: Date): Promise<Uint8Array> {
  if (type === 'application/pdf') return bytes;
  const image = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
  return drawPdf(
    { title: 'Kezek', locale: 'kk', issuedAt: at },
    {
      pageSize: 'A4',
      pageMargins: 28,
      content: [{ image, fit: [PAGE.width, PAGE.height], alignment: 'center' }],
    },
  );
}
