/** Whether a certificate is revoked, as far as the given lists tell (issue 3.1; design.md, `kezek verify`). */
import { type Certificate, isAuthority } from './certificate.ts';
import { findChains } from './chain.ts';
import { entryOf, parseRevocationList, REMOVED_FROM_LIST, type RevocationList } from './crl.ts';
import { sameName } from './name.ts';
import { isAcceptedScheme, verifySignature } from './public-key.ts';
import type { CheckedList, TrustStore } from './trust-store.ts';

/**
 * `good`: a genuine, current list of the issuer says so. `revoked`: a genuine list says so, current or not. `unchecked`: no list
 * was given. `unusable`: none of the given lists answers for this certificate, or one of them is broken, foreign or out of date.
 */
export type RevocationState = 'good' | 'revoked' | 'unchecked' | 'unusable';

type GenuineList = Extract<CheckedList, { state: 'genuine' }>;

/** The lists that were given, checked at an instant. */
export type Lists = {
  readonly genuine: readonly GenuineList[];
  readonly given: boolean;
  /** Whether every given list is genuine and within its time. */
  readonly sound: boolean;
  readonly at: Date;
};

/** Checks all lists; `at` is when the signature counts as made. */
export function checkLists(
  crls: readonly Uint8Array[],
  store: TrustStore,
  at: Date,
  allowLegacy: boolean,
): Lists {
  const genuine = crls
    .map((bytes) => checkList(bytes, store))
    .filter((item) => item.state === 'genuine')
    .filter(({ list }) => isAcceptedScheme(list.scheme, allowLegacy));
  return {
    genuine,
    given: crls.length > 0,
    sound: genuine.length === crls.length && genuine.every(({ list }) => isCurrent(list, at)),
    at,
  };
}

/** Reads a list and finds the trusted authorities that signed it; the answer is remembered with the store. */
export function checkList(bytes: Uint8Array, store: TrustStore): CheckedList {
  const known = store.lists.get(bytes);
  if (known !== undefined) return known;
  const checked = check(bytes, store);
  store.lists.set(bytes, checked);
  return checked;
}

function check(bytes: Uint8Array, store: TrustStore): CheckedList {
  const parsed = parseRevocationList(bytes);
  if (!parsed.ok || !parsed.value.usable) return { state: 'malformed' };
  const list = parsed.value;
  const issuers = [...store.anchors, ...store.intermediates].filter(
    (authority) =>
      sameName(authority.subject, list.issuer) &&
      isAuthority(authority) &&
      (authority.keyUsage === undefined || authority.keyUsage.has('crl-sign')) &&
      findChains(authority, store).paths.some((path) => !path.broken && !path.weak) &&
      verifySignature(authority.publicKey, list.scheme, list.toBeSigned, list.signature),
  );
  return issuers.length === 0 ? { state: 'foreign' } : { state: 'genuine', list, issuers };
}

function isCurrent(list: RevocationList, at: Date): boolean {
  return list.nextUpdate !== undefined && list.nextUpdate >= at;
}

/** The state of a certificate by the lists of its issuer. */
export function revocationOf(certificate: Certificate, issuer: Certificate, lists: Lists): RevocationState {
  if (!lists.given) return 'unchecked';
  const own = lists.genuine
    .filter(({ issuers }) => issuers.some(({ fingerprint }) => fingerprint === issuer.fingerprint))
    .map(({ list }) => list);
  const complete = newest(own.filter(({ deltaBase }) => deltaBase === undefined));
  const deltas = own.filter(({ deltaBase }) => deltaBase !== undefined);
  const fitting = deltas.filter((list) => complete !== undefined && continues(list, complete));
  if (isListed(certificate, [newest(fitting), complete], lists.at)) return 'revoked';
  const answers = complete !== undefined && isCurrent(complete, lists.at) && fitting.length === deltas.length;
  return answers && lists.sound ? 'good' : 'unusable';
}

/** When the newest list of the issuer was made, complete or delta; null where none was given. */
export function listedAt(issuer: Certificate, lists: Lists): Date | null {
  const own = lists.genuine.filter(({ issuers }) =>
    issuers.some(({ fingerprint }) => fingerprint === issuer.fingerprint),
  );
  return newest(own.map(({ list }) => list))?.thisUpdate ?? null;
}

/** A delta holds on top of a complete list with the number it names or a later one (RFC 5280 §5.2.4). */
export function continues({ deltaBase, number }: RevocationList, complete: RevocationList): boolean {
  if (deltaBase === undefined || number === undefined || complete.number === undefined) return false;
  return deltaBase <= complete.number && complete.number <= number;
}

function newest(lists: readonly RevocationList[]): RevocationList | undefined {
  return lists.reduce<RevocationList | undefined>(
    (best, list) => (best === undefined || list.thisUpdate > best.thisUpdate ? list : best),
    undefined,
  );
}

/** The first list that has an entry decides; an entry dated after the signature does not touch it. */
function isListed(
  certificate: Certificate,
  lists: readonly (RevocationList | undefined)[],
  at: Date,
): boolean {
  for (const list of lists) {
    if (list === undefined) continue;
    const entry = entryOf(list, certificate.serialNumber);
    // An entry that cannot be read is an entry all the same.
    if (!entry.ok) return true;
    if (entry.value !== undefined) return entry.value.reason !== REMOVED_FROM_LIST && entry.value.at <= at;
  }
  return false;
}
