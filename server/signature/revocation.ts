import path from 'node:path';
import type { Logger } from 'pino';
import type { Instant } from '../../core/domain/instant.ts';
import { MINUTE } from '../../core/domain/instant.ts';
import { ok } from '../../core/domain/result.ts';
import type {
  RevocationAnswer,
  RevocationEvent,
  RevocationSource,
} from '../../core/eds/revocation/answer.ts';
import { allowedHosts, withRevocation } from '../../core/eds/revocation/live.ts';
import { createRevocationSource } from '../../core/eds/revocation/source.ts';
import { startRevocationThread } from '../../core/eds/revocation/thread.ts';
import type { TrustStore } from '../../core/eds/trust-store.ts';
import type { Config } from '../../core/protocol/config.ts';
import { trustOf } from './eds-verifier.ts';
import type { SignatureVerifier } from './verifier.ts';

/** At the server an answer counts as fresh for so long. */
const FRESH_MS = 10 * MINUTE;
/** Kept lists are looked at so long after the start, when the first requests are through. */
const BEGIN_AFTER_MS = 5_000;
/** Whoever asks again later has time. */
const PATIENCE_LATER_MS = 30_000;

/** What the server knows of revocation: lists kept in its data folder, OCSP, and the trust of the configuration. */
export type Revocation = {
  /** The verifier with revocation looked up: a revoked key is refused, what could not be answered stands in the report. */
  complete(verifier: SignatureVerifier): SignatureVerifier;
  /** Asks again about a certificate, with more patience; `at` is what it was judged for. */
  askAgain(certificate: Uint8Array, at: Instant): Promise<RevocationAnswer>;
  /** The trusted certificates as they are now. */
  trust(): TrustStore;
  close(): Promise<void>;
};

/**
 * @param options.now a clock other than the system's: then the lists are kept in this thread, because another has no such clock
 */
export function openRevocation(
  config: Pick<Config, 'trustDir' | 'edsLegacy' | 'revocationHosts'>,
  options: {
    readonly base: string;
    readonly folder: string;
    readonly log: Logger;
    readonly now?: () => Instant;
  },
): Revocation {
  const { base, folder, log, now } = options;
  const trust = trustOf(config.trustDir, base, () => undefined);
  const setup = {
    folder: path.join(folder, 'revocation'),
    hosts: allowedHosts(config),
    allowLegacy: config.edsLegacy === 'on',
    freshMs: FRESH_MS,
  };
  const tell = (event: RevocationEvent) => write(log, event);
  const source: RevocationSource =
    now === undefined ? startRevocationThread(setup, tell) : createRevocationSource({ ...setup, now, tell });
  const begin = setTimeout(() => source.use(trust()), BEGIN_AFTER_MS);
  begin.unref();
  return {
    complete: (verifier) => ({
      async verify(signedXml, purpose, at) {
        const verdict = await verifier.verify(signedXml, purpose, at);
        if (!verdict.ok) return verdict;
        const { certificate, report } = verdict.value;
        const completed = await withRevocation(report, certificate, source, trust());
        if (!completed.ok) return completed;
        const state = completed.value.signers[0]?.revocation.state;
        if (state !== 'good') log.warn({ revocation: state, purpose }, 'nobody answers for a key');
        return ok({ ...verdict.value, report: completed.value });
      },
    }),
    askAgain: (certificate, at) =>
      source.check({ certificate, trust: trust(), at: new Date(at), patience: PATIENCE_LATER_MS }),
    trust,
    async close() {
      clearTimeout(begin);
      await source.close();
    },
  };
}

function write(log: Logger, event: RevocationEvent): void {
  const { event: name, ...facts } = event;
  if (name === 'list-kept') log.info(facts, 'revocation list kept');
  else log.warn(facts, `revocation: ${name}`);
}
