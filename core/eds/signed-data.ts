/** SignedData of CMS (RFC 5652 §5) taken apart: for signed files and for time-stamp tokens alike. Nothing is verified here. */
import { fail, ok, type Result } from '../domain/result.ts';
import { toDer } from './ber.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { context, contextConstructed, type DerElement, DerError, onlyElement, TAG } from './der.ts';
import { integerBytes, objectIdentifier, octets, smallInteger } from './der-value.ts';
import { FormError, type FormFailure } from './form-error.ts';
import { type Name, readName } from './name.ts';
import { OID } from './oid.ts';
import { type AlgorithmIdentifier, readAlgorithm } from './public-key.ts';

/** The values of each attribute, by its identifier. */
export type Attributes = ReadonlyMap<string, readonly DerElement[]>;

export type SignerInfo = {
  readonly identifier:
    | { readonly issuer: Name; readonly serial: Uint8Array }
    | { readonly subjectKeyIdentifier: string };
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** What is signed: the attributes as SET OF, and their values. */
  readonly signedAttributes: { readonly der: Uint8Array; readonly values: Attributes } | undefined;
  readonly unsignedAttributes: Attributes;
};

export type SignedData = {
  readonly contentType: string;
  /** Undefined when the content is detached. */
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly Certificate[];
  readonly signers: readonly SignerInfo[];
};

const MOST_CERTIFICATES = 32;
const MOST_SIGNERS = 10;

/** Reads a ContentInfo with SignedData. */
export function readSignedData(bytes: Uint8Array): Result<SignedData, FormFailure> {
  const strict = attempt(bytes);
  if (strict.ok || strict.error === 'structure') return strict;
  const der = toDer(bytes);
  return der.ok ? attempt(der.value) : strict;
}

function attempt(bytes: Uint8Array): Result<SignedData, FormFailure> {
  try {
    return ok(readContentInfo(onlyElement(bytes)));
  } catch (error) {
    if (error instanceof DerError) return fail('malformed');
    if (error instanceof FormError) return fail(error.reason);
    throw error;
  }
}

function readContentInfo(element: DerElement): SignedData {
  if (element.tag !== TAG.sequence) throw new DerError('content info');
  const reader = element.children();
  const type = objectIdentifier(reader.any());
  const content = reader.take(contextConstructed(0)).children();
  reader.end();
  if (type !== OID.signedData) throw new FormError('structure', 'not signed data');
  const signedData = content.take(TAG.sequence);
  content.end();
  return readSignedDataFields(signedData);
}

function readSignedDataFields(element: DerElement): SignedData {
  const fields = element.children();
  const version = smallInteger(fields.any());
  if (version > 5) throw new FormError('structure', 'version');
  fields.take(TAG.set).children().all(TAG.sequence).forEach(readAlgorithm);
  const encapsulated = fields.take(TAG.sequence).children();
  const contentType = objectIdentifier(encapsulated.any());
  const explicit = encapsulated.optional(contextConstructed(0))?.children();
  const content = explicit === undefined ? undefined : octets(explicit.any());
  explicit?.end();
  encapsulated.end();
  const certificates = readCertificates(fields.optional(contextConstructed(0)));
  // Lists that came along are no evidence: revocation is what the verifier was given.
  fields.optional(contextConstructed(1));
  const infos = fields.take(TAG.set).children().all(TAG.sequence);
  fields.end();
  if (infos.length === 0 || infos.length > MOST_SIGNERS)
    throw new FormError('structure', 'number of signers');
  return { contentType, content, certificates, signers: infos.map(readSignerInfo) };
}

function readCertificates(set: DerElement | undefined): Certificate[] {
  const found: Certificate[] = [];
  const reader = set?.children();
  while (reader !== undefined && reader.tag !== undefined) {
    const element = reader.any();
    // Attribute certificates and other kinds are of no use here.
    if (element.tag !== TAG.sequence) continue;
    // A copy, because certificates are remembered longer than the file they came in.
    const parsed = parseCertificate(Uint8Array.from(element.bytes));
    if (!parsed.ok) throw new DerError('certificate');
    found.push(parsed.value);
    if (found.length > MOST_CERTIFICATES) throw new FormError('structure', 'number of certificates');
  }
  return found;
}

function readSignerInfo(element: DerElement): SignerInfo {
  const fields = element.children();
  const version = smallInteger(fields.any());
  const identifier = readIdentifier(fields.any());
  if (version !== ('issuer' in identifier ? 1 : 3)) throw new FormError('structure', 'signer version');
  const digestAlgorithm = readAlgorithm(fields.any());
  const signed = fields.optional(contextConstructed(0));
  const signatureAlgorithm = readAlgorithm(fields.any());
  const signature = octets(fields.any());
  const unsigned = fields.optional(contextConstructed(1));
  fields.end();
  return {
    identifier,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    signedAttributes:
      signed === undefined ? undefined : { der: asSet(signed), values: readAttributes(signed) },
    unsignedAttributes: unsigned === undefined ? new Map() : readAttributes(unsigned),
  };
}

function readIdentifier(element: DerElement): SignerInfo['identifier'] {
  if (element.tag === context(0)) {
    return { subjectKeyIdentifier: Buffer.from(element.content).toString('hex') };
  }
  if (element.tag !== TAG.sequence) throw new DerError('signer identifier');
  const reader = element.children();
  const issuer = readName(reader.any());
  const serial = integerBytes(reader.any());
  reader.end();
  return { issuer, serial };
}

/** Signed attributes are signed with the tag of a SET OF in place of the implicit one (RFC 5652 §5.4). */
function asSet(element: DerElement): Uint8Array {
  const der = Uint8Array.from(element.bytes);
  der[0] = TAG.set;
  return der;
}

function readAttributes(element: DerElement): Attributes {
  const attributes = new Map<string, readonly DerElement[]>();
  for (const attribute of element.children().all(TAG.sequence)) {
    const reader = attribute.children();
    const type = objectIdentifier(reader.any());
    const values = reader.take(TAG.set).children();
    reader.end();
    if (attributes.has(type)) throw new FormError('structure', 'attribute repeated');
    const list: DerElement[] = [];
    while (values.tag !== undefined) list.push(values.any());
    attributes.set(type, list);
  }
  return attributes;
}

/** The certificate that a signer names, among those that came along. */
export function certificateOf(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): Certificate | undefined {
  const { identifier } = signer;
  return certificates.find((certificate) =>
    'issuer' in identifier
      ? Buffer.compare(certificate.issuer.der, identifier.issuer.der) === 0 &&
        Buffer.compare(certificate.serial, identifier.serial) === 0
      : certificate.subjectKeyIdentifier === identifier.subjectKeyIdentifier,
  );
}
