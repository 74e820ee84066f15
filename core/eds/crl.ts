/** Certificate revocation lists, complete and delta (RFC 5280 §5). */
import { fail, ok, type Result } from '../domain/result.ts';
import { unwrap } from './armour.ts';
import {
  contextConstructed,
  type DerElement,
  DerError,
  DerReader,
  decodeDer,
  onlyElement,
  TAG,
} from './der.ts';
import { integerBytes, smallInteger, time, wholeBitString } from './der-value.ts';
import {
  authorityKeyIdentifierOf,
  type Extensions,
  NO_EXTENSIONS,
  readExtensions,
  unknownCritical,
} from './extension.ts';
import { type Name, readName } from './name.ts';
import { OID } from './oid.ts';
import { agreedScheme, readAlgorithm, type SignatureScheme } from './public-key.ts';

export type RevocationList = {
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly number: bigint | undefined;
  /** For a delta list: the number of the complete list it continues. */
  readonly deltaBase: bigint | undefined;
  readonly authorityKeyIdentifier: string | undefined;
  readonly scheme: SignatureScheme;
  readonly toBeSigned: Uint8Array;
  readonly signature: Uint8Array;
  /** Critical extensions, of the list or of an entry, that are not understood: the list cannot be used. */
  readonly usable: boolean;
  /** Where the entry of a serial number (hexadecimal) starts within `toBeSigned`. */
  readonly entries: ReadonlyMap<string, number>;
};

/** An entry that concerns a certificate. */
export type Revocation = { readonly at: Date; readonly reason: number };

export const REMOVED_FROM_LIST = 8;
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.authorityKeyIdentifier,
  OID.crlNumber,
  OID.deltaCrlIndicator,
  OID.freshestCrl,
]);
const UNDERSTOOD_IN_ENTRIES: ReadonlySet<string> = new Set([OID.reasonCode, OID.invalidityDate]);

/** Reads a revocation list from DER, PEM or base64. */
export function parseRevocationList(bytes: Uint8Array): Result<RevocationList, 'malformed'> {
  const [der, second] = unwrap(bytes) ?? [];
  if (der === undefined || second !== undefined) return fail('malformed');
  return decodeDer(der, readList);
}

function readList(element: DerElement): RevocationList {
  if (element.tag !== TAG.sequence) throw new DerError('list');
  const outer = element.children();
  const toBeSigned = outer.take(TAG.sequence);
  const outerAlgorithm = readAlgorithm(outer.any());
  const signature = wholeBitString(outer.any());
  outer.end();

  const fields = toBeSigned.children();
  const version = fields.optional(TAG.integer);
  if (version !== undefined && smallInteger(version) !== 1) throw new DerError('version');
  const innerAlgorithm = readAlgorithm(fields.any());
  const issuer = readName(fields.any());
  const thisUpdate = time(fields.any());
  const nextUpdate =
    fields.tag === TAG.utcTime || fields.tag === TAG.generalizedTime ? time(fields.any()) : undefined;
  const revoked = fields.optional(TAG.sequence);
  const extensionsField = fields.optional(contextConstructed(0));
  fields.end();
  const extensions = extensionsField === undefined ? NO_EXTENSIONS : explicitExtensions(extensionsField);
  const { entries, usable } = revoked === undefined ? NO_ENTRIES : readEntries(revoked, toBeSigned.start);
  return {
    issuer,
    thisUpdate,
    nextUpdate,
    number: numberOf(extensions, OID.crlNumber),
    deltaBase: numberOf(extensions, OID.deltaCrlIndicator),
    authorityKeyIdentifier: authorityKeyIdentifierOf(extensions),
    scheme: agreedScheme(innerAlgorithm, outerAlgorithm),
    toBeSigned: toBeSigned.bytes,
    signature,
    usable: usable && unknownCritical(extensions, UNDERSTOOD).length === 0,
    entries,
  };
}

const NO_ENTRIES = { entries: new Map<string, number>(), usable: true } as const;

function explicitExtensions(field: DerElement): Extensions {
  return readExtensions(field.children().only(TAG.sequence));
}

function numberOf(extensions: Extensions, type: string): bigint | undefined {
  const extension = extensions.get(type);
  if (extension === undefined) return undefined;
  const content = integerBytes(onlyElement(extension.value));
  if ((content[0] ?? 0) >= 0x80 || content.length > 21) throw new DerError('list number');
  return BigInt(`0x${Buffer.from(content).toString('hex')}`);
}

/** Lists of the National CA have hundreds of thousands of entries: only serial numbers and places are kept. */
function readEntries(
  revoked: DerElement,
  origin: number,
): { readonly entries: ReadonlyMap<string, number>; readonly usable: boolean } {
  const entries = new Map<string, number>();
  let usable = true;
  const reader = revoked.children();
  while (reader.tag !== undefined) {
    const entry = reader.take(TAG.sequence);
    const fields = entry.children();
    const serial = integerBytes(fields.any());
    fields.any();
    const extensions = fields.optional(TAG.sequence);
    fields.end();
    if (extensions !== undefined && hasUnknownCritical(extensions)) usable = false;
    entries.set(
      Buffer.from(serial.buffer, serial.byteOffset, serial.length).toString('hex'),
      entry.start - origin,
    );
  }
  return { entries, usable };
}

/** A BOOLEAN of true: without it nothing in an entry is critical, and that is every entry of the real lists. */
const TRUE = [TAG.boolean, 1, 0xff] as const;

function hasUnknownCritical(extensions: DerElement): boolean {
  const { source, from, to } = extensions;
  for (
    let at = source.indexOf(TRUE[0], from);
    at !== -1 && at < to - 2;
    at = source.indexOf(TRUE[0], at + 1)
  ) {
    if (source[at + 1] === TRUE[1] && source[at + 2] === TRUE[2]) {
      return unknownCritical(readExtensions(extensions), UNDERSTOOD_IN_ENTRIES).length > 0;
    }
  }
  return false;
}

/** The entry of a serial number; undefined when the list has none. */
export function entryOf(
  list: RevocationList,
  serialNumber: string,
): Result<Revocation | undefined, 'malformed'> {
  const start = list.entries.get(serialNumber);
  if (start === undefined) return ok(undefined);
  const element = new DerReader(list.toBeSigned, start).any();
  return decodeDer(element.bytes, readEntry);
}

function readEntry(element: DerElement): Revocation {
  const fields = element.children();
  fields.any();
  const revokedAt = time(fields.any());
  const field = fields.optional(TAG.sequence);
  const extensions = field === undefined ? NO_EXTENSIONS : readExtensions(field);
  const reason = extensions.get(OID.reasonCode);
  const invalidity = extensions.get(OID.invalidityDate);
  const invalidFrom = invalidity === undefined ? revokedAt : time(onlyElement(invalidity.value));
  return {
    at: invalidFrom < revokedAt ? invalidFrom : revokedAt,
    reason: reason === undefined ? 0 : enumerated(reason.value),
  };
}

function enumerated(value: Uint8Array): number {
  return smallInteger(onlyElement(value), TAG.enumerated);
}
