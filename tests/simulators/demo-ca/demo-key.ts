/** Keys of the demo certificate authority and of its people: GOST 34.10-2015 (512 bits) or RSA-2048. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { bits, nullElement, octetString, oid, sequence } from '../../../core/eds/der-writer.ts';
import { generateGostKey, signGost } from '../../../core/eds/gost/signature.ts';
import { streebog512 } from '../../../core/eds/gost/streebog.ts';
import { OID } from '../../../core/eds/oid.ts';

export type GostDemoKey = {
  readonly kind: 'gost';
  /** 64 octets, little-endian. */
  readonly privateKey: Uint8Array;
  /** 128 octets, x‖y, little-endian. */
  readonly publicKey: Uint8Array;
};

export type RsaDemoKey = {
  readonly kind: 'rsa';
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
};

export type DemoKey = GostDemoKey | RsaDemoKey;

/** What a certificate needs of a key. */
export type DemoPublicKey = Pick<GostDemoKey, 'kind' | 'publicKey'> | Pick<RsaDemoKey, 'kind' | 'publicKey'>;

/** A new GOST key pair. */
export function newGostKey(): GostDemoKey {
  return { kind: 'gost', ...generateGostKey() };
}

/** A new RSA key pair; fewer than 2048 bits only for tests of the refusal. */
export function newRsaKey(modulusLength = 2048): RsaDemoKey {
  return { kind: 'rsa', ...generateKeyPairSync('rsa', { modulusLength }) };
}

/** The SubjectPublicKeyInfo of a key. */
export function publicKeyInfo(key: DemoPublicKey): Uint8Array {
  if (key.kind === 'rsa') return Uint8Array.from(key.publicKey.export({ type: 'spki', format: 'der' }));
  return sequence(
    sequence(oid(OID.gost2015Key), sequence(oid(OID.gost2015Curve), oid(OID.streebog512))),
    bits(octetString(key.publicKey)),
  );
}

/** The key identifier: SHA-1 over the SubjectPublicKeyInfo, 20 octets. */
export function keyIdentifier(key: DemoPublicKey): Uint8Array {
  return Uint8Array.from(createHash('sha1').update(publicKeyInfo(key)).digest());
}

/** The AlgorithmIdentifier of a certificate's signature, parameters NULL as the National CA writes them. */
export function signatureAlgorithm(kind: DemoKey['kind']): Uint8Array {
  return sequence(oid(kind === 'gost' ? OID.gost2015Signature : OID.sha256WithRsa), nullElement());
}

/** The AlgorithmIdentifier of the digest that belongs to the key. */
export function digestAlgorithm(kind: DemoKey['kind']): Uint8Array {
  return sequence(oid(kind === 'gost' ? OID.streebog512 : OID.sha256), nullElement());
}

/** The digest that belongs to the key: Streebog-512 or SHA-256. */
export function digestFor(kind: DemoKey['kind'], message: Uint8Array): Uint8Array {
  return kind === 'gost'
    ? streebog512(message)
    : Uint8Array.from(createHash('sha256').update(message).digest());
}

/** Signs a message: GOST 34.10-2015 as r‖s little-endian, RSA PKCS#1 v1.5 with SHA-256. */
export function signWith(key: DemoKey, message: Uint8Array): Uint8Array {
  return key.kind === 'gost'
    ? signGost(key.privateKey, message)
    : Uint8Array.from(sign('sha256', message, key.privateKey));
}
