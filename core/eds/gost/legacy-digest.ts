/** GOST 34.311-95 (GOST R 34.11-94) with the substitution of Kazakhstan's legacy EDS, for documents made before 2024. */
import gost, { type GostDigest } from 'node-gost-crypto';

let shared: GostDigest | undefined;

/** The digest of a message: 32 octets. */
export function gost1995Digest(message: Uint8Array): Uint8Array {
  shared ??= gost.gostEngine.getGostDigest({
    name: 'GOST R 34.11',
    version: 1994,
    length: 256,
    sBox: 'D-TEST',
  });
  return new Uint8Array(shared.digest(message));
}
