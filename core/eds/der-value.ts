/** The values in DER elements: numbers, bits, identifiers, times and strings, each only in its one canonical form (X.690 §11). */
import { type DerElement, DerError, TAG } from './der.ts';

function expectTag(element: DerElement, tag: number): void {
  if (element.tag !== tag) throw new DerError(`expected tag ${tag.toString(16)}`);
}

/** The content octets of an INTEGER (two's complement, minimal). */
export function integerBytes(element: DerElement, tag: number = TAG.integer): Uint8Array {
  expectTag(element, tag);
  const content = element.content;
  const first = content[0];
  const second = content[1];
  if (first === undefined) throw new DerError('empty integer');
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    throw new DerError('integer not minimal');
  }
  return content;
}

/** An INTEGER that is small and not negative, such as a version or a count. */
export function smallInteger(element: DerElement, tag: number = TAG.integer): number {
  const content = integerBytes(element, tag);
  if (content.length > 4 || (content[0] ?? 0) >= 0x80) throw new DerError('integer out of range');
  return content.reduce((value, octet) => value * 256 + octet, 0);
}

/** A BOOLEAN: 00 or FF, nothing between. */
export function boolean(element: DerElement, tag: number = TAG.boolean): boolean {
  expectTag(element, tag);
  const value = element.content[0];
  if (element.content.length !== 1 || (value !== 0 && value !== 0xff)) throw new DerError('boolean');
  return value === 0xff;
}

/** A NULL. */
export function nothing(element: DerElement): void {
  expectTag(element, TAG.null);
  if (element.from !== element.to) throw new DerError('null with content');
}

/** An OCTET STRING, or another element whose content is plain octets. */
export function octets(element: DerElement, tag: number = TAG.octetString): Uint8Array {
  expectTag(element, tag);
  return element.content;
}

/** A BIT STRING with its unused trailing bits, which must be zero. */
export function bitString(element: DerElement): { readonly bytes: Uint8Array; readonly unusedBits: number } {
  expectTag(element, TAG.bitString);
  const unusedBits = element.content[0];
  const bytes = element.content.subarray(1);
  if (unusedBits === undefined || unusedBits > 7) throw new DerError('bit string');
  const last = bytes[bytes.length - 1];
  if (last === undefined ? unusedBits !== 0 : (last & ((1 << unusedBits) - 1)) !== 0)
    throw new DerError('bit string');
  return { bytes, unusedBits };
}

/** A BIT STRING of whole octets: a key or a signature. */
export function wholeBitString(element: DerElement): Uint8Array {
  const { bytes, unusedBits } = bitString(element);
  if (unusedBits !== 0) throw new DerError('bit string is not whole octets');
  return bytes;
}

/** The numbers of the bits that are set in a named bit list such as KeyUsage. */
export function namedBits(element: DerElement): ReadonlySet<number> {
  const { bytes } = bitString(element);
  const set = new Set<number>();
  bytes.forEach((octet, index) => {
    for (let bit = 0; bit < 8; bit += 1) if ((octet & (0x80 >> bit)) !== 0) set.add(index * 8 + bit);
  });
  return set;
}

/** An OBJECT IDENTIFIER in dotted form. */
export function objectIdentifier(element: DerElement, tag: number = TAG.oid): string {
  expectTag(element, tag);
  const content = element.content;
  if (content.length === 0 || content.length > 64) throw new DerError('object identifier');
  const parts: number[] = [];
  let value = 0;
  let fresh = true;
  for (const octet of content) {
    if (fresh && octet === 0x80) throw new DerError('object identifier not minimal');
    value = value * 128 + (octet & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER / 128) throw new DerError('object identifier too large');
    fresh = octet < 0x80;
    if (!fresh) continue;
    if (parts.length === 0) {
      const root = Math.min(2, Math.floor(value / 40));
      parts.push(root, value - root * 40);
    } else parts.push(value);
    value = 0;
  }
  if (!fresh) throw new DerError('object identifier truncated');
  return parts.join('.');
}

/** A UTCTime or GeneralizedTime in the form of RFC 5280 §4.1.2.5 (whole seconds, Z); `fraction` allows that of RFC 3161. */
export function time(element: DerElement, fraction = false): Date {
  const text = latin1(element.content);
  const utc = element.tag === TAG.utcTime;
  if (!utc) expectTag(element, TAG.generalizedTime);
  const match = (utc ? /^(\d{2})(\d{10})Z$/ : /^(\d{4})(\d{10})(?:\.(\d{0,8}[1-9]))?Z$/).exec(text);
  if (match === null) throw new DerError('time');
  if (match[3] !== undefined && !fraction) throw new DerError('fraction of a second');
  const short = Number(match[1]);
  const year = utc ? (short < 50 ? 2000 + short : 1900 + short) : short;
  const parts = (match[2] ?? '').match(/\d\d/g)?.map(Number) ?? [];
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const milliseconds = match[3] === undefined ? 0 : Math.floor(Number(`0.${match[3]}`) * 1000);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  const exact =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  if (!exact) throw new DerError('no such time');
  return date;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf16 = new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true });

function decodeText(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new DerError('text encoding');
  }
}

/** A string of any of the types that DirectoryString and its neighbours allow; undefined for other types. */
export function text(element: DerElement): string | undefined {
  const content = element.content;
  switch (element.tag) {
    case TAG.utf8String:
      return decodeText(utf8, content);
    case TAG.bmpString:
      return decodeText(utf16, content);
    case TAG.numericString:
    case TAG.printableString:
    case TAG.ia5String:
    case TAG.visibleString:
      if (content.some((octet) => octet >= 0x80)) throw new DerError('string with a high octet');
      return latin1(content);
    case TAG.teletexString:
      return latin1(content);
    default:
      return undefined;
  }
}
