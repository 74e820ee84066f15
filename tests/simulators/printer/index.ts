import { writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { type Behaviour, behaviour } from '../behaviour.ts';
import { type HttpAnswer, type HttpRequest, json, listen, startHttp } from '../loopback.ts';

const PrinterBehaviour = z.strictObject({
  /**
   * `print` takes the job; `refuse` does not listen at all (printer off); `stall` takes the connection and reads
   * nothing until the behaviour changes; `cut` breaks off after `cutAfter` bytes; `out-of-paper` reads the job, keeps the
   * connection open and reports the status code of PJL for «out of paper» until paper is there again.
   */
  answer: z.enum(['print', 'refuse', 'stall', 'cut', 'out-of-paper']),
  cutAfter: z.number().int().min(0),
});
export type PrinterBehaviour = z.infer<typeof PrinterBehaviour>;

/** A job as its bytes came; `complete` is false for one that was cut. */
export interface PrintedJob {
  readonly id: number;
  readonly at: string;
  readonly complete: boolean;
  readonly bytes: Buffer;
}

/** A printer with a raw socket (port 9100 of real ones), for a raw CUPS queue `socket://127.0.0.1:PORT`. */
export interface PrinterSimulator {
  readonly port: number;
  /** The device URI for `lpadmin -v`. */
  readonly url: string;
  readonly controlUrl: string;
  readonly jobsUrl: string;
  readonly behaviour: Behaviour<PrinterBehaviour>;
  /** Complete and broken jobs, the oldest first. */
  jobs(): readonly PrintedJob[];
  clear(): void;
  /** Resolves with the first complete job whose id is `from` or later. */
  printed(from?: number): Promise<PrintedJob>;
  close(): Promise<void>;
}

const OUT_OF_PAPER = '@PJL USTATUS DEVICE\r\nCODE=41000\r\nDISPLAY="OUT OF PAPER"\r\nONLINE=FALSE\r\n\f';

/** Starts the printer. With a folder each complete job is also written there as `job-N.prn`. */
export async function startPrinter(
  options: { readonly port?: number; readonly controlPort?: number; readonly folder?: string } = {},
): Promise<PrinterSimulator> {
  const state = behaviour(PrinterBehaviour, { answer: 'print', cutAfter: 1000 });
  const jobs: PrintedJob[] = [];
  const waiting = new Set<() => void>();
  let next = 1;

  const finish = async (chunks: readonly Buffer[], complete: boolean) => {
    const job = { id: next, at: new Date().toISOString(), complete, bytes: Buffer.concat(chunks) };
    next += 1;
    if (complete && options.folder !== undefined) {
      await writeFile(join(options.folder, `job-${job.id}.prn`), job.bytes);
    }
    jobs.push(job);
    for (const wake of waiting) {
      wake();
    }
  };

  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    // The sender may vanish at any time: that is its right, not an error of the printer.
    socket.on('error', () => undefined);
    receive(socket, state, finish);
  });
  const listening = await listen(server, options.port ?? 0);
  const { port } = listening;
  const follow = () => listening.setUp(state.now().answer !== 'refuse');

  const control = await startHttp(options.controlPort ?? 0, async (request) => {
    if (request.path === '/control') {
      const answer = state.control(request);
      await follow();
      return answer;
    }
    return jobsAnswer(request, jobs);
  });
  const steered: Behaviour<PrinterBehaviour> = {
    ...state,
    set(patch) {
      const now = state.set(patch);
      void follow();
      return now;
    },
    reset() {
      const now = state.reset();
      void follow();
      return now;
    },
  };
  return {
    port,
    url: `socket://127.0.0.1:${port}`,
    controlUrl: `${control.url}/control`,
    jobsUrl: `${control.url}/jobs`,
    behaviour: steered,
    jobs: () => [...jobs],
    clear: () => {
      jobs.length = 0;
    },
    printed: (from = 1) =>
      new Promise((resolve) => {
        const look = () => {
          const found = jobs.find(({ id, complete }) => id >= from && complete);
          if (found !== undefined) {
            waiting.delete(look);
            resolve(found);
          }
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      await Promise.all([listening.close(), control.close()]);
    },
  };
}

function receive(
  socket: Socket,
  state: Behaviour<PrinterBehaviour>,
  finish: (chunks: readonly Buffer[], complete: boolean) => Promise<void>,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const { answer, cutAfter } = state.now();
  if (answer === 'stall') {
    whenChanged(
      socket,
      () => state.now().answer !== 'stall',
      () => receive(socket, state, finish),
    );
    return;
  }
  if (answer === 'out-of-paper') {
    socket.write(OUT_OF_PAPER);
  }
  socket.resume();
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (answer === 'cut' && size >= cutAfter) {
      socket.resetAndDestroy();
      void finish(chunks, false);
    }
  });
  socket.on('end', () => {
    if (answer === 'print') {
      void finish(chunks, true).finally(() => socket.end());
    } else if (answer === 'out-of-paper') {
      whenChanged(
        socket,
        () => state.now().answer === 'print',
        () => void finish(chunks, true).finally(() => socket.end()),
      );
    }
  });
}

/** Runs `then` once the behaviour is as wanted, unless the sender gives up before. */
function whenChanged(socket: Socket, wanted: () => boolean, then: () => void): void {
  const timer = setInterval(() => {
    if (wanted()) {
      clearInterval(timer);
      then();
    }
  }, 50);
  socket.once('close', () => clearInterval(timer));
}

function jobsAnswer(request: HttpRequest, jobs: readonly PrintedJob[]): HttpAnswer {
  const one = /^\/jobs\/(\d+)$/.exec(request.path)?.[1];
  if (one !== undefined) {
    const job = jobs.find(({ id }) => id === Number(one));
    return job === undefined
      ? json({ error: 'not-found' }, 404)
      : { status: 200, type: 'application/octet-stream', body: job.bytes };
  }
  return json(jobs.map(({ id, at, complete, bytes }) => ({ id, at, complete, bytes: bytes.length })));
}
