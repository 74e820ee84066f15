/**
 * The source of revocation in a thread of its own, for whoever must go on answering meanwhile. A thread that dies is started
 * again; where none can be started at all, the work is done here.
 */
import { Worker } from 'node:worker_threads';
import type { TrustStore } from '../trust-store.ts';
import {
  type ListStanding,
  NO_ANSWER,
  PATIENCE_MS,
  type RevocationAnswer,
  type RevocationEvent,
  type RevocationOptions,
  type RevocationSource,
} from './answer.ts';
import { type Backoff, createBackoff } from './backoff.ts';
import type { FromThread, ToThread } from './message.ts';
import { createRevocationSource } from './source.ts';

/** How much longer than its patience an answer may be on its way from a thread that is busy reading a list, ms. */
const BUSY_MS = 500;

/** Beside the sources it is a source itself; in the desk's bundle it is a file of its own (vite.config.ts). */
function threadFile(): URL {
  const name = import.meta.url.endsWith('.ts') ? './worker.ts' : './revocation-worker.mjs';
  return new URL(name, import.meta.url);
}

type Open = {
  readonly worker: Worker;
  trust: TrustStore | null;
  ready: boolean;
  readonly waiting: Map<number, (message: FromThread | null) => void>;
};

/** Starts no thread before it is needed. @param tell is told what happens, for the log */
export function startRevocationThread(
  options: RevocationOptions,
  tell: (event: RevocationEvent) => void,
): RevocationSource {
  const backoff: Backoff = createBackoff(5_000, 300_000);
  let open: Open | null = null;
  let here: RevocationSource | null = null;
  let closed = false;
  let last = 0;

  const died = (thread: Open, because: string): void => {
    if (open !== thread) return;
    open = null;
    for (const answer of thread.waiting.values()) answer(null);
    if (closed) return;
    tell({ event: 'thread-failed', because });
    backoff.failed(Date.now());
    // It never came up: this machine has no threads for us.
    if (!thread.ready) here = createRevocationSource({ ...options, tell });
  };

  const begin = (): Open => {
    const worker = new Worker(threadFile(), { workerData: options });
    worker.unref();
    const thread: Open = { worker, trust: null, ready: false, waiting: new Map() };
    worker.on('message', (message: FromThread) => {
      if (message.type === 'event') tell(message.event);
      else if (message.type === 'ready') thread.ready = true;
      else {
        thread.waiting.get(message.id)?.(message);
        thread.waiting.delete(message.id);
      }
    });
    worker.on('error', (error: unknown) => died(thread, error instanceof Error ? error.message : 'unknown'));
    worker.on('exit', (code) => died(thread, `ended with ${code}`));
    return thread;
  };

  /** The running thread with this trust; null while a dead one is left alone. */
  const thread = (trust: TrustStore | null): Open | null => {
    if (closed || (open === null && !backoff.allows(Date.now()))) return null;
    open ??= begin();
    if (trust !== null && open.trust !== trust) {
      open.trust = trust;
      const certificates = [...trust.anchors, ...trust.intermediates].map(({ der }) => der);
      open.worker.postMessage({ type: 'trust', certificates } satisfies ToThread);
    }
    return open;
  };

  const ask = (to: Open, make: (id: number) => ToThread, patience: number): Promise<FromThread | null> => {
    last += 1;
    const id = last;
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        to.waiting.delete(id);
        resolve(null);
      }, patience);
      to.waiting.set(id, (message) => {
        clearTimeout(late);
        resolve(message);
      });
      to.worker.postMessage(make(id));
    });
  };

  return {
    use(trust) {
      if (here !== null) here.use(trust);
      else thread(trust);
    },
    async check(question): Promise<RevocationAnswer> {
      if (here !== null) return here.check(question);
      const to = thread(question.trust);
      if (to === null) return NO_ANSWER;
      const { trust: _, ...rest } = question;
      const patience = question.patience ?? PATIENCE_MS;
      const message = await ask(to, (id) => ({ type: 'check', id, ...rest }), patience + BUSY_MS);
      return message?.type === 'answer' ? message.answer : NO_ANSWER;
    },
    async standing(): Promise<readonly ListStanding[]> {
      if (here !== null) return here.standing();
      if (open === null) return [];
      const message = await ask(open, (id) => ({ type: 'standing', id }), PATIENCE_MS);
      return message?.type === 'standing' ? message.lists : [];
    },
    async close() {
      if (here !== null) await here.close();
      const to = open;
      closed = true;
      if (to !== null) await ask(to, (id) => ({ type: 'close', id }), PATIENCE_MS);
      await to?.worker.terminate();
    },
  };
}
