/** GOST 34.10-2015: agreement with two independent implementations, and every number that must be refused. */
import fc from 'fast-check';
import gost from 'node-gost-crypto';
import { describe, expect, it } from 'vitest';
import { GOST_2004_256, isOnCurve } from '../../../core/eds/gost/curve.ts';
import { gost1995Digest } from '../../../core/eds/gost/legacy-digest.ts';
import {
  GOST_2015_512,
  generateGostKey,
  gostPublicKey,
  gostPublicOf,
  signGost,
  signGostDigest,
  USES_BEFORE_TABLE,
  verifyGost,
  verifyGostDigest,
} from '../../../core/eds/gost/signature.ts';
import { streebog512 } from '../../../core/eds/gost/streebog.ts';
import { verifyPlainly } from '../../bench/plain-gost.ts';

const { q, field, generator } = GOST_2015_512;
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const little = (value: bigint, length = 64) =>
  Uint8Array.from(Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex').reverse());
const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

const other = gost.gostEngine.getGostSign({
  name: 'GOST R 34.10',
  version: 2012,
  length: 512,
  mode: 'SIGN',
  namedCurve: 'T-512-A',
  hash: { name: 'GOST R 34.11', version: 2012, length: 512 },
});
const otherDigest = gost.gostEngine.getGostDigest({ name: 'GOST R 34.11', version: 2012, length: 512 });

const MESSAGE = Buffer.from('өтініш');
const pair = generateGostKey();
const keyOf = (octets: Uint8Array) => gostPublicKey(octets, GOST_2015_512);
const signature = signGost(pair.privateKey, MESSAGE);

function verify(message: Uint8Array, candidate: Uint8Array, publicKey = pair.publicKey): boolean {
  const key = keyOf(publicKey);
  return key !== undefined && verifyGost(key, message, candidate);
}

describe('Streebog-512', () => {
  it('gives the digests of RFC 6986', () => {
    // The examples of §10.1 and §10.2, whose octets the standard prints last first.
    const first = hex(
      '32313039383736353433323130393837363534333231303938373635343332313039383736353433323130393837363534333231303938373635343332 3130',
    ).reverse();
    expect(Buffer.from(streebog512(first).reverse()).toString('hex')).toBe(
      '486f64c1917879417fef082b3381a4e211c324f074654c38823a7b76f830ad00fa1fbae42b1285c0352f227524bc9ab16254288dd6863dccd5b9f54a1ad0541b',
    );
    const second = hex(
      'fbe2e5f0eee3c820fbeafaebef20fffbf0e1e0f0f520e0ed20e8ece0ebe5f0f2f120fff0eeec20f120faf2fee5e2202ce8f6f3ede220e8e6eee1e8f0f2d1202ce8f0f2e5e220e5d1',
    ).reverse();
    expect(Buffer.from(streebog512(second).reverse()).toString('hex')).toBe(
      '28fbc9bada033b1460642bdcddb90c3fb3e56c497ccd0f62b8a2ad4935e85f037613966de4ee00531ae60f3b5a47f8dae06915d5f2f194996fcabf2622e6881e',
    );
  });

  it('agrees with another implementation at every length around the block', () => {
    for (let length = 0; length < 200; length += 1) {
      const message = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff);
      expect(Buffer.from(streebog512(message))).toEqual(Buffer.from(otherDigest.digest(message)));
    }
  });

  it('carries in its sum and its length', () => {
    const message = new Uint8Array(70_000).fill(0xff);
    expect(Buffer.from(streebog512(message))).toEqual(Buffer.from(otherDigest.digest(message)));
  });

  it('reads a view of a larger buffer', () => {
    const whole = Uint8Array.from({ length: 300 }, (_, i) => i & 0xff);
    expect(streebog512(whole.subarray(3, 131))).toEqual(streebog512(whole.slice(3, 131)));
  });
});

describe('signatures', () => {
  it('knows its generators and group orders', () => {
    for (const curve of [GOST_2015_512, GOST_2004_256]) {
      expect(isOnCurve(curve, curve.generator)).toBe(true);
      // (q − 1)·G is the opposite of G, so q·G is infinity.
      const opposite = gostPublicOf(little(curve.q - 1n, curve.bytes), curve);
      expect(number(opposite.subarray(0, curve.bytes))).toBe(curve.generator.x);
      expect(number(opposite.subarray(curve.bytes))).toBe(curve.field.p - curve.generator.y);
    }
  });

  it('verifies what others sign, and others verify what it signs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
        const { privateKey, publicKey } = generateGostKey();
        const own = signGost(privateKey, message);
        const theirs = new Uint8Array(other.sign(privateKey, message));
        expect(other.verify(publicKey, own, message)).toBe(true);
        expect(verifyPlainly(publicKey, streebog512(message), own)).toBe(true);
        // At first without a table for the key, then with one.
        for (let use = 0; use <= USES_BEFORE_TABLE; use += 1)
          expect(verify(message, theirs, publicKey)).toBe(true);
        expect(verify(join(message, Uint8Array.of(0)), theirs, publicKey)).toBe(false);
      }),
      { numRuns: 8 },
    );
  });

  it('agrees with a plain implementation on altered signatures', () => {
    const digest = streebog512(MESSAGE);
    fc.assert(
      fc.property(fc.nat(127), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const altered = signature.slice();
        altered[place] = (altered[place] ?? 0) ^ change;
        expect(verify(MESSAGE, altered)).toBe(verifyPlainly(pair.publicKey, digest, altered));
      }),
      { numRuns: 20 },
    );
  });

  const r = signature.subarray(0, 64);
  const s = signature.subarray(64);
  const zero = new Uint8Array(64);
  it.each([
    ['r of zero', join(zero, s)],
    ['s of zero', join(r, zero)],
    ['both of zero', join(zero, zero)],
    ['r of q', join(little(q), s)],
    ['s of q', join(r, little(q))],
    ['swapped halves', join(s, r)],
    ['the Russian order, reversed', signature.slice().reverse()],
    ['each half reversed', join(r.slice().reverse(), s.slice().reverse())],
    ['an octet less', signature.subarray(0, 127)],
    ['an octet more', join(signature, Uint8Array.of(0))],
    ['nothing', new Uint8Array(0)],
    ['all ones', new Uint8Array(128).fill(0xff)],
  ])('refuses %s', (_name, candidate) => {
    expect(verify(MESSAGE, signature)).toBe(true);
    expect(verify(MESSAGE, candidate)).toBe(false);
  });

  it('refuses r + q and s + q, which name the same numbers', () => {
    // q is a little below 2^512: only a small r or s leaves room for the alias, so one is made for it.
    const small = 12_345n;
    const key = keyOf(pair.publicKey);
    if (key === undefined) throw new Error('no key');
    // s is free to choose: with k = 1 … the digest e = (s − r·d)/k makes s small.
    const d = number(pair.privateKey);
    const nonce = 987_654_321n;
    const point = gostPublicOf(little(nonce));
    const rOf = number(point.subarray(0, 64)) % q;
    const inverse = (a: bigint) => {
      let result = 1n;
      for (let b = a % q, e = q - 2n; e > 0n; e >>= 1n) {
        if (e & 1n) result = (result * b) % q;
        b = (b * b) % q;
      }
      return result;
    };
    const e = ((((small - rOf * d) % q) + q) * inverse(nonce)) % q;
    expect(verifyGostDigest(key, little(e), join(little(rOf), little(small)))).toBe(true);
    expect(verifyGostDigest(key, little(e), join(little(rOf), little(small + q)))).toBe(false);
  });

  it.each([
    ['all zero, which some take for infinity', new Uint8Array(128)],
    ['off the curve', join(little(generator.x), little(generator.y + 1n))],
    ['with a coordinate of p', join(little(field.p), little(generator.y))],
    ['with coordinates not reduced', join(little(generator.x + field.p), little(generator.y))],
    ['in the wrong order', join(pair.publicKey.subarray(64), pair.publicKey.subarray(0, 64))],
    ['big-endian', pair.publicKey.slice().reverse()],
    ['too short', pair.publicKey.subarray(1)],
  ])('knows no key that is %s', (_name, octets) => {
    expect(keyOf(octets)).toBeUndefined();
  });

  it('survives the exceptions of the addition formula', () => {
    // With the keys G and −G the two products meet, cancel and double: e and the signature are free.
    for (const scalar of [1n, q - 1n, 2n, q - 2n]) {
      const key = keyOf(gostPublicOf(little(scalar)));
      if (key === undefined) throw new Error('no key');
      for (const [rr, ss, e] of [
        [1n, 1n, 1n],
        [1n, 2n, 1n],
        [q - 1n, q - 1n, 1n],
        [3n, 3n, q - 1n],
        [2n, 1n, 1n],
      ] as const) {
        const candidate = join(little(rr), little(ss));
        const expected = verifyPlainly(key.octets, little(e), candidate);
        for (let use = 0; use < 3; use += 1)
          expect(verifyGostDigest(key, little(e), candidate)).toBe(expected);
      }
    }
  });

  it('takes a digest of zero for one', () => {
    const key = keyOf(pair.publicKey);
    const made = signGostDigest(pair.privateKey, zero, GOST_2015_512);
    expect(key !== undefined && verifyGostDigest(key, zero, made)).toBe(true);
    expect(key !== undefined && verifyGostDigest(key, little(1n), made)).toBe(true);
    expect(key !== undefined && verifyGostDigest(key, little(2n), made)).toBe(false);
  });

  it('signs repeatably with a given nonce', () => {
    const nonce = new Uint8Array(64).fill(7);
    expect(signGost(pair.privateKey, MESSAGE, nonce)).toEqual(signGost(pair.privateKey, MESSAGE, nonce));
    expect(verify(MESSAGE, signGost(pair.privateKey, MESSAGE, nonce))).toBe(true);
  });

  it('verifies legacy signatures on the curve of 256 bits', () => {
    const privateKey = little(123_456_789_123_456_789n, 32);
    const publicKey = gostPublicOf(privateKey, GOST_2004_256);
    const key = gostPublicKey(publicKey, GOST_2004_256);
    const digest = gost1995Digest(MESSAGE);
    const made = signGostDigest(privateKey, digest, GOST_2004_256);
    expect(key !== undefined && verifyGostDigest(key, digest, made)).toBe(true);
    expect(key !== undefined && verifyGostDigest(key, gost1995Digest(Buffer.from('x')), made)).toBe(false);
  });
});
