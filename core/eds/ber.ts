/**
 * CMS may be written in BER (RFC 5652 §2), as Java libraries do for attached content: indefinite lengths and octet strings in
 * pieces. This turns such a file into DER, after which only DER is read. What is DER already comes out as it was.
 */
import { fail, ok, type Result } from '../domain/result.ts';
import { DerError, TAG } from './der.ts';
import { concat, element } from './der-writer.ts';

const DEEPEST = 64;
const MOST_ELEMENTS = 100_000;

/** The file in DER; `malformed` when it is no BER either. */
export function toDer(bytes: Uint8Array): Result<Uint8Array, 'malformed'> {
  try {
    const transcoder = new Transcoder(bytes);
    const der = transcoder.element(0);
    return transcoder.atEnd() ? ok(der) : fail('malformed');
  } catch (error) {
    if (error instanceof DerError) return fail('malformed');
    throw error;
  }
}

class Transcoder {
  private readonly bytes: Uint8Array;
  private position = 0;
  private elements = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  atEnd(): boolean {
    return this.position === this.bytes.length;
  }

  private octet(): number {
    const octet = this.bytes[this.position];
    if (octet === undefined) throw new DerError('truncated');
    this.position += 1;
    return octet;
  }

  /** The element at the current place, in DER. */
  element(depth: number): Uint8Array {
    this.elements += 1;
    if (depth > DEEPEST || this.elements > MOST_ELEMENTS) throw new DerError('too much');
    const tag = this.octet();
    if (tag === 0 || (tag & 0x1f) === 0x1f) throw new DerError('tag');
    const length = this.length();
    if ((tag & 0x20) === 0) {
      if (length === undefined || this.position + length > this.bytes.length) throw new DerError('length');
      this.position += length;
      return element(tag, this.bytes.subarray(this.position - length, this.position));
    }
    const children = length === undefined ? this.untilEndOfContents(depth) : this.within(length, depth);
    return tag === (TAG.octetString | 0x20) ? joined(children) : element(tag, ...children);
  }

  /** The length that follows; undefined is the indefinite form. */
  private length(): number | undefined {
    const first = this.octet();
    if (first < 0x80) return first;
    if (first === 0x80) return undefined;
    const count = first & 0x7f;
    if (count > 4) throw new DerError('length');
    let length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + this.octet();
    return length;
  }

  private untilEndOfContents(depth: number): Uint8Array[] {
    const children: Uint8Array[] = [];
    while (this.bytes[this.position] !== 0) children.push(this.element(depth + 1));
    this.position += 1;
    if (this.octet() !== 0) throw new DerError('end of contents');
    return children;
  }

  private within(length: number, depth: number): Uint8Array[] {
    const end = this.position + length;
    if (end > this.bytes.length) throw new DerError('length');
    const children: Uint8Array[] = [];
    while (this.position < end) children.push(this.element(depth + 1));
    if (this.position !== end) throw new DerError('length');
    return children;
  }
}

/** An octet string in pieces, made whole. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const contents = pieces.map((piece) => {
    if (piece[0] !== TAG.octetString) throw new DerError('piece of an octet string');
    const first = piece[1] ?? 0;
    return piece.subarray(first < 0x80 ? 2 : 2 + (first & 0x7f));
  });
  return element(TAG.octetString, concat(...contents));
}
