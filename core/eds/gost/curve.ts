/**
 * Points of the curves y² = x³ − 3x + b of prime order q over a pseudo-Mersenne field. Jacobian coordinates; a sum that meets one
 * of the exceptions of its formula (equal or opposite points) ends with Z ≡ 0 and keeps it through all further steps, so the
 * caller sees it once at the end and falls back to `addExactly`. Cofactor 1: a point that is on the curve has order q.
 */
import { type Field, inverses, pseudoMersenneField } from './field.ts';

export type AffinePoint = { readonly x: bigint; readonly y: bigint };
export type JacobianPoint = { readonly x: bigint; readonly y: bigint; readonly z: bigint };

export type Curve = {
  readonly bits: number;
  readonly bytes: number;
  readonly field: Field;
  readonly b: bigint;
  /** The prime order of the group. */
  readonly q: bigint;
  readonly generator: AffinePoint;
};

/** id-tc26-gost-3410-12-512-paramSetA (RFC 7836 A.1), numbered 1.2.398.3.10.1.1.2.2.1 in Kazakhstan. */
export const GOST_2015_512: Curve = {
  bits: 512,
  bytes: 64,
  field: pseudoMersenneField(512, 569n),
  b: 0xe8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265ee3cb090f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760n,
  q: 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275n,
  generator: {
    x: 3n,
    y: 0x7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4n,
  },
};

/** id-GostR3410-2001-CryptoPro-A-ParamSet (RFC 4357 §11.4), the curve of legacy GOST 34.310-2004. */
export const GOST_2004_256: Curve = {
  bits: 256,
  bytes: 32,
  field: pseudoMersenneField(256, 617n),
  b: 166n,
  q: 0xffffffffffffffffffffffffffffffff6c611070995ad10045841b09b761b893n,
  generator: {
    x: 1n,
    y: 0x8d91e471e0989cda27df505a453f2b7635294f2ddf23e3b122acc99c9e9f1e14n,
  },
};

/** Whether the coordinates are in range and satisfy the equation; (0, 0) never does. */
export function isOnCurve(curve: Curve, { x, y }: AffinePoint): boolean {
  const { field, b } = curve;
  if (x < 0n || y < 0n || x >= field.p || y >= field.p) return false;
  const right = field.multiply(x, field.multiply(x, x) - 3n) + b;
  return field.isZero(field.multiply(y, y) - right);
}

/** 2·P for a = −3. */
export function double(curve: Curve, { x, y, z }: JacobianPoint): JacobianPoint {
  const { multiply } = curve.field;
  const delta = multiply(z, z);
  const gamma = multiply(y, y);
  const beta = multiply(x, gamma);
  const alpha = 3n * multiply(x - delta, x + delta);
  const x3 = multiply(alpha, alpha) - 8n * beta;
  const z3 = 2n * multiply(y, z);
  const y3 = multiply(alpha, 4n * beta - x3) - 8n * multiply(gamma, gamma);
  return { x: x3, y: y3, z: z3 };
}

/** P + Q with Q affine; Z ≡ 0 when P ≡ ±Q. */
export function addAffine(curve: Curve, p: JacobianPoint, q: AffinePoint): JacobianPoint {
  const { multiply } = curve.field;
  const zz = multiply(p.z, p.z);
  const h = multiply(q.x, zz) - p.x;
  const r = multiply(q.y, multiply(zz, p.z)) - p.y;
  const hh = multiply(h, h);
  const hhh = multiply(h, hh);
  const v = multiply(p.x, hh);
  const x3 = multiply(r, r) - hhh - 2n * v;
  const y3 = multiply(r, v - x3) - multiply(p.y, hhh);
  return { x: x3, y: y3, z: multiply(p.z, h) };
}

/** P + Q with every exception handled: slow, for tables and for the rare fallback. Undefined is the point at infinity. */
export function addExactly(
  curve: Curve,
  p: AffinePoint | undefined,
  q: AffinePoint | undefined,
): AffinePoint | undefined {
  if (p === undefined) return q;
  if (q === undefined) return p;
  const { field } = curve;
  if (field.isZero(p.x - q.x)) {
    if (field.isZero(p.y + q.y)) return undefined;
    return toAffine(curve, [double(curve, { ...p, z: 1n })])[0];
  }
  return toAffine(curve, [addAffine(curve, { ...p, z: 1n }, q)])[0];
}

/** Affine forms of many points for one inversion; no point may have Z ≡ 0. */
export function toAffine(curve: Curve, points: readonly JacobianPoint[]): AffinePoint[] {
  const { field } = curve;
  const inverted = inverses(
    points.map((point) => point.z),
    field,
  );
  return points.map((point, i) => {
    const zi = inverted[i] ?? 0n;
    const zi2 = field.multiply(zi, zi);
    return {
      x: field.exact(field.multiply(point.x, zi2)),
      y: field.exact(field.multiply(point.y, field.multiply(zi2, zi))),
    };
  });
}

/** −P. */
export function negate(curve: Curve, { x, y }: AffinePoint): AffinePoint {
  return { x, y: curve.field.p - y };
}
