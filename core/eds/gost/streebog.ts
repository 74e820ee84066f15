/** Streebog-512, the digest of GOST 34.11-2015 (GOST R 34.11-2012, RFC 6986). */
import { compression, ROOM } from './streebog-kernel.ts';

const BLOCK = 64;
const CHUNK = ROOM * BLOCK;

/** The Streebog-512 digest of the message: 64 octets in the order in which digests are printed. */
export function streebog512(message: Uint8Array): Uint8Array {
  compression.begin();
  const whole = message.length - (message.length % BLOCK);
  for (let at = 0; at < whole; at += CHUNK) {
    compression.blocks(message.subarray(at, Math.min(at + CHUNK, whole)), 8 * BLOCK);
  }
  const last = new Uint8Array(BLOCK);
  last.set(message.subarray(whole));
  last[message.length - whole] = 1;
  compression.blocks(last, 8 * (message.length - whole));
  return compression.finish();
}
