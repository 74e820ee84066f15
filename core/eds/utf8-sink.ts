/** Collects text as UTF-8 in one growing buffer: short pieces, the bulk of canonical XML, are encoded here. */
import { FormError } from './form-error.ts';

/** What stands for a character of ASCII in the output, by its code; undefined where it stands for itself. */
export type Escapes = readonly (Uint8Array | undefined)[];

/** Canonical XML above this many octets is refused: only text made to grow would reach it from an accepted input. */
const LARGEST_OUTPUT = 32 * 1024 * 1024;
/** Longer pieces are cut, so that room is made step by step. */
const PIECE = 16_384;
/** Above this length the runtime's own encoder is faster. */
const SHORT = 64;
/** No character and no escape needs more octets. */
const WIDEST = 6;

/** Makes the table of escapes from pairs of a character and its replacement. */
export function escapesOf(pairs: Readonly<Record<string, string>>): Escapes {
  const table = new Array<Uint8Array | undefined>(128).fill(undefined);
  for (const [character, replacement] of Object.entries(pairs)) {
    table[character.charCodeAt(0)] = Uint8Array.from(Buffer.from(replacement, 'latin1'));
  }
  return table;
}

const NO_ESCAPES = escapesOf({});

export class Utf8Sink {
  private buffer = Buffer.allocUnsafe(1 << 14);
  private length = 0;

  /** Appends a text as it is. */
  write(text: string): void {
    if (text.length > SHORT) this.writeLong(text);
    else this.encodeAll(text, NO_ESCAPES);
  }

  /** Appends a text, certain characters of it replaced; `special` finds whether there are any. */
  writeEscaped(text: string, special: RegExp, escapes: Escapes): void {
    if (text.length > SHORT && !special.test(text)) this.writeLong(text);
    else this.encodeAll(text, escapes);
  }

  /** All that was written. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private writeLong(text: string): void {
    this.makeRoom(3 * text.length);
    this.length += this.buffer.write(text, this.length, 'utf8');
  }

  private encodeAll(text: string, escapes: Escapes): void {
    for (let from = 0; from < text.length; ) {
      from = this.encode(text, from, Math.min(text.length, from + PIECE), escapes);
    }
  }

  /** Encodes a piece and says where the next one starts: a pair of surrogates is never cut. */
  private encode(text: string, from: number, end: number, escapes: Escapes): number {
    this.makeRoom(WIDEST * (end - from) + 4);
    const { buffer } = this;
    let at = this.length;
    let i = from;
    for (; i < end; i += 1) {
      const code = text.charCodeAt(i);
      if (code < 0x80) {
        const replacement = escapes[code];
        if (replacement === undefined) {
          buffer[at] = code;
          at += 1;
        } else {
          buffer.set(replacement, at);
          at += replacement.length;
        }
      } else if (code < 0x800) {
        buffer[at] = 0xc0 | (code >> 6);
        buffer[at + 1] = 0x80 | (code & 0x3f);
        at += 2;
      } else if (code >= 0xd800 && code < 0xdc00) {
        // A pair of surrogates; text that was decoded strictly has no others.
        at += buffer.write(text.slice(i, i + 2), at, 'utf8');
        i += 1;
      } else {
        buffer[at] = 0xe0 | (code >> 12);
        buffer[at + 1] = 0x80 | ((code >> 6) & 0x3f);
        buffer[at + 2] = 0x80 | (code & 0x3f);
        at += 3;
      }
    }
    this.length = at;
    return i;
  }

  private makeRoom(needed: number): void {
    const size = this.buffer.length;
    if (this.length + needed <= size) return;
    if (this.length > LARGEST_OUTPUT) throw new FormError('structure', 'canonical form too large');
    const larger = Buffer.allocUnsafe(Math.max(Math.ceil(1.5 * size), this.length + needed));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
