/**
 * GOST 34.10-2015 with Streebog-512, and legacy GOST 34.310-2004, in the layout of Kazakhstan (eds/README.md §3): every number is
 * little-endian, a public key is x‖y, a signature r‖s, and the digest is read as a little-endian number.
 */
import { randomBytes } from 'node:crypto';
import { type AffinePoint, type Curve, GOST_2004_256, GOST_2015_512, isOnCurve } from './curve.ts';
import { inverse, modulo } from './field.ts';
import { multiply, type PointTable, sum, summands, tableOf } from './multiples.ts';
import { streebog512 } from './streebog.ts';

const GENERATOR_WIDTH = 8;
const KEY_WIDTH = 5;
const KEYS_REMEMBERED = 64;
export const USES_BEFORE_TABLE = 6;

const generatorTables = new Map<Curve, PointTable>();

function generatorTable(curve: Curve): PointTable {
  const known = generatorTables.get(curve);
  if (known !== undefined) return known;
  const table = tableOf(curve, curve.generator, GENERATOR_WIDTH);
  generatorTables.set(curve, table);
  return table;
}

function numberOf(littleEndian: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(littleEndian).reverse().toString('hex')}`);
}

function littleEndian(value: bigint, length: number): Uint8Array {
  return Uint8Array.from(Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex').reverse());
}

/** A public key that is known to lie on its curve, with the table that grows once it is used again. */
export type GostPublicKey = {
  readonly curve: Curve;
  readonly point: AffinePoint;
  readonly octets: Uint8Array;
};

/** Reads a public key x‖y; undefined when it has the wrong length, a coordinate out of range, or is not on the curve. */
export function gostPublicKey(octets: Uint8Array, curve: Curve): GostPublicKey | undefined {
  if (octets.length !== 2 * curve.bytes) return undefined;
  const point = {
    x: numberOf(octets.subarray(0, curve.bytes)),
    y: numberOf(octets.subarray(curve.bytes)),
  };
  return isOnCurve(curve, point) ? { curve, point, octets } : undefined;
}

/** Keys met before, by their octets, least recently used first. A table costs some six verifications, so it waits for the sixth. */
const seenKeys = new Map<string, { readonly uses: number; readonly table: PointTable | undefined }>();

function keyTable(key: GostPublicKey): PointTable | undefined {
  const name = Buffer.from(key.octets).toString('latin1');
  const seen = seenKeys.get(name);
  const uses = (seen?.uses ?? 0) + 1;
  const table =
    seen?.table ?? (uses >= USES_BEFORE_TABLE ? tableOf(key.curve, key.point, KEY_WIDTH) : undefined);
  seenKeys.delete(name);
  seenKeys.set(name, { uses, table });
  const oldest = seenKeys.keys().next();
  if (seenKeys.size > KEYS_REMEMBERED && !oldest.done) seenKeys.delete(oldest.value);
  return table;
}

/** The number e of a digest: little-endian, modulo q, 1 instead of 0. */
function digestNumber(digest: Uint8Array, curve: Curve): bigint {
  const e = modulo(numberOf(digest), curve.q);
  return e === 0n ? 1n : e;
}

/** Whether r‖s is the signature of the digest. Wrong length, r or s of 0 or not below q: false. */
export function verifyGostDigest(key: GostPublicKey, digest: Uint8Array, signature: Uint8Array): boolean {
  const { curve } = key;
  const { q, field } = curve;
  if (signature.length !== 2 * curve.bytes || digest.length !== curve.bytes) return false;
  const r = numberOf(signature.subarray(0, curve.bytes));
  const s = numberOf(signature.subarray(curve.bytes));
  if (r === 0n || s === 0n || r >= q || s >= q) return false;
  const v = inverse(digestNumber(digest, curve), q);
  const z1 = modulo(s * v, q);
  const z2 = modulo(-r * v, q);
  const table = keyTable(key);
  const ofGenerator = summands(curve, generatorTable(curve), z1);
  const point =
    table === undefined
      ? sum(curve, ofGenerator, multiply(curve, key.point, z2))
      : sum(curve, [...ofGenerator, ...summands(curve, table, z2)]);
  if (point === undefined) return false;
  // x mod q = r without an inversion: X = x·Z², and x is r or, where that is below p, r + q.
  const zz = field.multiply(point.z, point.z);
  if (field.isZero(field.multiply(r, zz) - point.x)) return true;
  return r + q < field.p && field.isZero(field.multiply(r + q, zz) - point.x);
}

/** Verifies GOST 34.10-2015 (512 bits) over a message. */
export function verifyGost(key: GostPublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  return key.curve === GOST_2015_512 && verifyGostDigest(key, streebog512(message), signature);
}

/** A new pair of keys of GOST 34.10-2015 (512 bits): for demo certificate authorities and tests, never for a person. */
export function generateGostKey(): { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array } {
  const { q, bytes } = GOST_2015_512;
  const d = 1n + modulo(numberOf(randomBytes(bytes + 16)), q - 1n);
  const privateKey = littleEndian(d, bytes);
  return { privateKey, publicKey: gostPublicOf(privateKey) };
}

/** The public key x‖y of a private scalar. */
export function gostPublicOf(privateKey: Uint8Array, curve: Curve = GOST_2015_512): Uint8Array {
  const { x, y } = generatorMultiple(curve, numberOf(privateKey));
  return Uint8Array.from([...littleEndian(x, curve.bytes), ...littleEndian(y, curve.bytes)]);
}

function generatorMultiple(curve: Curve, scalar: bigint): AffinePoint {
  const point = sum(curve, summands(curve, generatorTable(curve), modulo(scalar, curve.q)));
  if (point === undefined) throw new RangeError('scalar is zero');
  const { field, q } = curve;
  if (scalar % q === 0n) throw new RangeError('scalar is zero');
  const zi = inverse(point.z, field.p);
  const zi2 = field.multiply(zi, zi);
  return {
    x: field.exact(field.multiply(point.x, zi2)),
    y: field.exact(field.multiply(point.y, field.multiply(zi2, zi))),
  };
}

/** Signs a digest; `nonce` (little-endian, at least as long as q) makes it repeatable in tests. Its time depends on the key: demo keys only. */
export function signGostDigest(
  privateKey: Uint8Array,
  digest: Uint8Array,
  curve: Curve,
  nonce?: Uint8Array,
): Uint8Array {
  const { q, bytes } = curve;
  const d = numberOf(privateKey);
  const e = digestNumber(digest, curve);
  for (let attempt = nonce; ; attempt = undefined) {
    const k = modulo(numberOf(attempt ?? randomBytes(bytes + 16)), q);
    if (k === 0n) continue;
    const r = modulo(generatorMultiple(curve, k).x, q);
    const s = modulo(r * d + k * e, q);
    if (r === 0n || s === 0n) continue;
    return Uint8Array.from([...littleEndian(r, bytes), ...littleEndian(s, bytes)]);
  }
}

/** Signs a message with GOST 34.10-2015 (512 bits): demo keys only. */
export function signGost(privateKey: Uint8Array, message: Uint8Array, nonce?: Uint8Array): Uint8Array {
  return signGostDigest(privateKey, streebog512(message), GOST_2015_512, nonce);
}

export { GOST_2004_256, GOST_2015_512 };
