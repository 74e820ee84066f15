/**
 * From a certificate up to an anchor: by name and key, with every signature checked, then by the rules of RFC 5280 §6. Several
 * authorities may bear one name; each candidate is tried, those whose key identifier fits first. Times and revocation are not
 * looked at here, so that a chain, once found, holds until the trusted certificates change.
 */
import { type Certificate, isAuthority } from './certificate.ts';
import { sameName } from './name.ts';
import { isAcceptedKey, isAcceptedScheme, verifySignature } from './public-key.ts';
import { type ChainPath, type ChainSearch, rememberChain, type TrustStore } from './trust-store.ts';

const LONGEST_PATH = 8;
const MOST_PATHS = 16;
/** Signatures that one search may check: names can be repeated at will, work cannot. */
const MOST_CHECKS = 16;

/** The paths from a certificate to the anchors; `extra` are certificates that came along and are themselves not trusted. */
export function findChains(
  certificate: Certificate,
  store: TrustStore,
  extra: readonly Certificate[] = [],
): ChainSearch {
  const known = store.chains.get(certificate.fingerprint);
  if (known !== undefined) return known;
  const own = search(certificate, store, store.intermediates);
  rememberChain(store, certificate, own);
  if (own.paths.length > 0 || extra.length === 0) return own;
  return search(certificate, store, [...store.intermediates, ...extra]);
}

function search(
  certificate: Certificate,
  store: TrustStore,
  intermediates: readonly Certificate[],
): ChainSearch {
  const paths: ChainPath[] = [];
  let checks = 0;
  const climb = (path: readonly Certificate[]): void => {
    const top = path.at(-1);
    if (top === undefined || paths.length >= MOST_PATHS) return;
    if (store.anchors.some((anchor) => anchor.fingerprint === top.fingerprint)) {
      paths.push(judge(path));
      return;
    }
    if (path.length >= LONGEST_PATH) return;
    for (const issuer of candidates(top, store.anchors, intermediates)) {
      if (path.some((below) => below.fingerprint === issuer.fingerprint)) continue;
      checks += 1;
      if (checks > MOST_CHECKS) return;
      if (isIssuedBy(top, issuer)) climb([...path, issuer]);
    }
  };
  climb([certificate]);
  return { paths: paths.toSorted((a, b) => badness(a) - badness(b)) };
}

function badness(path: ChainPath): number {
  return (path.broken ? 4 : 0) + (path.weak ? 2 : 0) + (path.legacy ? 1 : 0);
}

/** Certificates that bear the issuer's name; those with the fitting key identifier come first. */
function candidates(
  certificate: Certificate,
  anchors: readonly Certificate[],
  intermediates: readonly Certificate[],
): readonly Certificate[] {
  const named = [...anchors, ...intermediates].filter(({ subject }) => sameName(subject, certificate.issuer));
  const wanted = certificate.authorityKeyIdentifier;
  const fits = (issuer: Certificate) => wanted !== undefined && issuer.subjectKeyIdentifier === wanted;
  return [...named.filter(fits), ...named.filter((issuer) => !fits(issuer))];
}

/** Whether the issuer's key signed the certificate, be the algorithm accepted or not. */
function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  return verifySignature(issuer.publicKey, certificate.scheme, certificate.toBeSigned, certificate.signature);
}

function judge(certificates: readonly Certificate[]): ChainPath {
  const issuers = certificates.slice(1);
  const algorithms = (allowLegacy: boolean) =>
    certificates.every(
      ({ publicKey, scheme }) =>
        isAcceptedKey(publicKey, allowLegacy) && isAcceptedScheme(scheme, allowLegacy),
    );
  return {
    certificates,
    broken:
      certificates.some(({ unknownCritical }) => unknownCritical.length > 0) ||
      issuers.some((issuer, i) => !mayIssue(issuer, certificates.slice(1, i + 1))),
    weak: !algorithms(true),
    legacy: !algorithms(false),
  };
}

/** Whether an authority may issue, with the given authorities between it and the certificate at the end. */
function mayIssue(issuer: Certificate, between: readonly Certificate[]): boolean {
  if (!isAuthority(issuer)) return false;
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.has('key-cert-sign')) return false;
  const limit = issuer.basicConstraints?.pathLength;
  // A certificate that an authority issues to itself (a new key) does not count.
  const counted = between.filter(({ subject, issuer: above }) => !sameName(subject, above));
  return limit === undefined || counted.length <= limit;
}
