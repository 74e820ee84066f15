/**
 * GOST 34.10-2015 verification as anybody would write it with BigInt: projective double-and-add, division by p. The measure that
 * the verifier's own arithmetic is compared with (issue 3, "Speed and size"), and an independent opinion in its tests.
 */
import { GOST_2015_512 } from '../../core/eds/gost/curve.ts';

const { q, generator } = GOST_2015_512;
const { p } = GOST_2015_512.field;

type Point = { readonly x: bigint; readonly y: bigint; readonly z: bigint };
const INFINITY: Point = { x: 1n, y: 1n, z: 0n };

const mod = (a: bigint, m: bigint): bigint => ((a % m) + m) % m;

function power(base: bigint, exponent: bigint, m: bigint): bigint {
  let result = 1n;
  for (let b = mod(base, m), e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % m;
    b = (b * b) % m;
  }
  return result;
}

function twice({ x, y, z }: Point): Point {
  if (z === 0n) return INFINITY;
  const zz = (z * z) % p;
  const yy = (y * y) % p;
  const m = (3n * (x - zz) * (x + zz)) % p;
  const s = (4n * x * yy) % p;
  const x3 = mod(m * m - 2n * s, p);
  return { x: x3, y: mod(m * (s - x3) - 8n * yy * yy, p), z: mod(2n * y * z, p) };
}

function plus(a: Point, b: Point): Point {
  if (a.z === 0n) return b;
  if (b.z === 0n) return a;
  const zza = (a.z * a.z) % p;
  const zzb = (b.z * b.z) % p;
  const u1 = (a.x * zzb) % p;
  const u2 = (b.x * zza) % p;
  const s1 = (a.y * zzb * b.z) % p;
  const s2 = (b.y * zza * a.z) % p;
  if (u1 === u2) return s1 === s2 ? twice(a) : INFINITY;
  const h = mod(u2 - u1, p);
  const r = mod(s2 - s1, p);
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (u1 * hh) % p;
  const x3 = mod(r * r - hhh - 2n * v, p);
  return { x: x3, y: mod(r * (v - x3) - s1 * hhh, p), z: (h * a.z * b.z) % p };
}

/** u·G + v·Q with one pass over the bits of both. */
function combine(u: bigint, v: bigint, point: Point): Point {
  const base = { ...generator, z: 1n };
  const both = plus(base, point);
  let total = INFINITY;
  for (let bit = 511n; bit >= 0n; bit -= 1n) {
    total = twice(total);
    const takeU = (u >> bit) & 1n;
    const takeV = (v >> bit) & 1n;
    if (takeU && takeV) total = plus(total, both);
    else if (takeU) total = plus(total, base);
    else if (takeV) total = plus(total, point);
  }
  return total;
}

const littleEndian = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);

/** Whether r‖s is the signature of a digest under the key x‖y. */
export function verifyPlainly(publicKey: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  const r = littleEndian(signature.subarray(0, 64));
  const s = littleEndian(signature.subarray(64));
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false;
  const e = littleEndian(digest) % q || 1n;
  const v = power(e, q - 2n, q);
  const key = { x: littleEndian(publicKey.subarray(0, 64)), y: littleEndian(publicKey.subarray(64)), z: 1n };
  const point = combine((s * v) % q, mod(-r * v, q), key);
  if (point.z === 0n) return false;
  const inverse = power(point.z, p - 2n, p);
  return ((point.x * inverse * inverse) % p) % q === r;
}
