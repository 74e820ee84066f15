/**
 * Arithmetic modulo p = 2^bits − c with a small c, as both curves of GOST 34.10 have it. Products are folded instead of divided:
 * 2^bits ≡ c. Between operations numbers stay loosely reduced, sums and differences are not reduced at all (BigInt has a sign);
 * `exact` gives the one representative in [0, p).
 */
export type Field = {
  readonly p: bigint;
  /** a·b, loosely reduced: |result| < 2^(bits+1). */
  multiply(a: bigint, b: bigint): bigint;
  /** The representative in [0, p). */
  exact(a: bigint): bigint;
  /** Whether a ≡ 0. */
  isZero(a: bigint): boolean;
};

/** The field of integers modulo 2^bits − c. */
export function pseudoMersenneField(bits: number, c: bigint): Field {
  const p = (1n << BigInt(bits)) - c;
  const width = BigInt(bits);
  const exact = (a: bigint): bigint => {
    const rest = a % p;
    return rest < 0n ? rest + p : rest;
  };
  return {
    p,
    multiply: (a, b) => {
      const product = a * b;
      const once = BigInt.asUintN(bits, product) + c * (product >> width);
      return BigInt.asUintN(bits, once) + c * (once >> width);
    },
    exact,
    isZero: (a) => exact(a) === 0n,
  };
}

/** a modulo m in [0, m). */
export function modulo(a: bigint, m: bigint): bigint {
  const rest = a % m;
  return rest < 0n ? rest + m : rest;
}

/** The inverse of a modulo the prime m by Euclid's algorithm; a must not be ≡ 0. */
export function inverse(a: bigint, m: bigint): bigint {
  let [r0, r1] = [m, modulo(a, m)];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  if (r0 !== 1n) throw new RangeError('no inverse');
  return modulo(t0, m);
}

/** Inverts many numbers for the price of one inversion (Montgomery's trick); none may be ≡ 0. */
export function inverses(values: readonly bigint[], field: Field): bigint[] {
  const running: bigint[] = [];
  let product = 1n;
  for (const value of values) {
    running.push(product);
    product = field.multiply(product, value);
  }
  let inverted = inverse(product, field.p);
  const result = new Array<bigint>(values.length).fill(0n);
  for (let i = values.length - 1; i >= 0; i -= 1) {
    result[i] = field.multiply(inverted, running[i] ?? 0n);
    inverted = field.multiply(inverted, values[i] ?? 0n);
  }
  return result;
}
