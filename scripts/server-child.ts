/** The central server as a child of `npm start`: started, watched, started again when it ended by itself. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { keepServerOutput } from './server-output.ts';

const DEADLINE_MS = 90_000;
const FORCE_AFTER_MS = 15_000;
/** A server that ends by itself more often than this within that time is left alone. */
const DEATHS = { allowed: 3, withinMs: 5 * 60_000 };

export type ServerChild = {
  /** Waits until it answers. Throws with a message for people when it does not. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type ServerChildOptions = {
  readonly spawn: () => ChildProcess;
  readonly url: string;
  /** Its log is kept in `log/` there. */
  readonly dataFolder: string;
  readonly say: (text: string) => void;
};

/** Keeps a central server running between `start` and `stop`, and tells the terminal when it ended by itself. */
export function keepServer({ spawn, url, dataFolder, say }: ServerChildOptions): ServerChild {
  let running: ChildProcess | undefined;
  const deaths: number[] = [];

  const start = async (): Promise<void> => {
    const child = spawn();
    running = child;
    if (child.stderr !== null) keepServerOutput(child.stderr, dataFolder, say);
    await answers(`${url}/v1/health`, child);
    if (isGone(child)) died(child);
    else child.once('exit', () => died(child));
  };
  const died = (child: ChildProcess): void => {
    if (running !== child) return;
    const now = Date.now();
    deaths.push(now);
    say(
      `The central server ended by itself (${howGone(child)}). What is saved meanwhile stays on this computer.`,
    );
    if (deaths.filter((at) => now - at < DEATHS.withinMs).length > DEATHS.allowed) {
      say(givenUp(dataFolder));
      return;
    }
    say('starting it again…');
    start().then(
      () => say('The central server is back.'),
      (error: unknown) => {
        if (running === undefined) return;
        say(`${error instanceof Error ? error.message : String(error)}\n${givenUp(dataFolder)}`);
      },
    );
  };
  return {
    start,
    stop: async () => {
      const child = running;
      running = undefined;
      if (child !== undefined) await ended(child);
    },
  };
}

function givenUp(dataFolder: string): string {
  return `It is not started again: end with Ctrl-C and call npm start anew. Why it ended: ${join(dataFolder, 'log', 'server.log')}`;
}

function isGone(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function howGone(child: ChildProcess): string {
  return child.signalCode ?? `exit code ${child.exitCode}`;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (Date.now() < deadline) {
    if (isGone(child))
      throw new Error(`the central server ended with ${howGone(child)}; its message stands above`);
    try {
      if ((await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok) return;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the central server does not answer at ${url}`);
}

/** Ends a child, by force if it does not go, and waits until it is gone. */
export async function ended(child: ChildProcess): Promise<void> {
  if (isGone(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), FORCE_AFTER_MS);
  await gone;
  clearTimeout(force);
}
