import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PrinterSimulator, startPrinter } from '../../simulators/printer/index.ts';

describe('printer', () => {
  let printer: PrinterSimulator;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    printer = await startPrinter();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) {
      socket.destroy();
    }
    await printer.close();
  });

  const dial = () =>
    new Promise<Socket>((resolve, reject) => {
      const socket = connect(printer.port, '127.0.0.1', () => resolve(socket));
      socket.once('error', reject);
      sockets.push(socket);
    });
  const ended = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

  test('keeps the bytes of a job as they were sent', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 256));
    const socket = await dial();
    socket.end(bytes);
    const job = await printer.printed();
    expect(job.complete).toBe(true);
    expect(job.bytes.equals(bytes)).toBe(true);
    const stored = await fetch(`${printer.jobsUrl}/${job.id}`);
    expect(Buffer.from(await stored.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('switched off it refuses connections, switched on it prints at the same port', async () => {
    await fetch(printer.controlUrl, { method: 'POST', body: JSON.stringify({ answer: 'refuse' }) });
    await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await fetch(printer.controlUrl, { method: 'POST', body: JSON.stringify({ answer: 'print' }) });
    (await dial()).end('қағаз');
    expect((await printer.printed()).bytes.toString('utf8')).toBe('қағаз');
  });

  test('out of paper it says so and prints when there is paper again', async () => {
    printer.behaviour.set({ answer: 'out-of-paper' });
    const socket = await dial();
    const said = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.end('жолдама');
    expect(await said).toContain('OUT OF PAPER');
    expect(printer.jobs()).toHaveLength(0);
    printer.behaviour.set({ answer: 'print' });
    expect((await printer.printed()).bytes.toString('utf8')).toBe('жолдама');
  });

  test('a stalled job goes on when the printer does', async () => {
    printer.behaviour.set({ answer: 'stall' });
    (await dial()).end('күту');
    printer.behaviour.set({ answer: 'print' });
    expect((await printer.printed()).bytes.toString('utf8')).toBe('күту');
  });

  test('a cut job is kept as incomplete', async () => {
    printer.behaviour.set({ answer: 'cut', cutAfter: 10 });
    const socket = await dial();
    socket.on('error', () => undefined);
    const gone = ended(socket);
    socket.write('0123456789abc');
    await gone;
    expect(printer.jobs()).toMatchObject([{ complete: false }]);
  });
});
