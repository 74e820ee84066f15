/** Writes X.509 certificates in the profile of Kazakhstan's National CA (eds/README.md §2), for demo people and for tests. */

import { context, TAG } from '../../../core/eds/der.ts';
import {
  asciiString,
  bitList,
  bits,
  booleanElement,
  concat,
  element,
  explicit,
  integer,
  integerFromBytes,
  octetString,
  oid,
  sequence,
  setOf,
  timeElement,
  utf8String,
} from '../../../core/eds/der-writer.ts';
import { OID } from '../../../core/eds/oid.ts';
import { type CertificateProfile, profileContent } from './certificate-profile.ts';
import {
  type DemoKey,
  type DemoPublicKey,
  keyIdentifier,
  publicKeyInfo,
  signatureAlgorithm,
  signWith,
} from './demo-key.ts';

export type { CertificateProfile } from './certificate-profile.ts';

/** A name as the National CA encodes it: CN, SURNAME, SERIALNUMBER, C, O, OU, GIVENNAME (which holds the patronymic). */
export type DemoName = {
  /** People: `SURNAME NAME`. */
  readonly commonName: string;
  readonly surname?: string;
  /** Twelve digits. */
  readonly iin?: string;
  readonly patronymic?: string;
  readonly organisation?: string;
  /** Twelve digits. */
  readonly bin?: string;
};

export type DemoExtension = {
  readonly oid: string;
  readonly critical: boolean;
  /** The DER that the OCTET STRING holds. */
  readonly value: Uint8Array;
};

/** What tests change in a profile to make a certificate that must be refused. */
export type CertificateOddities = {
  readonly keyUsage?: readonly number[] | null;
  readonly keyUsageCritical?: boolean;
  readonly extendedKeyUsage?: readonly string[];
  readonly extendedKeyUsageCritical?: boolean;
  /** Null leaves BasicConstraints out. */
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number } | null;
  readonly extraExtensions?: readonly DemoExtension[];
  /** Null leaves the identifier out. */
  readonly subjectKeyIdentifier?: Uint8Array | null;
  readonly authorityKeyIdentifier?: Uint8Array | null;
  /** DER of an AlgorithmIdentifier to claim instead of the true one: inside the signed part, outside of it. */
  readonly innerAlgorithm?: Uint8Array;
  readonly outerAlgorithm?: Uint8Array;
  readonly publicKeyInfo?: Uint8Array;
  /** Encoded names to use as they are. */
  readonly subjectBytes?: Uint8Array;
  readonly issuerBytes?: Uint8Array;
  /** Replaces how the signed part is signed. */
  readonly sign?: (toBeSigned: Uint8Array) => Uint8Array;
  /** Signature octets changed after signing. */
  readonly alterSignature?: (signature: Uint8Array) => Uint8Array;
};

export type CertificateContent = {
  readonly subject: DemoName;
  readonly issuer: DemoName;
  readonly issuerKey: DemoKey;
  readonly publicKey: DemoPublicKey;
  /** Big-endian octets; by default made from the key identifier as the National CA does. */
  readonly serial?: Uint8Array;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly profile: CertificateProfile;
  /** For authorities: how many authorities may follow. */
  readonly pathLength?: number;
  readonly crlUrl?: string;
  readonly deltaCrlUrl?: string;
  readonly ocspUrl?: string;
  readonly caIssuersUrl?: string;
  /** Servers: host names and addresses of SubjectAltName. */
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly odd?: CertificateOddities;
};

/** The DER of a name. */
export function writeName(name: DemoName): Uint8Array {
  const attributes: Uint8Array[] = [attribute(OID.commonName, utf8String(name.commonName))];
  const ascii = (value: string) => asciiString(TAG.printableString, value);
  if (name.surname !== undefined) attributes.push(attribute(OID.surname, utf8String(name.surname)));
  if (name.iin !== undefined) attributes.push(attribute(OID.serialNumber, ascii(`IIN${name.iin}`)));
  attributes.push(attribute(OID.country, ascii('KZ')));
  if (name.organisation !== undefined) {
    attributes.push(attribute(OID.organisation, utf8String(name.organisation)));
  }
  if (name.bin !== undefined)
    attributes.push(attribute(OID.organisationalUnit, utf8String(`BIN${name.bin}`)));
  if (name.patronymic !== undefined) attributes.push(attribute(OID.givenName, utf8String(name.patronymic)));
  return sequence(...attributes);
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return setOf(sequence(oid(type), value));
}

/** The serial number that the National CA derives from a key identifier: the top bit cleared, never a leading zero digit. */
export function serialOf(identifier: Uint8Array): Uint8Array {
  const serial = Uint8Array.from(identifier);
  const first = (serial[0] ?? 0) & 0x7f;
  serial[0] = first < 0x10 ? first | 0x10 : first;
  return serial;
}

function extension(type: string, critical: boolean, value: Uint8Array): Uint8Array {
  return critical
    ? sequence(oid(type), booleanElement(true), octetString(value))
    : sequence(oid(type), octetString(value));
}

function uri(address: string): Uint8Array {
  return element(context(6), Uint8Array.from(Buffer.from(address, 'latin1')));
}

function distributionPoints(address: string): Uint8Array {
  return sequence(sequence(explicit(0, explicit(0, uri(address)))));
}

function policies(content: readonly string[]): Uint8Array {
  const cps = sequence(sequence(oid(OID.cpsQualifier), asciiString(TAG.ia5String, 'http://pki.gov.kz/cps')));
  return sequence(...content.map((policy) => sequence(oid(policy), cps)));
}

function alternativeNames(content: CertificateContent): Uint8Array {
  const latin1 = (value: string) => Uint8Array.from(Buffer.from(value, 'latin1'));
  return sequence(
    ...(content.dnsNames ?? []).map((name) => element(context(2), latin1(name))),
    ...(content.ipAddresses ?? []).map((address) =>
      element(context(7), Uint8Array.from(address.split('.').map(Number))),
    ),
  );
}

function extensionsOf(content: CertificateContent): Uint8Array[] {
  const odd = content.odd ?? {};
  const profile = { ...profileContent(content.profile, content.publicKey.kind), ...definedOf(odd) };
  const list: Uint8Array[] = [];
  const constraints =
    odd.basicConstraints === undefined
      ? profile.authority
        ? { ca: true, ...(content.pathLength === undefined ? {} : { pathLength: content.pathLength }) }
        : null
      : odd.basicConstraints;
  if (constraints !== null) {
    const parts = constraints.ca ? [booleanElement(true)] : [];
    if (constraints.pathLength !== undefined) parts.push(integer(constraints.pathLength));
    list.push(extension(OID.basicConstraints, true, sequence(...parts)));
  }
  if (profile.extendedKeyUsage.length > 0) {
    const usages = sequence(...profile.extendedKeyUsage.map(oid));
    list.push(extension(OID.extendedKeyUsage, profile.extendedKeyUsageCritical, usages));
  }
  list.push(extension(OID.certificatePolicies, false, policies(profile.policies)));
  const access: Uint8Array[] = [];
  if (content.ocspUrl !== undefined) access.push(sequence(oid(OID.ocspAccess), uri(content.ocspUrl)));
  if (content.caIssuersUrl !== undefined) {
    access.push(sequence(oid(OID.caIssuersAccess), uri(content.caIssuersUrl)));
  }
  if (access.length > 0) list.push(extension(OID.authorityInformationAccess, false, sequence(...access)));
  if (content.crlUrl !== undefined) {
    list.push(extension(OID.crlDistributionPoints, false, distributionPoints(content.crlUrl)));
  }
  if (content.deltaCrlUrl !== undefined) {
    list.push(extension(OID.freshestCrl, false, distributionPoints(content.deltaCrlUrl)));
  }
  if (profile.keyUsage) {
    list.push(extension(OID.keyUsage, profile.keyUsageCritical, bitList(profile.keyUsage)));
  }
  if ((content.dnsNames ?? content.ipAddresses) !== undefined) {
    list.push(extension(OID.subjectAltName, false, alternativeNames(content)));
  }
  const own =
    odd.subjectKeyIdentifier === undefined ? keyIdentifier(content.publicKey) : odd.subjectKeyIdentifier;
  if (own !== null) list.push(extension(OID.subjectKeyIdentifier, false, octetString(own)));
  const above =
    odd.authorityKeyIdentifier === undefined ? keyIdentifier(content.issuerKey) : odd.authorityKeyIdentifier;
  if (above !== null) {
    list.push(extension(OID.authorityKeyIdentifier, false, sequence(element(context(0), above))));
  }
  if (content.profile === 'ocsp') list.push(extension(OID.ocspNoCheck, false, Uint8Array.of(TAG.null, 0)));
  if (profile.storage) list.push(extension(OID.keyStorage, false, sequence(oid(OID.storagePkcs12))));
  for (const extra of odd.extraExtensions ?? []) list.push(extension(extra.oid, extra.critical, extra.value));
  return list;
}

function definedOf(odd: CertificateOddities) {
  return {
    ...(odd.keyUsage === undefined ? {} : { keyUsage: odd.keyUsage ?? undefined }),
    ...(odd.keyUsageCritical === undefined ? {} : { keyUsageCritical: odd.keyUsageCritical }),
    ...(odd.extendedKeyUsage === undefined ? {} : { extendedKeyUsage: odd.extendedKeyUsage }),
    ...(odd.extendedKeyUsageCritical === undefined
      ? {}
      : { extendedKeyUsageCritical: odd.extendedKeyUsageCritical }),
  };
}

/** Writes and signs a certificate; the result is DER. */
export function writeCertificate(content: CertificateContent): Uint8Array {
  const odd = content.odd ?? {};
  const algorithm = signatureAlgorithm(content.issuerKey.kind);
  const identifier = keyIdentifier(content.publicKey);
  const toBeSigned = sequence(
    explicit(0, integer(2)),
    integerFromBytes(content.serial ?? serialOf(identifier)),
    odd.innerAlgorithm ?? algorithm,
    odd.issuerBytes ?? writeName(content.issuer),
    sequence(timeElement(content.validFrom), timeElement(content.validTo)),
    odd.subjectBytes ?? writeName(content.subject),
    odd.publicKeyInfo ?? publicKeyInfo(content.publicKey),
    explicit(3, sequence(...extensionsOf(content))),
  );
  const signature = odd.sign?.(toBeSigned) ?? signWith(content.issuerKey, toBeSigned);
  return sequence(
    toBeSigned,
    odd.outerAlgorithm ?? algorithm,
    bits(odd.alterSignature?.(signature) ?? signature),
  );
}

/** The PEM form of a certificate. */
export function pemOf(der: Uint8Array, label = 'CERTIFICATE'): string {
  const lines =
    Buffer.from(concat(der))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
