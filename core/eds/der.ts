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

  /** Takes the only element there is, which must have this tag. */
  only(tag: number): DerElement {
    const element = this.take(tag);
    this.end();
    return element;
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
