import type { z } from 'zod';
import type { PrintFailure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { PrinterSchema } from '../../protocol/printing.ts';
import { ask, type Service } from './ipp-client.ts';
import { type Answer, GROUPS, type Operation, type RequestAttribute, type Values } from './ipp-message.ts';
import type { Sight } from './job-watch.ts';

/** A printer the system knows. */
export type Printer = z.infer<typeof PrinterSchema>;

const SUCCESS_BELOW = 0x0100;
const NOT_FOUND = 0x0406;
const NOT_ACCEPTING = 0x0506;

/** Printers of the system, the default one first; none is an empty list. */
export async function cupsPrinters(service: Service): Promise<Result<readonly Printer[], PrintFailure>> {
  const wanted = ['printer-name', 'printer-info'];
  const all = await asked(service, 'CUPS-Get-Printers', [requested(wanted)]);
  if (!all.ok) return all.error === 'printer-unknown' ? ok([]) : all;
  const standard = await asked(service, 'CUPS-Get-Default', [requested(['printer-name'])]);
  const preferred = standard.ok
    ? text(attributesOf(standard.value, GROUPS.printer).get('printer-name'))
    : null;
  const printers = all.value.groups
    .filter(({ tag }) => tag === GROUPS.printer)
    .flatMap(({ attributes }) => {
      const name = text(attributes.get('printer-name'));
      if (name === null) return [];
      return [{ name, title: text(attributes.get('printer-info')) || name, isDefault: name === preferred }];
    });
  return ok(printers.sort((one, other) => Number(other.isDefault) - Number(one.isDefault)));
}

/** Hands a PDF to a printer's queue; the number of the job. */
export async function cupsSend(
  service: Service,
  printer: string,
  title: string,
  pdf: Uint8Array,
): Promise<Result<number, PrintFailure>> {
  const answer = await asked(
    service,
    'Print-Job',
    [
      printerUri(printer),
      { tag: 'name', name: 'job-name', values: [title] },
      { tag: 'mime', name: 'document-format', values: ['application/pdf'] },
    ],
    pdf,
  );
  if (!answer.ok) return answer;
  const job = attributesOf(answer.value, GROUPS.job).get('job-id')?.[0];
  return typeof job === 'number' ? ok(job) : fail('print-stopped');
}

/** How a job and its printer stand now. */
export async function cupsSight(
  service: Service,
  printer: string,
  job: number,
): Promise<Result<Sight, PrintFailure>> {
  const ofJob = await asked(service, 'Get-Job-Attributes', [
    printerUri(printer),
    { tag: 'integer', name: 'job-id', values: [job] },
    requested(['job-state', 'job-media-sheets-completed', 'job-k-octets-processed']),
  ]);
  if (!ofJob.ok) return ofJob;
  const ofPrinter = await asked(service, 'Get-Printer-Attributes', [
    printerUri(printer),
    requested(['printer-state', 'printer-state-reasons', 'printer-state-message', 'queued-job-count']),
  ]);
  if (!ofPrinter.ok) return ofPrinter;
  const about = attributesOf(ofJob.value, GROUPS.job);
  const device = attributesOf(ofPrinter.value, GROUPS.printer);
  const progress = [
    about.get('job-media-sheets-completed'),
    about.get('job-k-octets-processed'),
    device.get('queued-job-count'),
  ];
  return ok({
    job: JOB_STATES.get(number(about.get('job-state'))) ?? 'waiting',
    printer: PRINTER_STATES.get(number(device.get('printer-state'))) ?? 'idle',
    reasons: (device.get('printer-state-reasons') ?? []).map(String),
    message: text(device.get('printer-state-message')) ?? '',
    progress: progress.join(','),
  });
}

/** Takes a job back, so that it does not come out later, when nobody waits for it. */
export async function cupsCancel(
  service: Service,
  printer: string,
  job: number,
): Promise<Result<null, PrintFailure>> {
  const answer = await asked(service, 'Cancel-Job', [
    printerUri(printer),
    { tag: 'integer', name: 'job-id', values: [job] },
  ]);
  return answer.ok ? ok(null) : answer;
}

const JOB_STATES: ReadonlyMap<number | null, Sight['job']> = new Map([
  [3, 'waiting'],
  [4, 'held'],
  [5, 'printing'],
  [6, 'stopped'],
  [7, 'cancelled'],
  [8, 'aborted'],
  [9, 'completed'],
]);
const PRINTER_STATES: ReadonlyMap<number | null, Sight['printer']> = new Map([
  [3, 'idle'],
  [4, 'printing'],
  [5, 'stopped'],
]);

async function asked(
  service: Service,
  operation: Operation,
  attributes: readonly RequestAttribute[],
  document?: Uint8Array,
): Promise<Result<Answer, PrintFailure>> {
  const answer = await ask(service, operation, attributes, document);
  if (!answer.ok || answer.value.status < SUCCESS_BELOW) return answer;
  switch (answer.value.status) {
    case NOT_FOUND:
      return fail('printer-unknown');
    case NOT_ACCEPTING:
      return fail('printer-rejects');
    default:
      return fail('print-stopped');
  }
}

function printerUri(name: string): RequestAttribute {
  const uri = `ipp://localhost/printers/${encodeURIComponent(name)}`;
  return { tag: 'uri', name: 'printer-uri', values: [uri] };
}

function requested(names: readonly string[]): RequestAttribute {
  return { tag: 'keyword', name: 'requested-attributes', values: names };
}

function attributesOf(answer: Answer, tag: number): ReadonlyMap<string, Values> {
  return answer.groups.find((group) => group.tag === tag)?.attributes ?? new Map();
}

function text(values: Values | undefined): string | null {
  const [value] = values ?? [];
  return typeof value === 'string' ? value : null;
}

function number(values: Values | undefined): number | null {
  const [value] = values ?? [];
  return typeof value === 'number' ? value : null;
}
