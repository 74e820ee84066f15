import { setTimeout as pause } from 'node:timers/promises';
import type { PrintFailure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { PrintState } from '../../protocol/printing.ts';
import { cupsCancel, cupsPrinters, cupsSend, cupsSight, type Printer } from './cups.ts';
import { printService } from './ipp-client.ts';
import { PATIENCE, type Patience, type Sight, watchJob } from './job-watch.ts';
import { windowsCancel, windowsPrinters, windowsSend, windowsSight } from './windows.ts';

export type { Printer } from './cups.ts';

/** Milliseconds between two looks at a job. */
const LOOK_EVERY = 500;

/** The system's printing: what differs between CUPS and Windows, and nothing else. */
type Spooler = {
  printers(): Promise<Result<readonly Printer[], PrintFailure>>;
  send(printer: string, title: string, pdf: Uint8Array): Promise<Result<Job, PrintFailure>>;
};
type Job = { look(): Promise<Result<Sight, PrintFailure>>; cancel(): Promise<unknown> };

/** Printers of this computer, the default one first. Fails with `print-service-off` or `print-timed-out`. */
export async function listPrinters(): Promise<Result<Printer[], { readonly code: PrintFailure }>> {
  const printers = await spooler().printers();
  return printers.ok ? ok([...printers.value]) : fail({ code: printers.error });
}

/** What to print, where, and who wants to know. */
export type PrintOrder = {
  /** Name of the job in the queue; should be unique. */
  readonly title: string;
  /** Null: the default printer, or the only one there is. */
  readonly printer: string | null;
  /** Takes the job back; it then ends as `print-stopped`. */
  readonly signal: AbortSignal;
  /** Told of every change, the end included. */
  readonly onState: (state: PrintState) => void;
  /** How long nothing may move before the job is given up; 30 s, and 5 min behind other people's jobs. */
  readonly patience?: Patience;
};

/**
 * Prints a PDF and watches the job to its end: printed, or why not. A job that fails is taken out of the queue, so that the
 * paper does not come out when another person stands there. "Printed" is what the print service says, not what a person sees.
 */
export async function printPdf(pdf: Uint8Array, order: PrintOrder): Promise<PrintState> {
  let told = '';
  const tell = (state: PrintState): PrintState => {
    const text = JSON.stringify(state);
    if (text !== told) order.onState(state);
    told = text;
    return state;
  };
  const system = spooler();
  tell({ state: 'sending' });
  const printer = await chosen(system, order.printer);
  if (!printer.ok) return tell({ state: 'failed', printer: order.printer, code: printer.error });
  const failed = (code: PrintFailure) => tell({ state: 'failed', printer: printer.value, code });
  if (order.signal.aborted) return failed('print-stopped');
  const job = await system.send(printer.value, order.title, pdf);
  if (!job.ok) return failed(job.error);
  tell({ state: 'printing', printer: printer.value, note: null });
  const end = await watched(job.value, order, (note) =>
    tell({ state: 'printing', printer: printer.value, note }),
  );
  if (end === 'printed') return tell({ state: 'printed', printer: printer.value });
  await job.value.cancel();
  return failed(end);
}

async function watched(
  job: Job,
  { signal, patience = PATIENCE }: PrintOrder,
  tell: (note: string | null) => void,
): Promise<'printed' | PrintFailure> {
  const watch = watchJob(performance.now(), patience);
  for (;;) {
    if (signal.aborted) return 'print-stopped';
    const sight = await job.look();
    if (!sight.ok) return sight.error;
    const outlook = watch.look(sight.value, performance.now());
    if (outlook.kind === 'printed') return 'printed';
    if (outlook.kind === 'failed') return outlook.code;
    tell(outlook.note);
    await rest(signal);
  }
}

/** Waits for the next look, or no longer than until the signal. */
async function rest(signal: AbortSignal): Promise<void> {
  try {
    await pause(LOOK_EVERY, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function chosen(system: Spooler, name: string | null): Promise<Result<string, PrintFailure>> {
  if (name !== null) return ok(name);
  const printers = await system.printers();
  if (!printers.ok) return printers;
  const [first, ...others] = printers.value;
  if (first === undefined || (!first.isDefault && others.length > 0)) return fail('no-printer');
  return ok(first.name);
}

function spooler(): Spooler {
  return process.platform === 'win32' ? windowsSpooler : cupsSpooler();
}

function cupsSpooler(): Spooler {
  const service = printService(process.env);
  return {
    printers: () => cupsPrinters(service),
    async send(printer, title, pdf) {
      const job = await cupsSend(service, printer, title, pdf);
      if (!job.ok) return job;
      return ok({
        look: () => cupsSight(service, printer, job.value),
        cancel: () => cupsCancel(service, printer, job.value),
      });
    },
  };
}

const windowsSpooler: Spooler = {
  printers: () => windowsPrinters(),
  async send(printer, title, pdf) {
    const sent = await windowsSend(printer, title, pdf);
    if (!sent.ok) return sent;
    return ok({
      look: () => windowsSight(printer, title),
      cancel: () => windowsCancel(printer, title),
    });
  },
};
