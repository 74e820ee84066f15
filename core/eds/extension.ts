/** The extensions of certificates that the verifier understands (RFC 5280 §4.2, eds/README.md §2.2). */
import { context, contextConstructed, type DerElement, DerError, onlyElement, TAG } from './der.ts';
import { boolean, namedBits, objectIdentifier, octets, smallInteger, text } from './der-value.ts';
import { OID } from './oid.ts';

export type KeyUsage =
  | 'digital-signature'
  | 'non-repudiation'
  | 'key-encipherment'
  | 'data-encipherment'
  | 'key-agreement'
  | 'key-cert-sign'
  | 'crl-sign'
  | 'encipher-only'
  | 'decipher-only';

const USAGES: readonly KeyUsage[] = [
  'digital-signature',
  'non-repudiation',
  'key-encipherment',
  'data-encipherment',
  'key-agreement',
  'key-cert-sign',
  'crl-sign',
  'encipher-only',
  'decipher-only',
];

export type Extension = { readonly critical: boolean; readonly value: Uint8Array };

/** Extensions by their identifier. */
export type Extensions = ReadonlyMap<string, Extension>;

export const NO_EXTENSIONS: Extensions = new Map();

/** Reads a list of extensions; none may occur twice. */
export function readExtensions(element: DerElement): Extensions {
  if (element.tag !== TAG.sequence) throw new DerError('extensions');
  const extensions = new Map<string, Extension>();
  for (const item of element.children().all(TAG.sequence)) {
    const reader = item.children();
    const type = objectIdentifier(reader.any());
    const flag = reader.optional(TAG.boolean);
    const value = octets(reader.any());
    reader.end();
    // DER leaves out what is the default.
    if (flag !== undefined && !boolean(flag)) throw new DerError('default encoded');
    if (extensions.has(type)) throw new DerError('extension repeated');
    extensions.set(type, { critical: flag !== undefined, value });
  }
  if (extensions.size === 0) throw new DerError('no extensions');
  return extensions;
}

/** The identifiers of extensions that are critical and not among those understood. */
export function unknownCritical(extensions: Extensions, understood: ReadonlySet<string>): readonly string[] {
  return [...extensions]
    .filter(([type, { critical }]) => critical && !understood.has(type))
    .map(([type]) => type);
}

function read<T>(extensions: Extensions, type: string, reader: (element: DerElement) => T): T | undefined {
  const extension = extensions.get(type);
  return extension === undefined ? undefined : reader(onlyElement(extension.value));
}

/** What the key may be used for; undefined when the certificate does not say. */
export function keyUsageOf(extensions: Extensions): ReadonlySet<KeyUsage> | undefined {
  return read(extensions, OID.keyUsage, (element) => {
    const usages = new Set<KeyUsage>();
    for (const bit of namedBits(element)) {
      const usage = USAGES[bit];
      if (usage !== undefined) usages.add(usage);
    }
    return usages;
  });
}

/** Extended key usages, roles among them; undefined when the certificate does not say. */
export function extendedKeyUsageOf(extensions: Extensions): readonly string[] | undefined {
  return read(extensions, OID.extendedKeyUsage, (element) => {
    if (element.tag !== TAG.sequence) throw new DerError('extended key usage');
    return element
      .children()
      .all(TAG.oid)
      .map((oid) => objectIdentifier(oid));
  });
}

export type BasicConstraints = { readonly authority: boolean; readonly pathLength: number | undefined };

/** Whether the holder is a certificate authority, and how many may follow it. */
export function basicConstraintsOf(extensions: Extensions): BasicConstraints | undefined {
  return read(extensions, OID.basicConstraints, (element) => {
    if (element.tag !== TAG.sequence) throw new DerError('basic constraints');
    const reader = element.children();
    const flag = reader.optional(TAG.boolean);
    const length = reader.optional(TAG.integer);
    reader.end();
    return {
      authority: flag !== undefined && boolean(flag),
      pathLength: length === undefined ? undefined : smallInteger(length),
    };
  });
}

/** The identifier of the subject's key, in hexadecimal. */
export function subjectKeyIdentifierOf(extensions: Extensions): string | undefined {
  return read(extensions, OID.subjectKeyIdentifier, (element) => hex(octets(element)));
}

/** The identifier of the issuer's key, in hexadecimal; undefined when it is given another way. */
export function authorityKeyIdentifierOf(extensions: Extensions): string | undefined {
  return read(extensions, OID.authorityKeyIdentifier, (element) => {
    if (element.tag !== TAG.sequence) throw new DerError('authority key identifier');
    const reader = element.children();
    const identifier = reader.optional(context(0));
    while (reader.tag !== undefined) reader.any();
    return identifier === undefined ? undefined : hex(identifier.content);
  });
}

/** The policies under which the certificate was issued. */
export function policiesOf(extensions: Extensions): readonly string[] {
  const policies = read(extensions, OID.certificatePolicies, (element) => {
    if (element.tag !== TAG.sequence) throw new DerError('policies');
    return element
      .children()
      .all(TAG.sequence)
      .map((policy) => objectIdentifier(policy.children().any()));
  });
  return policies ?? [];
}

/** The addresses in CRLDistributionPoints or FreshestCRL. */
export function distributionPointsOf(extensions: Extensions, type: string): readonly string[] {
  const addresses = read(extensions, type, (element) => {
    if (element.tag !== TAG.sequence) throw new DerError('distribution points');
    return element
      .children()
      .all(TAG.sequence)
      .flatMap((point) => {
        const name = point.children().optional(contextConstructed(0));
        const full = name?.children().optional(contextConstructed(0));
        return full === undefined ? [] : addressesIn(full);
      });
  });
  return addresses ?? [];
}

function addressesIn(names: DerElement): string[] {
  const reader = names.children();
  const found: string[] = [];
  while (reader.tag !== undefined) {
    const name = reader.any();
    if (name.tag === context(6)) found.push(Buffer.from(name.content).toString('latin1'));
  }
  return found;
}

/** The addresses of an access method: of OCSP responders, or of the issuer's certificate. */
export function accessOf(extensions: Extensions, method: string): readonly string[] {
  const addresses = read(extensions, OID.authorityInformationAccess, (element) => {
    if (element.tag !== TAG.sequence) throw new DerError('information access');
    return element
      .children()
      .all(TAG.sequence)
      .flatMap((description) => {
        const reader = description.children();
        const type = objectIdentifier(reader.any());
        const location = reader.any();
        reader.end();
        return type === method && location.tag === context(6)
          ? [Buffer.from(location.content).toString('latin1')]
          : [];
      });
  });
  return addresses ?? [];
}

/** The type of storage of the key, e.g. 1.2.398.3.3.5.1.1 for a PKCS#12 file. */
export function keyStorageOf(extensions: Extensions): string | undefined {
  return read(extensions, OID.keyStorage, (element) => {
    if (element.tag !== TAG.sequence) throw new DerError('key storage');
    const first = element.children().any();
    return first.tag === TAG.oid ? objectIdentifier(first) : text(first);
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
