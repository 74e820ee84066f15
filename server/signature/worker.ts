import { workerData } from 'piscina';
import type { Instant } from '../../core/domain/instant.ts';
import { createEdsVerifier, type FolderFailure, type VerifierConfig } from './eds-verifier.ts';
import type { SignaturePurpose, SignatureVerdict } from './verifier.ts';

/** What a thread of the pool is started with. */
export type WorkerSetup = { readonly config: VerifierConfig; readonly base: string };
export type WorkerTask = {
  readonly signedXml: string;
  readonly purpose: SignaturePurpose;
  readonly at: Instant;
};
/** The verdict, and what went wrong with the folders meanwhile: a thread has no log. */
export type WorkerAnswer = {
  readonly verdict: SignatureVerdict;
  readonly failures: readonly FolderFailure[];
};

// The pool gives every thread what it was made with (pool.ts).
const { config, base } = workerData as WorkerSetup;
const failures: FolderFailure[] = [];
const verifier = createEdsVerifier(config, base, (failure) => void failures.push(failure));

/** Verifies one signature; the thread keeps its own trust store with what it found out about chains and lists. */
export default function verify({ signedXml, purpose, at }: WorkerTask): WorkerAnswer {
  const verdict = verifier.verify(signedXml, purpose, at);
  return { verdict, failures: failures.splice(0) };
}
