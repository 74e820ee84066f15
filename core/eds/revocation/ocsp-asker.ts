/** Asks the authority's OCSP responders about one certificate, with a nonce; remembers what was answered a short while. */
import { randomBytes } from 'node:crypto';
import type { Certificate } from '../certificate.ts';
import { checkOcspResponse, writeOcspRequest } from '../ocsp.ts';
import type { TrustStore } from '../trust-store.ts';
import { type AllowedHosts, mayAsk, type RevocationEvent } from './answer.ts';
import { type Backoff, createBackoff } from './backoff.ts';
import { postOcsp } from './download.ts';

/** A responder's word on a certificate, or what was wrong with all of them. */
export type OcspOutcome =
  | { readonly state: 'good'; readonly asOf: Date }
  | { readonly state: 'revoked'; readonly since: Date; readonly asOf: Date }
  /** `unusable`: something answered, and it proves nothing. `unchecked`: nobody did. */
  | { readonly state: 'unusable' | 'unchecked' };

export type OcspAsker = {
  ask(certificate: Certificate, issuer: Certificate, trust: TrustStore): Promise<OcspOutcome>;
};

type Known = Extract<OcspOutcome, { asOf: Date }>;

const NONCE_OCTETS = 32;
const MOST_RESPONDERS = 3;
const REMEMBERED = 4_000;

/** @param tools.freshMs for so long an answer is not asked for again */
export function createOcspAsker(tools: {
  readonly hosts: AllowedHosts;
  readonly allowLegacy: boolean;
  readonly freshMs: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly tell: (event: RevocationEvent) => void;
}): OcspAsker {
  const { now, tell } = tools;
  const answers = new Map<string, Known>();
  const asked = new Map<string, Promise<OcspOutcome>>();
  const backoffs = new Map<string, Backoff>();

  const backoffOf = (address: string): Backoff => {
    const known = backoffs.get(address) ?? createBackoff(15_000, 300_000);
    backoffs.set(address, known);
    return known;
  };

  const askOne = async (
    address: string,
    certificate: Certificate,
    issuer: Certificate,
    trust: TrustStore,
  ): Promise<OcspOutcome> => {
    const backoff = backoffOf(address);
    if (!backoff.allows(now())) return { state: 'unchecked' };
    const question = { certificate, issuer, nonce: Uint8Array.from(randomBytes(NONCE_OCTETS)) };
    const answer = await postOcsp(address, Uint8Array.from(writeOcspRequest(question)), tools.signal);
    if (tools.signal.aborted) return { state: 'unchecked' };
    const failed = (because: string, state: 'unusable' | 'unchecked'): OcspOutcome => {
      backoff.failed(now());
      tell({ event: 'ocsp-failed', address, because });
      return { state };
    };
    if (!answer.ok) return failed(answer.error, 'unchecked');
    const asOf = new Date(now());
    const verdict = checkOcspResponse(answer.value, question, trust, asOf, tools.allowLegacy);
    if (verdict.state === 'unusable') return failed(verdict.because, 'unusable');
    backoff.succeeded();
    if (verdict.state === 'revoked') return { state: 'revoked', since: verdict.at, asOf };
    // A responder that does not know a certificate of its own authority says nothing good of it.
    return verdict.state === 'good' ? { state: 'good', asOf } : { state: 'unusable' };
  };

  const askAll = async (
    certificate: Certificate,
    issuer: Certificate,
    trust: TrustStore,
  ): Promise<OcspOutcome> => {
    let worst: OcspOutcome = { state: 'unchecked' };
    const addresses = certificate.ocspAddresses.filter((address) => mayAsk(address, tools.hosts));
    for (const address of addresses.slice(0, MOST_RESPONDERS)) {
      const outcome = await askOne(address, certificate, issuer, trust);
      if (outcome.state === 'good' || outcome.state === 'revoked') {
        remember(answers, certificate.fingerprint, outcome);
        return outcome;
      }
      if (outcome.state === 'unusable') worst = outcome;
    }
    return worst;
  };

  return {
    async ask(certificate, issuer, trust) {
      const known = answers.get(certificate.fingerprint);
      const age = known === undefined ? -1 : now() - known.asOf.getTime();
      if (known !== undefined && age >= 0 && age < tools.freshMs) return known;
      const running = asked.get(certificate.fingerprint);
      if (running !== undefined) return running;
      const begun = askAll(certificate, issuer, trust).finally(() => asked.delete(certificate.fingerprint));
      asked.set(certificate.fingerprint, begun);
      return begun;
    },
  };
}

function remember(answers: Map<string, Known>, fingerprint: string, answer: Known): void {
  answers.delete(fingerprint);
  if (answers.size >= REMEMBERED) {
    const oldest = answers.keys().next();
    if (!oldest.done) answers.delete(oldest.value);
  }
  answers.set(fingerprint, answer);
}
