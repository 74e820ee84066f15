/**
 * The certificates that are trusted by configuration: self-signed ones are anchors, others intermediates. The store also keeps
 * what was found out with it (chains by the hash of a certificate, checked revocation lists); a changed folder makes a new
 * store, and with it everything is found out anew.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../domain/result.ts';
import { unwrap } from './armour.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { parseRevocationList, type RevocationList } from './crl.ts';
import { sameName } from './name.ts';
import { verifySignature } from './public-key.ts';

/** A path from a certificate to an anchor: the certificate first, the anchor last. */
export type ChainPath = {
  readonly certificates: readonly Certificate[];
  /** Whether a rule is broken: an issuer that is no authority, too long a path, a critical extension that is not understood. */
  readonly broken: boolean;
  /** Whether an algorithm in it is weak, or legacy. */
  readonly weak: boolean;
  readonly legacy: boolean;
};

/** Every path that was found; none means that nothing trusted stands behind the certificate. */
export type ChainSearch = { readonly paths: readonly ChainPath[] };

/** A revocation list after its check against a store: the authorities that issued it, or that it is of no use. */
export type CheckedList =
  | {
      readonly state: 'genuine';
      readonly list: RevocationList;
      readonly issuers: readonly Certificate[];
    }
  | { readonly state: 'malformed' | 'foreign' };

export interface TrustStore {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  /** Certificates of signers that were read before, by their fingerprint. */
  readonly certificates: Map<string, Certificate>;
  /** Chains that were found, by the fingerprint of the certificate at their end. */
  readonly chains: Map<string, ChainSearch>;
  /** Revocation lists that were checked against this store, by the bytes they came in. */
  readonly lists: WeakMap<Uint8Array, CheckedList>;
}

/** Which of the given files is no certificate. */
export type TrustFailure = { readonly reason: 'malformed'; readonly index: number };

const REMEMBERED = 4_000;
/** Octets; real certificates have some 1 500. */
const LARGEST_REMEMBERED = 16_384;

/** Builds a store from files: DER, PEM with one or more certificates, or base64. */
export function loadTrust(pemsOrDers: readonly Uint8Array[]): Result<TrustStore, TrustFailure> {
  const anchors = new Map<string, Certificate>();
  const intermediates = new Map<string, Certificate>();
  for (const [index, file] of pemsOrDers.entries()) {
    const blocks = unwrap(file);
    if (blocks === undefined || blocks.length === 0) return fail({ reason: 'malformed', index });
    for (const block of blocks) {
      const parsed = parseCertificate(block);
      if (!parsed.ok) return fail({ reason: 'malformed', index });
      const certificate = parsed.value;
      (isSelfSigned(certificate) ? anchors : intermediates).set(certificate.fingerprint, certificate);
    }
  }
  return ok({
    anchors: [...anchors.values()],
    intermediates: [...intermediates.values()],
    certificates: new Map(),
    chains: new Map(),
    lists: new WeakMap(),
  });
}

/** Whether a certificate is issued by its own key in its own name: only such a one can be an anchor. */
function isSelfSigned(certificate: Certificate): boolean {
  return (
    sameName(certificate.issuer, certificate.subject) &&
    verifySignature(certificate.publicKey, certificate.scheme, certificate.toBeSigned, certificate.signature)
  );
}

/** Remembers a chain that leads to an anchor, forgetting the oldest when there are too many. */
export function rememberChain(
  store: TrustStore,
  { fingerprint, der }: Certificate,
  search: ChainSearch,
): void {
  if (search.paths.length > 0 && der.length <= LARGEST_REMEMBERED)
    remember(store.chains, fingerprint, search);
}

/** Reads a signer's certificate, or finds it among those read before. */
export function readKnownCertificate(store: TrustStore, der: Uint8Array): Result<Certificate, 'malformed'> {
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const known = store.certificates.get(fingerprint);
  if (known !== undefined) return ok(known);
  const parsed = parseCertificate(der);
  if (parsed.ok && der.length <= LARGEST_REMEMBERED) remember(store.certificates, fingerprint, parsed.value);
  return parsed;
}

function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  if (memory.size >= REMEMBERED) {
    const oldest = memory.keys().next();
    if (!oldest.done) memory.delete(oldest.value);
  }
  memory.set(key, value);
}

/** A folder's file that could not be used. */
export type FolderFailure = { readonly reason: 'unreadable' | 'malformed'; readonly file: string };

function readFolder(
  directory: string,
  names: RegExp,
): Result<readonly { readonly file: string; readonly bytes: Uint8Array }[], FolderFailure> {
  let current = directory;
  try {
    const files = readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && names.test(entry.name))
      .map((entry) => entry.name)
      .sort();
    const read = files.map((name) => {
      current = join(directory, name);
      return { file: current, bytes: readFileSync(current) };
    });
    return ok(read);
  } catch {
    return fail({ reason: 'unreadable', file: current });
  }
}

/** Reads the certificates (.cer, .crt, .pem) of a folder: KEZEK_TRUST_DIR. */
export function readTrustFolder(directory: string): Result<TrustStore, FolderFailure> {
  const files = readFolder(directory, /\.(?:cer|crt|pem)$/i);
  if (!files.ok) return files;
  const store = loadTrust(files.value.map(({ bytes }) => bytes));
  if (store.ok) return store;
  return fail({ reason: store.error.reason, file: files.value[store.error.index]?.file ?? directory });
}

/** A revocation list of a folder, with the file it lies in. */
export type FolderList = {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly list: RevocationList;
};

/**
 * Reads the revocation lists (.crl, .pem, .der) of a folder: KEZEK_CRL_DIR. A file that is no list is a failure, because the
 * keys that it should have named would pass; whose a list is, and whether it is current, is decided in use.
 */
export function readRevocationLists(directory: string): Result<readonly FolderList[], FolderFailure> {
  const files = readFolder(directory, /\.(?:crl|pem|der)$/i);
  if (!files.ok) return files;
  const lists: FolderList[] = [];
  for (const { file, bytes } of files.value) {
    const list = parseRevocationList(bytes);
    if (!list.ok) return fail({ reason: list.error, file });
    lists.push({ file, bytes, list: list.value });
  }
  return ok(lists);
}

/** The revocation lists of a folder as they are verified with; fails as `readRevocationLists`. */
export function readCrlFolder(directory: string): Result<readonly Uint8Array[], FolderFailure> {
  const lists = readRevocationLists(directory);
  return lists.ok ? ok(lists.value.map(({ bytes }) => bytes)) : lists;
}
