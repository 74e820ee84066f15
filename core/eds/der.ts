/**
 * Strict reading of DER (X.690 §8, §10, §11): definite minimal lengths, low tags, minimal integers, canonical booleans and
 * identifiers. Whatever is not exactly DER throws `DerError`; only `decodeDer` is meant to be called from outside a parser.
 */
import { fail, ok, type Result } from '../domain/result.ts';

/** Thrown inside a decoder and turned into the value `malformed` by `decodeDer`; it never leaves core/eds. */
export class DerError extends Error {}

/** The tags met in certificates and signatures; `CONTEXT` numbers are added to 0x80 (primitive) or 0xa0 (constructed). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag of a context-specific primitive element. */
export function context(number: number): number {
  return 0x80 + number;
}

/** The tag of a context-specific constructed element. */
export function contextConstructed(number: number): number {
  return 0xa0 + number;
}

/** One element: where it lies in the bytes it was read from. Nothing is copied. */
export class DerElement {
  readonly source: Uint8Array;
  readonly tag: number;
  readonly start: number;
  readonly from: number;
  readonly to: number;

  constructor(source: Uint8Array, tag: number, start: number, from: number, to: number) {
    this.source = source;
    this.tag = tag;
    this.start = start;
    this.from = from;
    this.to = to;
  }

  /** The whole element: tag, length, content. */
  get bytes(): Uint8Array {
    return this.source.subarray(this.start, this.to);
  }

  /** The content alone. */
  get content(): Uint8Array {
    return this.source.subarray(this.from, this.to);
  }

  /** Reads the elements inside this one, which must be constructed. */
  children(): DerReader {
    if ((this.tag & 0x20) === 0) throw new DerError('primitive element has no children');
    return new DerReader(this.source, this.from, this.to);
  }
}

/** Reads the elements that stand side by side between two offsets. */
export class DerReader {
  private readonly source: Uint8Array;
  private position: number;
  private readonly limit: number;

  constructor(source: Uint8Array, from = 0, to = source.length) {
    this.source = source;
    this.position = from;
    this.limit = to;
  }

  /** The tag of the next element, or undefined at the end. */
  get tag(): number | undefined {
    return this.position < this.limit ? this.source[this.position] : undefined;
  }

  /** Takes the next element, whatever it is. */
  any(): DerElement {
    const { source, limit } = this;
    const start = this.position;
    const tag = source[start];
    const first = source[start + 1];
    if (start + 2 > limit || tag === undefined || first === undefined) throw new DerError('truncated');
    if ((tag & 0x1f) === 0x1f) throw new DerError('high tag');
    if (tag === 0) throw new DerError('end-of-contents');
    let from = start + 2;
    let length = first;
    if (first >= 0x80) {
      const octets = first & 0x7f;
      if (octets === 0 || octets > 4 || from + octets > limit) throw new DerError('length form');
      length = 0;
      for (let i = 0; i < octets; i += 1) length = length * 256 + (source[from + i] ?? 0);
      if (length < 0x80 || (octets > 1 && source[from] === 0)) throw new DerError('length not minimal');
      from += octets;
    }
    const to = from + length;
    if (to > limit) throw new DerError('length beyond the end');
    this.position = to;
    return new DerElement(source, tag, start, from, to);
  }

  /** Takes the next element, which must have this tag. */
  take(tag: number): DerElement {
    if (this.tag !== tag) throw new DerError(`expected tag ${tag.toString(16)}`);
    return this.any();
  }

  /** Takes the next element if it has this tag. */
  optional(tag: number): DerElement | undefined {
    return this.tag === tag ? this.any() : undefined;
  }

  /** All elements up to the end, each with this tag. */
  all(tag: number): DerElement[] {
    const elements: DerElement[] = [];
    while (this.tag !== undefined) elements.push(this.take(tag));
    return elements;
  }

  /** Demands that nothing is left. */
  end(): void {
    if (this.tag !== undefined) throw new DerError('trailing elements');
  }
}

/** Runs a decoder over bytes that hold exactly one element; anything that is not DER as the decoder expects is `malformed`. */
export function decodeDer<T>(bytes: Uint8Array, decode: (element: DerElement) => T): Result<T, 'malformed'> {
  try {
    return ok(decode(onlyElement(bytes)));
  } catch (error) {
    if (error instanceof DerError) return fail('malformed');
    throw error;
  }
}

/** The one element that fills the bytes. */
export function onlyElement(bytes: Uint8Array): DerElement {
  const reader = new DerReader(bytes);
  const element = reader.any();
  reader.end();
  return element;
}

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
