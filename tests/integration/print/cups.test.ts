import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderDocument } from '../../../core/documents/index.ts';
import { listPrinters, printPdf } from '../../../core/documents/print/index.ts';
import type { PrintState } from '../../../core/protocol/printing.ts';
import { type PrinterSimulator, startPrinter } from '../../simulators/printer/index.ts';
import { context, documentOf, record } from '../../unit/documents/sample.ts';
import { CUPS, type PrintService, startPrintService } from './print-service.ts';

if (!CUPS.installed) console.error(CUPS.missing);

/** Short, so that a test of giving up does not take half a minute. */
const patience = { alone: 2500, behindOthers: 10_000 };
const PRINTER = 'SLIP';

describe.skipIf(!CUPS.installed)('printing through a real CUPS', () => {
  let cups: PrintService;
  let printer: PrinterSimulator;
  let pdf: Uint8Array;
  const before = process.env.CUPS_SERVER;

  beforeAll(async () => {
    cups = await startPrintService();
    process.env.CUPS_SERVER = cups.server;
    pdf = await renderDocument(documentOf(record, context), 'kk');
  });
  afterAll(async () => {
    if (before === undefined) delete process.env.CUPS_SERVER;
    else process.env.CUPS_SERVER = before;
    await cups.close();
  });
  beforeEach(async () => {
    printer = await startPrinter();
    cups.command('lpadmin', '-p', PRINTER, '-E', '-v', printer.url, '-D', 'Бірінші терезе');
  });
  afterEach(async () => {
    cups.command('cancel', '-a');
    cups.command('lpadmin', '-x', PRINTER);
    await printer.close();
  });

  const order = (changes: Partial<Parameters<typeof printPdf>[1]> = {}) => {
    const states: PrintState[] = [];
    const result = printPdf(pdf, {
      title: `Тіркеу туралы құжат ${randomUUID()}`,
      printer: PRINTER,
      signal: new AbortController().signal,
      onState: (state) => states.push(state),
      patience,
      ...changes,
    });
    return { result, states };
  };
  const queued = () => cups.command('lpstat', '-o').trim();

  test('the bytes arrive as they were made, and the job is told to its end', async () => {
    const { result, states } = order();
    expect(await result).toEqual({ state: 'printed', printer: PRINTER });
    const job = await printer.printed();
    expect(Buffer.from(job.bytes).equals(Buffer.from(pdf))).toBe(true);
    expect(states[0]).toEqual({ state: 'sending' });
    expect(states[1]).toEqual({ state: 'printing', printer: PRINTER, note: null });
    expect(states.at(-1)).toEqual({ state: 'printed', printer: PRINTER });
  });

  test('lists the printers by the names people gave them, the default one first', async () => {
    cups.command('lpadmin', '-p', 'OTHER', '-E', '-v', 'socket://127.0.0.1:1');
    cups.command('lpadmin', '-d', PRINTER);
    expect(await listPrinters()).toEqual({
      ok: true,
      value: [
        { name: PRINTER, title: 'Бірінші терезе', isDefault: true },
        { name: 'OTHER', title: 'OTHER', isDefault: false },
      ],
    });
    expect(await order({ printer: null }).result).toEqual({ state: 'printed', printer: PRINTER });
    cups.command('lpadmin', '-x', 'OTHER');
  });

  test('without a printer there is nothing to print on', async () => {
    cups.command('lpadmin', '-x', PRINTER);
    expect(await listPrinters()).toEqual({ ok: true, value: [] });
    expect(await order({ printer: null }).result).toEqual({
      state: 'failed',
      printer: null,
      code: 'no-printer',
    });
    cups.command('lpadmin', '-p', PRINTER, '-E', '-v', printer.url);
  });

  test('a printer that nobody set up', async () => {
    expect(await order({ printer: 'NOBODY' }).result).toMatchObject({
      state: 'failed',
      code: 'printer-unknown',
    });
  });

  test('a printer that is off: said so, and nothing comes out later', async () => {
    // Nobody listens on the port: what a printer that is switched off looks like.
    cups.command('lpadmin', '-p', PRINTER, '-v', 'socket://127.0.0.1:1');
    const { result, states } = order();
    expect(await result).toEqual({ state: 'failed', printer: PRINTER, code: 'printer-off' });
    expect(states).toContainEqual({
      state: 'printing',
      printer: PRINTER,
      note: expect.stringMatching(/connecting|offline/),
    });
    expect(queued()).toBe('');
    cups.command('lpadmin', '-p', PRINTER, '-v', printer.url);
    expect(await order().result).toEqual({ state: 'printed', printer: PRINTER });
    expect(printer.jobs()).toHaveLength(1);
  });

  test('a printer out of paper: said so while it waits, and when it is given up', async () => {
    cups.command('lpadmin', '-p', PRINTER, '-v', 'nopaper:/tray');
    const { result, states } = order();
    expect(await result).toEqual({ state: 'failed', printer: PRINTER, code: 'printer-out-of-paper' });
    expect(states).toContainEqual({ state: 'printing', printer: PRINTER, note: 'out-of-paper' });
    expect(queued()).toBe('');
  });

  test('a printer that takes the connection and then nothing', async () => {
    printer.behaviour.set({ answer: 'stall' });
    const big = new Uint8Array(8_000_000).fill(37);
    const states: PrintState[] = [];
    const end = await printPdf(big, {
      title: randomUUID(),
      printer: PRINTER,
      signal: new AbortController().signal,
      onState: (state) => states.push(state),
      patience,
    });
    expect(end).toMatchObject({
      state: 'failed',
      code: expect.stringMatching(/print-timed-out|printer-off/),
    });
    expect(queued()).toBe('');
  });

  test('a printer that breaks off in the middle: the job comes to an end, and the queue is empty', async () => {
    printer.behaviour.set({ answer: 'cut', cutAfter: 10 });
    const { result } = order({ patience: { alone: 45_000, behindOthers: 45_000 } });
    await expect.poll(() => printer.jobs().length, { timeout: 20_000 }).toBeGreaterThan(0);
    printer.behaviour.set({ answer: 'print' });
    expect((await result).state).toBe('printed');
    expect(queued()).toBe('');
  });

  test('a printer that is switched to stopped', async () => {
    cups.command('cupsdisable', PRINTER);
    const { result, states } = order();
    expect(await result).toEqual({ state: 'failed', printer: PRINTER, code: 'printer-disabled' });
    expect(states).toContainEqual({ state: 'printing', printer: PRINTER, note: 'paused' });
    cups.command('cupsenable', PRINTER);
    expect(queued()).toBe('');
    expect(printer.jobs()).toEqual([]);
  });

  test('a printer that rejects jobs', async () => {
    cups.command('cupsreject', PRINTER);
    expect(await order().result).toEqual({ state: 'failed', printer: PRINTER, code: 'printer-rejects' });
    cups.command('cupsaccept', PRINTER);
  });

  test('taking a job back empties the queue', async () => {
    printer.behaviour.set({ answer: 'stall' });
    const leaving = new AbortController();
    const { result } = order({ signal: leaving.signal, patience: { alone: 60_000, behindOthers: 60_000 } });
    await expect.poll(queued).not.toBe('');
    leaving.abort();
    expect(await result).toMatchObject({ state: 'failed', code: 'print-stopped' });
    await expect.poll(queued).toBe('');
  });

  test('a print service that is not running', async () => {
    process.env.CUPS_SERVER = '/nowhere/cups.sock';
    expect(await listPrinters()).toEqual({ ok: false, error: { code: 'print-service-off' } });
    expect(await order().result).toMatchObject({ state: 'failed', code: 'print-service-off' });
    process.env.CUPS_SERVER = '127.0.0.1:9';
    expect(await order({ printer: null }).result).toMatchObject({
      state: 'failed',
      code: 'print-service-off',
    });
    process.env.CUPS_SERVER = cups.server;
  });
});
