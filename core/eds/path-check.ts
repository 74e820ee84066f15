/** Chooses, among the paths to an anchor, the one that holds at an instant, and says what is wrong with the best otherwise. */
import type { Certificate } from './certificate.ts';
import type { ChainPath, ChainSearch } from './trust-store.ts';

export type PathFailure = 'algorithm' | 'untrusted' | 'chain' | 'not-yet-valid' | 'expired';

export type PathVerdict = {
  readonly path: ChainPath | undefined;
  readonly failure: PathFailure | undefined;
};

/** The best path and its failure, if it has one; failures count in the order of `SIGNATURE_FAILURES`. */
export function bestPath(search: ChainSearch, at: Date, allowLegacy: boolean): PathVerdict {
  let best: PathVerdict = { path: undefined, failure: 'untrusted' };
  for (const path of search.paths) {
    const failure = failureOf(path, at, allowLegacy);
    if (failure === undefined) return { path, failure };
    if (best.path === undefined || ORDER.indexOf(failure) > ORDER.indexOf(best.failure ?? 'expired')) {
      best = { path, failure };
    }
  }
  return best;
}

/** A path that fails later fails less. */
const ORDER: readonly PathFailure[] = ['algorithm', 'untrusted', 'chain', 'not-yet-valid', 'expired'];

function failureOf(path: ChainPath, at: Date, allowLegacy: boolean): PathFailure | undefined {
  if (path.weak || (path.legacy && !allowLegacy)) return 'algorithm';
  if (path.broken) return 'chain';
  const failures = path.certificates.map((certificate) => validityFailure(certificate, at));
  return failures.includes('not-yet-valid')
    ? 'not-yet-valid'
    : failures.find((failure) => failure === 'expired');
}

/** Whether an instant lies outside the validity of a certificate; both ends belong to it. */
function validityFailure(certificate: Certificate, at: Date): 'not-yet-valid' | 'expired' | undefined {
  if (at < certificate.validFrom) return 'not-yet-valid';
  return at > certificate.validTo ? 'expired' : undefined;
}
