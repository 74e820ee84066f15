/** X.509 certificates in the profile of Kazakhstan's National CA, read strictly into a typed value (RFC 5280 §4). */
import { createHash } from 'node:crypto';
import type { Result } from '../domain/result.ts';
import { contextConstructed, type DerElement, DerError, decodeDer, TAG } from './der.ts';
import { integerBytes, smallInteger, time, wholeBitString } from './der-value.ts';
import {
  accessOf,
  authorityKeyIdentifierOf,
  type BasicConstraints,
  basicConstraintsOf,
  distributionPointsOf,
  type Extensions,
  extendedKeyUsageOf,
  type KeyUsage,
  keyStorageOf,
  keyUsageOf,
  NO_EXTENSIONS,
  policiesOf,
  readExtensions,
  subjectKeyIdentifierOf,
  unknownCritical,
} from './extension.ts';
import { type Holder, holderOf, type Name, readName } from './name.ts';
import { OID } from './oid.ts';
import {
  agreedScheme,
  type PublicKey,
  publicKeyBits,
  readAlgorithm,
  readPublicKey,
  type SignatureScheme,
} from './public-key.ts';
import { type Role, rolesOf } from './role.ts';

export type Certificate = {
  readonly der: Uint8Array;
  /** SHA-256 of the DER, in hexadecimal: the identity under which verdicts about it are cached. */
  readonly fingerprint: string;
  readonly toBeSigned: Uint8Array;
  /** Content octets of the serial number, and the same in lower-case hexadecimal. */
  readonly serial: Uint8Array;
  readonly serialNumber: string;
  readonly issuer: Name;
  readonly subject: Name;
  readonly holder: Holder;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly publicKey: PublicKey;
  /** The octets of the key in the SubjectPublicKeyInfo: what OCSP names an issuer by. */
  readonly publicKeyBits: Uint8Array;
  readonly scheme: SignatureScheme;
  readonly signature: Uint8Array;
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined;
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly roles: readonly Role[];
  readonly policies: readonly string[];
  readonly basicConstraints: BasicConstraints | undefined;
  readonly subjectKeyIdentifier: string | undefined;
  readonly authorityKeyIdentifier: string | undefined;
  readonly crlAddresses: readonly string[];
  readonly deltaCrlAddresses: readonly string[];
  readonly ocspAddresses: readonly string[];
  readonly issuerAddresses: readonly string[];
  /** Where the key is kept, e.g. 1.2.398.3.3.5.1.1 for a PKCS#12 file. */
  readonly keyStorage: string | undefined;
  /** Critical extensions that the verifier does not understand: a reason to refuse. */
  readonly unknownCritical: readonly string[];
  readonly extensions: Extensions;
};

const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.subjectAltName,
  OID.certificatePolicies,
  OID.crlDistributionPoints,
  OID.freshestCrl,
  OID.authorityInformationAccess,
  OID.keyStorage,
  OID.ocspNoCheck,
]);

/** Reads a certificate from DER; `malformed` when it is none. */
export function parseCertificate(bytes: Uint8Array): Result<Certificate, 'malformed'> {
  return decodeDer(bytes, readCertificate);
}

function readCertificate(element: DerElement): Certificate {
  if (element.tag !== TAG.sequence) throw new DerError('certificate');
  const outer = element.children();
  const toBeSigned = outer.take(TAG.sequence);
  const outerAlgorithm = readAlgorithm(outer.any());
  const signature = wholeBitString(outer.any());
  outer.end();

  const fields = toBeSigned.children();
  const versionField = fields.optional(contextConstructed(0));
  const version = versionField === undefined ? 0 : explicitVersion(versionField);
  const serial = integerBytes(fields.any());
  const innerAlgorithm = readAlgorithm(fields.any());
  const issuer = readName(fields.any());
  const validity = fields.take(TAG.sequence).children();
  const validFrom = time(validity.any());
  const validTo = time(validity.any());
  validity.end();
  const subject = readName(fields.any());
  const keyInfo = fields.any();
  const publicKey = readPublicKey(keyInfo);
  // Unique identifiers (versions 2 and 3) are allowed and mean nothing here.
  fields.optional(0x81);
  fields.optional(0x82);
  const extensionsField = fields.optional(contextConstructed(3));
  fields.end();
  if (extensionsField !== undefined && version !== 2) throw new DerError('extensions before version 3');
  const extensions = extensionsField === undefined ? NO_EXTENSIONS : explicitExtensions(extensionsField);
  const extendedKeyUsage = extendedKeyUsageOf(extensions);

  return {
    der: element.bytes,
    fingerprint: createHash('sha256').update(element.bytes).digest('hex'),
    toBeSigned: toBeSigned.bytes,
    serial,
    serialNumber: Buffer.from(serial).toString('hex'),
    issuer,
    subject,
    holder: holderOf(subject),
    validFrom,
    validTo,
    publicKey,
    publicKeyBits: publicKeyBits(keyInfo),
    scheme: agreedScheme(innerAlgorithm, outerAlgorithm),
    signature,
    keyUsage: keyUsageOf(extensions),
    extendedKeyUsage,
    roles: rolesOf(extendedKeyUsage ?? []),
    policies: policiesOf(extensions),
    basicConstraints: basicConstraintsOf(extensions),
    subjectKeyIdentifier: subjectKeyIdentifierOf(extensions),
    authorityKeyIdentifier: authorityKeyIdentifierOf(extensions),
    crlAddresses: distributionPointsOf(extensions, OID.crlDistributionPoints),
    deltaCrlAddresses: distributionPointsOf(extensions, OID.freshestCrl),
    ocspAddresses: accessOf(extensions, OID.ocspAccess),
    issuerAddresses: accessOf(extensions, OID.caIssuersAccess),
    keyStorage: keyStorageOf(extensions),
    unknownCritical: unknownCritical(extensions, UNDERSTOOD),
    extensions,
  };
}

function explicitVersion(field: DerElement): number {
  const version = smallInteger(field.children().only(TAG.integer));
  // Version 1 is the default, which DER leaves out.
  if (version !== 1 && version !== 2) throw new DerError('version');
  return version;
}

function explicitExtensions(field: DerElement): Extensions {
  return readExtensions(field.children().only(TAG.sequence));
}

/** Whether a certificate is one of an authority. */
export function isAuthority({ basicConstraints }: Certificate): boolean {
  return basicConstraints?.authority === true;
}

/** How a signer's algorithm is called in reports. */
export function algorithmName({ publicKey }: Certificate): string {
  switch (publicKey.kind) {
    case 'gost2015':
      return 'GOST 34.10-2015-512';
    case 'gost2004':
      return 'GOST 34.310-2004';
    case 'rsa':
      return `RSA-${publicKey.bits}`;
    case 'unknown':
      return publicKey.algorithm;
  }
}
