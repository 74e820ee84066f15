/** OCSP (RFC 6960): the request with a nonce, and the careful reading of a response. Sending is the caller's. */
import { createHash } from 'node:crypto';
import { type Certificate, parseCertificate } from './certificate.ts';
import { findChains } from './chain.ts';
import { context, contextConstructed, type DerElement, DerError, DerReader, decodeDer, TAG } from './der.ts';
import { integerBytes, objectIdentifier, octets, smallInteger, time, wholeBitString } from './der-value.ts';
import { explicit, integerFromBytes, nullElement, octetString, oid, sequence } from './der-writer.ts';
import { type Extensions, NO_EXTENSIONS, readExtensions, unknownCritical } from './extension.ts';
import { sameName } from './name.ts';
import { OID } from './oid.ts';
import { bestPath } from './path-check.ts';
import {
  isAcceptedKey,
  isAcceptedScheme,
  readAlgorithm,
  type SignatureScheme,
  signatureScheme,
  verifySignature,
} from './public-key.ts';
import { mayServeAs } from './purpose.ts';
import type { TrustStore } from './trust-store.ts';

/** What is asked: whether this certificate of this issuer is revoked. */
export type OcspQuestion = {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** Random, of 16 to 32 octets, used once. */
  readonly nonce: Uint8Array;
};

/** A responder's answer, or why the response is none. A response that is no answer never means "good". */
export type OcspVerdict =
  | { readonly state: 'good' | 'unknown' }
  | { readonly state: 'revoked'; readonly at: Date }
  | { readonly state: 'unusable'; readonly because: OcspProblem };

export type OcspProblem =
  | 'malformed'
  | 'refused'
  | 'other-certificate'
  | 'other-nonce'
  | 'untrusted'
  | 'signature'
  | 'out-of-date';

/** Clocks of a responder and ours may differ by so many milliseconds. */
const CLOCK_TOLERANCE = 5 * 60_000;
/** An answer without an end is taken for fresh for so many milliseconds. */
const FRESH = 24 * 3_600_000;

function sha1(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash('sha1').update(bytes).digest());
}

/** The CertID of a certificate with SHA-1, which every responder understands; here it only names, it protects nothing. */
function certificateId({ certificate, issuer }: Pick<OcspQuestion, 'certificate' | 'issuer'>): Uint8Array {
  return sequence(
    sequence(oid(OID.sha1), nullElement()),
    octetString(sha1(issuer.subject.der)),
    octetString(sha1(issuer.publicKeyBits)),
    integerFromBytes(certificate.serial),
  );
}

/** The DER of a request. */
export function writeOcspRequest(question: OcspQuestion): Uint8Array {
  const nonce = sequence(oid(OID.ocspNonce), octetString(octetString(question.nonce)));
  return sequence(sequence(sequence(sequence(certificateId(question))), explicit(2, sequence(nonce))));
}

type SingleResponse = {
  readonly id: {
    readonly hash: string;
    readonly name: Uint8Array;
    readonly key: Uint8Array;
    readonly serial: Uint8Array;
  };
  readonly status: { readonly state: 'good' | 'unknown' } | { readonly state: 'revoked'; readonly at: Date };
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
};

type Response = {
  readonly data: Uint8Array;
  readonly scheme: SignatureScheme;
  readonly signature: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly singles: readonly SingleResponse[];
  readonly extensions: Extensions;
};

/** Reads a response to a question and judges it at an instant. */
export function checkOcspResponse(
  bytes: Uint8Array,
  question: OcspQuestion,
  store: TrustStore,
  at: Date,
  allowLegacy: boolean,
): OcspVerdict {
  const parsed = decodeDer(bytes, readResponse);
  if (!parsed.ok) return unusable('malformed');
  const response = parsed.value;
  if (response === 'refused') return unusable('refused');
  const single = response.singles.find((item) => isAbout(item, question));
  if (single === undefined) return unusable('other-certificate');
  if (unknownCritical(response.extensions, new Set([OID.ocspNonce])).length > 0) return unusable('malformed');
  if (!repeats(response.extensions, question.nonce)) return unusable('other-nonce');
  const responders = [question.issuer, ...response.certificates].filter((candidate) =>
    mayRespond(candidate, question.issuer, response.certificates, store, at, allowLegacy),
  );
  if (responders.length === 0 || !isAcceptedScheme(response.scheme, allowLegacy))
    return unusable('untrusted');
  const genuine = responders.some(({ publicKey }) =>
    verifySignature(publicKey, response.scheme, response.data, response.signature),
  );
  if (!genuine) return unusable('signature');
  const end = single.nextUpdate?.getTime() ?? single.thisUpdate.getTime() + FRESH;
  const outside =
    single.thisUpdate.getTime() > at.getTime() + CLOCK_TOLERANCE || end < at.getTime() - CLOCK_TOLERANCE;
  return outside ? unusable('out-of-date') : single.status;
}

function unusable(because: OcspProblem): OcspVerdict {
  return { state: 'unusable', because };
}

/** The issuer itself, or somebody whom this issuer certified for answering (RFC 6960 §4.2.2.2). */
function mayRespond(
  candidate: Certificate,
  issuer: Certificate,
  along: readonly Certificate[],
  store: TrustStore,
  at: Date,
  allowLegacy: boolean,
): boolean {
  const { path, failure } = bestPath(findChains(candidate, store, along), at, allowLegacy);
  if (failure !== undefined || !isAcceptedKey(candidate.publicKey, allowLegacy)) return false;
  if (candidate.fingerprint === issuer.fingerprint) return true;
  return mayServeAs(candidate, 'ocsp') && path?.certificates[1]?.fingerprint === issuer.fingerprint;
}

function isAbout({ id }: SingleResponse, { certificate, issuer }: OcspQuestion): boolean {
  const hash = id.hash === OID.sha1 ? 'sha1' : id.hash === OID.sha256 ? 'sha256' : undefined;
  if (hash === undefined) return false;
  const digest = (bytes: Uint8Array) => createHash(hash).update(bytes).digest();
  return (
    sameName(certificate.issuer, issuer.subject) &&
    Buffer.compare(id.serial, certificate.serial) === 0 &&
    Buffer.compare(id.name, digest(issuer.subject.der)) === 0 &&
    Buffer.compare(id.key, digest(issuer.publicKeyBits)) === 0
  );
}

/** Whether the response repeats the nonce, be it wrapped in an OCTET STRING as prescribed or bare as older responders do. */
function repeats(extensions: Extensions, nonce: Uint8Array): boolean {
  const value = extensions.get(OID.ocspNonce)?.value;
  if (value === undefined) return false;
  return Buffer.compare(value, octetString(nonce)) === 0 || Buffer.compare(value, nonce) === 0;
}

function readResponse(element: DerElement): Response | 'refused' {
  if (element.tag !== TAG.sequence) throw new DerError('response');
  const fields = element.children();
  if (smallInteger(fields.any(), TAG.enumerated) !== 0) return 'refused';
  const bytes = fields.take(contextConstructed(0)).children().only(TAG.sequence).children();
  fields.end();
  if (objectIdentifier(bytes.any()) !== OID.ocspBasic) throw new DerError('response type');
  const basic = new DerReader(octets(bytes.any())).only(TAG.sequence).children();
  bytes.end();
  const data = basic.take(TAG.sequence);
  const scheme = signatureScheme(readAlgorithm(basic.any()));
  const signature = wholeBitString(basic.any());
  const list = basic
    .optional(contextConstructed(0))
    ?.children()
    .take(TAG.sequence)
    .children()
    .all(TAG.sequence);
  basic.end();
  return {
    data: data.bytes,
    scheme,
    signature,
    certificates: (list ?? []).map((item) => {
      const certificate = parseCertificate(Uint8Array.from(item.bytes));
      if (!certificate.ok) throw new DerError('certificate');
      return certificate.value;
    }),
    ...readData(data),
  };
}

function readData(data: DerElement): Pick<Response, 'singles' | 'extensions'> {
  const fields = data.children();
  fields.optional(contextConstructed(0));
  const responder = fields.any();
  if (responder.tag !== contextConstructed(1) && responder.tag !== contextConstructed(2))
    throw new DerError('responder');
  time(fields.any(), true);
  const singles = fields.take(TAG.sequence).children().all(TAG.sequence).map(readSingle);
  const field = fields.optional(contextConstructed(1));
  fields.end();
  return {
    singles,
    extensions: field === undefined ? NO_EXTENSIONS : readExtensions(field.children().only(TAG.sequence)),
  };
}

function readSingle(element: DerElement): SingleResponse {
  const fields = element.children();
  const id = fields.take(TAG.sequence).children();
  const hash = readAlgorithm(id.any()).algorithm;
  const name = octets(id.any());
  const key = octets(id.any());
  const serial = integerBytes(id.any());
  id.end();
  const status = readStatus(fields.any());
  const thisUpdate = time(fields.any(), true);
  const next = fields.optional(contextConstructed(0));
  const extensions = fields.optional(contextConstructed(1));
  fields.end();
  if (
    extensions !== undefined &&
    unknownCritical(readExtensions(extensions.children().only(TAG.sequence)), new Set()).length > 0
  ) {
    throw new DerError('critical extension');
  }
  return {
    id: { hash, name, key, serial },
    status,
    thisUpdate,
    nextUpdate: next === undefined ? undefined : time(next.children().only(TAG.generalizedTime), true),
  };
}

function readStatus(element: DerElement): SingleResponse['status'] {
  switch (element.tag) {
    case context(0):
      return { state: 'good' };
    case contextConstructed(1):
      return { state: 'revoked', at: time(element.children().any(), true) };
    case context(2):
      return { state: 'unknown' };
    default:
      throw new DerError('status');
  }
}
