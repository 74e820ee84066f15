/**
 * Multiples of a fixed point from a table: the scalar is cut into signed digits of `width` bits, and each digit picks its
 * ready multiple, so that a product costs additions only. The generator has a wide table made once; public keys get a narrow
 * one when they are met again (the people of a desk and the certificate authorities).
 */
import {
  type AffinePoint,
  addAffine,
  addExactly,
  type Curve,
  double,
  type JacobianPoint,
  negate,
  toAffine,
} from './curve.ts';

export type PointTable = {
  readonly width: number;
  /** `windows[i][d − 1]` is d · 2^(width·i) · P, for d from 1 to 2^(width−1). */
  readonly windows: readonly (readonly AffinePoint[])[];
};

/** The table of a point of order q. */
export function tableOf(curve: Curve, point: AffinePoint, width: number): PointTable {
  const count = Math.ceil((curve.bits + 1) / width);
  const size = 2 ** (width - 1);
  const all: JacobianPoint[] = [];
  const bases = windowBases(curve, point, width, count);
  const doubled = toAffine(
    curve,
    bases.map((base) => double(curve, { ...base, z: 1n })),
  );
  bases.forEach((base, i) => {
    all.push({ ...base, z: 1n });
    let multiple: JacobianPoint = { ...(doubled[i] ?? base), z: 1n };
    for (let digit = 2; digit <= size; digit += 1) {
      all.push(multiple);
      multiple = addAffine(curve, multiple, base);
    }
  });
  const affine = toAffine(curve, all);
  return { width, windows: bases.map((_, i) => affine.slice(i * size, (i + 1) * size)) };
}

function windowBases(curve: Curve, point: AffinePoint, width: number, count: number): AffinePoint[] {
  const powers: JacobianPoint[] = [];
  let power: JacobianPoint = { ...point, z: 1n };
  for (let i = 0; i < count; i += 1) {
    powers.push(power);
    for (let k = 0; k < width; k += 1) power = double(curve, power);
  }
  return toAffine(curve, powers);
}

/** The signed digits of a scalar in [0, q), least significant first: each in −2^(width−1) … 2^(width−1). */
function signedDigits(scalar: bigint, width: number, count: number): number[] {
  const hex = scalar.toString(16);
  const digits: number[] = [];
  let carry = 0;
  const mask = 2 ** width;
  let buffer = 0;
  let held = 0;
  let at = hex.length;
  for (let i = 0; i < count; i += 1) {
    while (held < width && at > 0) {
      at -= 1;
      buffer += Number.parseInt(hex.charAt(at), 16) * 2 ** held;
      held += 4;
    }
    let digit = (buffer % mask) + carry;
    buffer = Math.floor(buffer / mask);
    held = Math.max(0, held - width);
    carry = digit > mask / 2 ? 1 : 0;
    if (carry === 1) digit -= mask;
    digits.push(digit);
  }
  return digits;
}

/** The affine points whose sum is scalar · P. */
export function summands(curve: Curve, table: PointTable, scalar: bigint): AffinePoint[] {
  const points: AffinePoint[] = [];
  signedDigits(scalar, table.width, table.windows.length).forEach((digit, i) => {
    if (digit === 0) return;
    const point = table.windows[i]?.[Math.abs(digit) - 1];
    if (point === undefined) throw new RangeError('digit outside the table');
    points.push(digit > 0 ? point : negate(curve, point));
  });
  return points;
}

/** The sum of points; undefined is the point at infinity. */
export function sum(
  curve: Curve,
  points: readonly AffinePoint[],
  start?: JacobianPoint,
): JacobianPoint | undefined {
  let total = start;
  for (const point of points)
    total = total === undefined ? { ...point, z: 1n } : addAffine(curve, total, point);
  if (total === undefined) return undefined;
  if (!curve.field.isZero(total.z)) return total;
  const from = start === undefined || curve.field.isZero(start.z) ? undefined : toAffine(curve, [start])[0];
  const exact = points.reduce<AffinePoint | undefined>((part, point) => addExactly(curve, part, point), from);
  return exact === undefined ? undefined : { ...exact, z: 1n };
}

/** scalar · P without a table, by sliding windows over the odd multiples up to 15·P; scalar in [1, q). */
export function multiply(curve: Curve, point: AffinePoint, scalar: bigint): JacobianPoint {
  const odd = oddMultiples(curve, point);
  const digits = nonAdjacentForm(scalar);
  let total: JacobianPoint | undefined;
  for (let i = digits.length - 1; i >= 0; i -= 1) {
    if (total !== undefined) total = double(curve, total);
    const digit = digits[i] ?? 0;
    if (digit === 0) continue;
    const multiple = odd[(Math.abs(digit) - 1) / 2] ?? point;
    const signed = digit > 0 ? multiple : negate(curve, multiple);
    total = total === undefined ? { ...signed, z: 1n } : addAffine(curve, total, signed);
  }
  if (total === undefined) throw new RangeError('scalar is zero');
  return total;
}

function oddMultiples(curve: Curve, point: AffinePoint): AffinePoint[] {
  const twice = toAffine(curve, [double(curve, { ...point, z: 1n })])[0] ?? point;
  const odd: JacobianPoint[] = [{ ...point, z: 1n }];
  for (let i = 1; i < 8; i += 1) odd.push(addAffine(curve, odd[i - 1] ?? { ...point, z: 1n }, twice));
  return toAffine(curve, odd);
}

/** The width-5 non-adjacent form, least significant digit first: odd digits −15 … 15, few of them. */
function nonAdjacentForm(scalar: bigint): number[] {
  const bits = `0${scalar.toString(2)}`.split('').reverse().map(Number);
  const digits = new Array<number>(bits.length + 1).fill(0);
  let carry = 0;
  for (let i = 0; i < bits.length; ) {
    if (((bits[i] ?? 0) + carry) % 2 === 0) {
      carry = (bits[i] ?? 0) + carry > 1 ? 1 : 0;
      i += 1;
      continue;
    }
    let digit = carry;
    for (let k = 0; k < 5; k += 1) digit += (bits[i + k] ?? 0) * 2 ** k;
    carry = digit > 15 ? 1 : 0;
    digits[i] = carry === 1 ? digit - 32 : digit;
    i += 5;
  }
  if (carry === 1) digits[bits.length] = 1;
  return digits;
}
