/** Signs CMS the way NCALayer does (CAdES-BES, eds/README.md §4.2), and, for tests, in ways that must be refused. */
import { createHash } from 'node:crypto';
import { type DerReader, onlyElement, TAG } from '../../../core/eds/der.ts';
import {
  concat,
  element,
  explicit,
  integer,
  nullElement,
  octetString,
  oid,
  sequence,
  setOf,
  timeElement,
} from '../../../core/eds/der-writer.ts';
import { OID } from '../../../core/eds/oid.ts';
import { type DemoKey, digestAlgorithm, digestFor, signatureAlgorithm, signWith } from './demo-key.ts';

export type CmsOddities = {
  readonly contentType?: string;
  /** The value of the contentType attribute. */
  readonly attributeContentType?: string;
  readonly messageDigest?: Uint8Array;
  /** The certificate whose hash goes into signingCertificateV2; null leaves the attribute out. */
  readonly signingCertificate?: Uint8Array | null;
  /** Attributes left out, by identifier. */
  readonly withoutAttributes?: readonly string[];
  readonly extraAttributes?: readonly Uint8Array[];
  /** No signed attributes at all: the signature is over the content. */
  readonly bare?: boolean;
  readonly digestAlgorithm?: Uint8Array;
  readonly signatureAlgorithm?: Uint8Array;
  readonly sign?: (message: Uint8Array) => Uint8Array;
  readonly alterSignature?: (signature: Uint8Array) => Uint8Array;
  readonly version?: number;
};

export type CmsSigner = {
  readonly key: DemoKey;
  readonly certificate: Uint8Array;
  readonly signingTime?: Date;
  /** Makes the token of RFC 3161 for the octets of the signature. */
  readonly timeStamp?: (signature: Uint8Array) => Uint8Array;
  readonly odd?: CmsOddities;
};

export type CmsOptions = {
  readonly attached: boolean;
  /** Certificates besides those of the signers. */
  readonly chain?: readonly Uint8Array[];
  /** Puts something else into eContent than what is signed. */
  readonly embedded?: Uint8Array;
  /** Replaces the certificates altogether. */
  readonly certificates?: readonly Uint8Array[];
};

/** Issuer and serial number of a certificate, as SignerIdentifier wants them. */
export function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const fields = onlyElement(certificate).children().take(TAG.sequence).children();
  fields.optional(0xa0);
  const serial = fields.take(TAG.integer).bytes;
  fields.take(TAG.sequence);
  return sequence(fields.take(TAG.sequence).bytes, serial);
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value));
}

/** The signingCertificateV2 attribute with SHA-256, its algorithm left out as the default. */
export function signingCertificateV2(certificate: Uint8Array): Uint8Array {
  const hash = Uint8Array.from(createHash('sha256').update(certificate).digest());
  return attribute(OID.signingCertificateV2, sequence(sequence(sequence(octetString(hash)))));
}

function signedAttributes(content: Uint8Array, signer: CmsSigner, contentType: string): Uint8Array[] {
  const { key, certificate, odd = {} } = signer;
  const digest = odd.messageDigest ?? digestFor(key.kind, content);
  const all: [string, Uint8Array][] = [
    [OID.contentType, attribute(OID.contentType, oid(odd.attributeContentType ?? contentType))],
    [OID.signingTime, attribute(OID.signingTime, timeElement(signer.signingTime ?? new Date()))],
    [OID.messageDigest, attribute(OID.messageDigest, octetString(digest))],
  ];
  if (odd.signingCertificate !== null) {
    all.push([OID.signingCertificateV2, signingCertificateV2(odd.signingCertificate ?? certificate)]);
  }
  const kept = all.filter(([type]) => !odd.withoutAttributes?.includes(type)).map(([, value]) => value);
  return [...kept, ...(odd.extraAttributes ?? [])];
}

function signerInfo(content: Uint8Array, signer: CmsSigner, contentType: string): Uint8Array {
  const { key, certificate, odd = {} } = signer;
  const set = setOf(...signedAttributes(content, signer, contentType));
  const message = odd.bare ? content : set;
  const made = odd.sign?.(message) ?? signWith(key, message);
  const signature = odd.alterSignature?.(made) ?? made;
  const stamp = signer.timeStamp?.(signature);
  return sequence(
    integer(1),
    issuerAndSerial(certificate),
    odd.digestAlgorithm ?? digestAlgorithm(key.kind),
    ...(odd.bare ? [] : [concat(Uint8Array.of(0xa0), set.subarray(1))]),
    odd.signatureAlgorithm ?? signatureAlgorithm(key.kind),
    octetString(signature),
    ...(stamp === undefined ? [] : [explicit(1, attribute(OID.timeStampToken, stamp))]),
  );
}

/** A ContentInfo with SignedData by one or more signers; the result is DER. */
export function signCms(
  content: Uint8Array,
  signers: readonly CmsSigner[],
  options: CmsOptions,
  contentType: string = OID.data,
): Uint8Array {
  const [first] = signers;
  const claimed = first?.odd?.contentType ?? contentType;
  const embedded = options.attached ? [explicit(0, octetString(options.embedded ?? content))] : [];
  const certificates = options.certificates ?? [
    ...signers.map((signer) => signer.certificate),
    ...(options.chain ?? []),
  ];
  const unique = certificates.filter(
    (certificate, i) => certificates.findIndex((other) => Buffer.compare(other, certificate) === 0) === i,
  );
  const signedData = sequence(
    integer(first?.odd?.version ?? (contentType === OID.data ? 1 : 3)),
    setOf(...uniqueBytes(signers.map(({ key, odd }) => odd?.digestAlgorithm ?? digestAlgorithm(key.kind)))),
    sequence(oid(claimed), ...embedded),
    ...(unique.length === 0 ? [] : [element(0xa0, ...unique.toSorted(Buffer.compare))]),
    setOf(...signers.map((signer) => signerInfo(content, signer, contentType))),
  );
  return sequence(oid(OID.signedData), explicit(0, signedData));
}

function uniqueBytes(list: readonly Uint8Array[]): Uint8Array[] {
  return list.filter((item, i) => list.findIndex((other) => Buffer.compare(other, item) === 0) === i);
}

/** An AlgorithmIdentifier with NULL parameters. */
export function algorithmIdentifier(type: string): Uint8Array {
  return sequence(oid(type), nullElement());
}

/** The elements of a constructed element, each with its header. */
export function childrenOf(der: Uint8Array): Uint8Array[] {
  const reader: DerReader = onlyElement(der).children();
  const list: Uint8Array[] = [];
  while (reader.tag !== undefined) list.push(reader.any().bytes);
  return list;
}
