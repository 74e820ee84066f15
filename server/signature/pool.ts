import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import { Piscina } from 'piscina';
import { createEdsVerifier, type VerifierConfig } from './eds-verifier.ts';
import type { SignatureVerifier } from './verifier.ts';
import type { WorkerAnswer, WorkerSetup, WorkerTask } from './worker.ts';

/** How long a thread without work stays, ms: its chains and tables are warm. */
const IDLE_MS = 10 * 60_000;

/** Verification off the event loop, on all cores; `close` waits for what is being verified. */
export type SignaturePool = SignatureVerifier & { close(): Promise<void> };

/**
 * Starts no thread before the first signature comes. Throws, naming the setting and the file, when a folder of the
 * configuration cannot be used.
 */
export function createSignaturePool(config: VerifierConfig, base: string, log: Logger): SignaturePool {
  const { trustDir, crlDir, edsLegacy } = config;
  const setup: WorkerSetup = {
    config: {
      edsLegacy,
      ...(trustDir === undefined ? {} : { trustDir }),
      ...(crlDir === undefined ? {} : { crlDir }),
    },
    base,
  };
  // What a thread could not use is said now and here, not at the first signature.
  createEdsVerifier(setup.config, base, () => undefined);
  const pool = new Piscina<WorkerTask, WorkerAnswer>({
    filename: new URL('./worker.ts', import.meta.url).href,
    workerData: setup,
    minThreads: 0,
    maxThreads: availableParallelism(),
    idleTimeout: IDLE_MS,
  });
  return {
    async verify(signedXml, purpose, at) {
      const { verdict, failures } = await pool.run({ signedXml, purpose, at });
      for (const failure of failures) log.warn(failure, 'folder of certificates is unusable');
      return verdict;
    },
    close: () => pool.close(),
  };
}
