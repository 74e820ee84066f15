/** Public keys and signatures by their X.509 identifiers: which there are, which are trusted to be strong, and checking them. */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type DerElement, DerError, onlyElement, TAG } from './der.ts';
import { integerBytes, objectIdentifier, octets, wholeBitString } from './der-value.ts';
import { gost1995Digest } from './gost/legacy-digest.ts';
import {
  GOST_2004_256,
  GOST_2015_512,
  type GostPublicKey,
  gostPublicKey,
  verifyGostDigest,
} from './gost/signature.ts';
import { streebog512 } from './gost/streebog.ts';
import { OID } from './oid.ts';

/** `unusable`: an algorithm we know, but not a key of it (off the curve, out of range, unreadable). */
export type PublicKey =
  | { readonly kind: 'gost2015'; readonly key: GostPublicKey | undefined }
  | { readonly kind: 'gost2004'; readonly key: GostPublicKey | undefined }
  | { readonly kind: 'rsa'; readonly bits: number; readonly key: () => KeyObject | undefined }
  | { readonly kind: 'unknown'; readonly algorithm: string };

/** How a certificate, a list or a response is signed. `weak`: known and broken. `unknown`: not ours. */
export type SignatureScheme =
  | 'gost2015'
  | 'gost2004'
  | 'rsa-sha256'
  | 'rsa-sha384'
  | 'rsa-sha512'
  | 'weak'
  | 'unknown';

export type DigestScheme = 'streebog512' | 'gost1995' | 'sha256' | 'sha384' | 'sha512' | 'unknown';

const SMALLEST_RSA = 2048;
const LARGEST_RSA = 8192;

export type AlgorithmIdentifier = {
  readonly algorithm: string;
  /** DER of the parameters, if any. */
  readonly parameters: Uint8Array | undefined;
};

/** Reads an AlgorithmIdentifier. */
export function readAlgorithm(element: DerElement): AlgorithmIdentifier {
  if (element.tag !== TAG.sequence) throw new DerError('algorithm identifier');
  const reader = element.children();
  const algorithm = objectIdentifier(reader.any());
  const parameters = reader.tag === undefined ? undefined : reader.any().bytes;
  reader.end();
  return { algorithm, parameters };
}

function withoutParameters({ parameters }: AlgorithmIdentifier): boolean {
  return (
    parameters === undefined || (parameters.length === 2 && parameters[0] === TAG.null && parameters[1] === 0)
  );
}

const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  [OID.gost2015Signature]: 'gost2015',
  [OID.gost2004Signature]: 'gost2004',
  [OID.sha256WithRsa]: 'rsa-sha256',
  '1.2.840.113549.1.1.12': 'rsa-sha384',
  '1.2.840.113549.1.1.13': 'rsa-sha512',
  [OID.sha1WithRsa]: 'weak',
  '1.2.840.113549.1.1.2': 'weak',
  '1.2.840.113549.1.1.4': 'weak',
};

/** The scheme that an identifier of a signature names. */
export function signatureScheme(identifier: AlgorithmIdentifier): SignatureScheme {
  return withoutParameters(identifier) ? (SCHEMES[identifier.algorithm] ?? 'unknown') : 'unknown';
}

/**
 * The scheme that a signed object names twice, inside what is signed and beside it; `unknown` when the two differ. The National
 * CA's lists write the same algorithm once with NULL and once without parameters, so it is the meaning that must agree.
 */
export function agreedScheme(inner: AlgorithmIdentifier, outer: AlgorithmIdentifier): SignatureScheme {
  return inner.algorithm === outer.algorithm && withoutParameters(inner) ? signatureScheme(outer) : 'unknown';
}

const DIGESTS: Readonly<Record<string, DigestScheme>> = {
  [OID.streebog512]: 'streebog512',
  [OID.gost1995Digest]: 'gost1995',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
};

/** The digest that an identifier names; SHA-1 and other weak ones are unknown. */
export function digestScheme(identifier: AlgorithmIdentifier): DigestScheme {
  return withoutParameters(identifier) ? (DIGESTS[identifier.algorithm] ?? 'unknown') : 'unknown';
}

/** The digest of a message; undefined for an unknown scheme. */
export function digestOf(scheme: DigestScheme, message: Uint8Array): Uint8Array | undefined {
  switch (scheme) {
    case 'streebog512':
      return streebog512(message);
    case 'gost1995':
      return gost1995Digest(message);
    case 'unknown':
      return undefined;
    default:
      return Uint8Array.from(createHash(scheme).update(message).digest());
  }
}

/** Reads a SubjectPublicKeyInfo. Keys that are none become `unusable` ones: they verify nothing. */
export function readPublicKey(element: DerElement): PublicKey {
  if (element.tag !== TAG.sequence) throw new DerError('public key');
  const reader = element.children();
  const identifier = readAlgorithm(reader.any());
  const bits = wholeBitString(reader.any());
  reader.end();
  switch (identifier.algorithm) {
    case OID.gost2015Key:
      return hasParameters(identifier, OID.gost2015Curve, OID.streebog512)
        ? { kind: 'gost2015', key: gostPublicKey(octets(onlyElement(bits)), GOST_2015_512) }
        : { kind: 'unknown', algorithm: identifier.algorithm };
    case OID.gost2004Key:
      return hasParameters(identifier, OID.gost2004Curve, OID.gost1995DigestParameters)
        ? { kind: 'gost2004', key: gostPublicKey(octets(onlyElement(bits)), GOST_2004_256) }
        : { kind: 'unknown', algorithm: identifier.algorithm };
    case OID.rsaKey:
      return withoutParameters(identifier)
        ? rsaKey(element.bytes, bits)
        : { kind: 'unknown', algorithm: identifier.algorithm };
    default:
      return { kind: 'unknown', algorithm: identifier.algorithm };
  }
}

/** The content of the BIT STRING of a SubjectPublicKeyInfo. */
export function publicKeyBits(element: DerElement): Uint8Array {
  const reader = element.children();
  reader.any();
  return wholeBitString(reader.any());
}

function hasParameters({ parameters }: AlgorithmIdentifier, curve: string, digest: string): boolean {
  if (parameters === undefined) return false;
  const element = onlyElement(parameters);
  if (element.tag !== TAG.sequence) return false;
  const [first, second, third] = element
    .children()
    .all(TAG.oid)
    .map((oid) => objectIdentifier(oid));
  return first === curve && second === digest && third === undefined;
}

function rsaKey(info: Uint8Array, bits: Uint8Array): PublicKey {
  const sequence = onlyElement(bits);
  if (sequence.tag !== TAG.sequence) throw new DerError('RSA key');
  const reader = sequence.children();
  const modulus = integerBytes(reader.any());
  const exponent = integerBytes(reader.any());
  reader.end();
  const size = bitLength(modulus);
  const sound = isSoundRsa(modulus, exponent, size);
  let key: KeyObject | undefined;
  return {
    kind: 'rsa',
    bits: size,
    key: () => {
      if (sound) key ??= createPublicKey({ key: Buffer.from(info), format: 'der', type: 'spki' });
      return key;
    },
  };
}

/** Positive, odd modulus; a small odd exponent from 3 on, so that a check costs what a check costs. */
function isSoundRsa(modulus: Uint8Array, exponent: Uint8Array, size: number): boolean {
  if ((modulus[0] ?? 0x80) >= 0x80 || (exponent[0] ?? 0x80) >= 0x80 || size > LARGEST_RSA) return false;
  const odd = (octets: Uint8Array) => ((octets.at(-1) ?? 0) & 1) === 1;
  const tooSmall = exponent.length === 1 && (exponent[0] ?? 0) < 3;
  return odd(modulus) && odd(exponent) && exponent.length <= 5 && !tooSmall;
}

function bitLength(integer: Uint8Array): number {
  const first = integer.findIndex((octet) => octet !== 0);
  if (first === -1) return 0;
  return (integer.length - first) * 8 - Math.clz32(integer[first] ?? 0) + 24;
}

/** Whether a key is of a kind and strength that is accepted; legacy GOST only where it is allowed. */
export function isAcceptedKey(key: PublicKey, allowLegacy: boolean): boolean {
  switch (key.kind) {
    case 'gost2015':
      return true;
    case 'gost2004':
      return allowLegacy;
    case 'rsa':
      return key.bits >= SMALLEST_RSA && key.bits <= LARGEST_RSA;
    case 'unknown':
      return false;
  }
}

/** Whether a scheme is accepted for certificates, lists, responses and tokens. */
export function isAcceptedScheme(scheme: SignatureScheme, allowLegacy: boolean): boolean {
  return scheme !== 'weak' && scheme !== 'unknown' && (scheme !== 'gost2004' || allowLegacy);
}

/** Whether the key made the signature of the message by the scheme; false too when key and scheme do not belong together. */
export function verifySignature(
  key: PublicKey,
  scheme: SignatureScheme,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  switch (scheme) {
    case 'gost2015':
      return (
        key.kind === 'gost2015' &&
        key.key !== undefined &&
        verifyGostDigest(key.key, streebog512(message), signature)
      );
    case 'gost2004':
      return (
        key.kind === 'gost2004' &&
        key.key !== undefined &&
        verifyGostDigest(key.key, gost1995Digest(message), signature)
      );
    case 'rsa-sha256':
    case 'rsa-sha384':
    case 'rsa-sha512':
      return verifyRsa(key, scheme.slice('rsa-'.length), message, signature);
    case 'weak':
    case 'unknown':
      return false;
  }
}

function verifyRsa(key: PublicKey, digest: string, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.kind !== 'rsa' || signature.length !== Math.ceil(key.bits / 8)) return false;
  const object = key.key();
  return object !== undefined && verify(digest, message, object, signature);
}
