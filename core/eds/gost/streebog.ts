/**
 * Streebog-512, the digest of GOST 34.11-2015 (GOST R 34.11-2012, RFC 6986). The substitution, the permutation and the linear
 * transformation are merged into one table of 8 × 256 words of 64 bits, each kept as two halves of 32 bits.
 */
import { ITERATION_CONSTANTS, LINEAR_ROWS, SUBSTITUTION } from './streebog-constants.ts';

const BLOCK = 64;

/** For octet `x` at place `j` of a word: entry `2·(256·j + x)` is the low half of the merged transformation, the next one the high. */
const TABLE = mergedTable();
const CONSTANTS = ITERATION_CONSTANTS.map((hex) => words(Uint8Array.from(Buffer.from(hex, 'hex')).reverse()));
const ZERO = new Int32Array(16);

function mergedTable(): Int32Array {
  const substitution = Buffer.from(SUBSTITUTION, 'hex');
  const rows = LINEAR_ROWS.split(' ').map((row) => BigInt(`0x${row}`));
  const table = new Int32Array(8 * 256 * 2);
  for (let place = 0; place < 8; place += 1) {
    for (let x = 0; x < 256; x += 1) {
      const octet = substitution[x] ?? 0;
      let word = 0n;
      for (let bit = 0; bit < 8; bit += 1) {
        if ((octet >> bit) & 1) word ^= rows[63 - (8 * place + bit)] ?? 0n;
      }
      const at = 2 * (256 * place + x);
      table[at] = Number(BigInt.asIntN(32, word));
      table[at + 1] = Number(BigInt.asIntN(32, word >> 32n));
    }
  }
  return table;
}

/** Sixteen little-endian words of 32 bits from 64 octets. */
function words(octets: Uint8Array): Int32Array {
  const result = new Int32Array(16);
  const view = new DataView(octets.buffer, octets.byteOffset, BLOCK);
  for (let i = 0; i < 16; i += 1) result[i] = view.getInt32(4 * i, true);
  return result;
}

/** `target := L(P(S(a ⊕ b)))`; target may be a or b. */
function transform(target: Int32Array, a: Int32Array, b: Int32Array, mixed: Int32Array): void {
  for (let i = 0; i < 16; i += 1) mixed[i] = (a[i] ?? 0) ^ (b[i] ?? 0);
  const table = TABLE;
  for (let i = 0; i < 8; i += 1) {
    const source = i >> 2;
    const shift = (i & 3) << 3;
    let low = 0;
    let high = 0;
    for (let place = 0; place < 8; place += 1) {
      const at = (place << 9) + ((((mixed[2 * place + source] ?? 0) >> shift) & 0xff) << 1);
      low ^= table[at] ?? 0;
      high ^= table[at + 1] ?? 0;
    }
    target[2 * i] = low;
    target[2 * i + 1] = high;
  }
}

function add(sum: Int32Array, value: Int32Array): void {
  let carry = 0;
  for (let i = 0; i < 16; i += 1) {
    const total = ((sum[i] ?? 0) >>> 0) + ((value[i] ?? 0) >>> 0) + carry;
    sum[i] = total | 0;
    carry = total > 0xffffffff ? 1 : 0;
  }
}

/** One message in the making: the state h, the length N and the sum Σ of RFC 6986 §8. */
class State {
  readonly h = new Int32Array(16);
  private readonly length = new Int32Array(16);
  private readonly sum = new Int32Array(16);
  private readonly key = new Int32Array(16);
  private readonly data = new Int32Array(16);
  private readonly mixed = new Int32Array(16);
  private readonly added = new Int32Array(16);

  private compress(counter: Int32Array, block: Int32Array): void {
    const { h, key, data, mixed } = this;
    transform(key, h, counter, mixed);
    transform(data, key, block, mixed);
    for (let round = 0; round < 11; round += 1) {
      transform(key, key, CONSTANTS[round] ?? ZERO, mixed);
      transform(data, data, key, mixed);
    }
    transform(key, key, CONSTANTS[11] ?? ZERO, mixed);
    for (let i = 0; i < 16; i += 1) h[i] = (h[i] ?? 0) ^ (data[i] ?? 0) ^ (key[i] ?? 0) ^ (block[i] ?? 0);
  }

  block(block: Int32Array, bits: number): void {
    this.compress(this.length, block);
    this.added[0] = bits;
    add(this.length, this.added);
    add(this.sum, block);
  }

  finish(): void {
    this.compress(ZERO, this.length);
    this.compress(ZERO, this.sum);
  }
}

/** The Streebog-512 digest of the message: 64 octets in the order in which digests are printed. */
export function streebog512(message: Uint8Array): Uint8Array {
  const state = new State();
  const whole = message.length - (message.length % BLOCK);
  const view = new DataView(message.buffer, message.byteOffset, message.length);
  const block = new Int32Array(16);
  for (let at = 0; at < whole; at += BLOCK) {
    for (let i = 0; i < 16; i += 1) block[i] = view.getInt32(at + 4 * i, true);
    state.block(block, 512);
  }
  const last = new Uint8Array(BLOCK);
  last.set(message.subarray(whole));
  last[message.length - whole] = 1;
  state.block(words(last), (message.length - whole) * 8);
  state.finish();
  const digest = new Uint8Array(BLOCK);
  const out = new DataView(digest.buffer);
  for (let i = 0; i < 16; i += 1) out.setInt32(4 * i, state.h[i] ?? 0, true);
  return digest;
}
