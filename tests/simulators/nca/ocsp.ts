/** OCSP (RFC 6960) as the National CA answers it. */
import { createHash } from 'node:crypto';
import { context, onlyElement, TAG } from '../../../core/eds/der.ts';
import {
  bits,
  element,
  explicit,
  generalizedTime,
  octetString,
  oid,
  sequence,
} from '../../../core/eds/der-writer.ts';
import { streebog512 } from '../../../core/eds/gost/streebog.ts';
import { OID } from '../../../core/eds/oid.ts';
import { writeName } from '../demo-ca/certificate-writer.ts';
import { type DemoKey, signatureAlgorithm, signWith } from '../demo-ca/demo-key.ts';
import type { Authority, DemoCa, Standing } from '../demo-ca/index.ts';

/** One certificate that is asked about. */
export interface OcspQuestion {
  /** DER of the CertID, which the answer repeats. */
  readonly certId: Uint8Array;
  /** Whose certificate it is, by the hash of the issuer's name. */
  readonly kind: DemoKey['kind'];
  /** Hex. */
  readonly serial: string;
}

/** A request: its questions and the DER of its nonce extension, if it has one. */
export interface OcspRequest {
  readonly questions: readonly OcspQuestion[];
  readonly nonce: Uint8Array | null;
}

/** Status codes of an answer that tells nothing of certificates. */
export const OCSP_FAILURES = {
  'malformed-request': 1,
  'internal-error': 2,
  'try-later': 3,
  'signature-required': 5,
  unauthorized: 6,
} as const;

/** What is in an answer. */
export interface OcspAnswer {
  readonly questions: readonly OcspQuestion[];
  readonly standing: (question: OcspQuestion) => Standing;
  readonly nonce: Uint8Array | null;
  readonly producedAt: Date;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** Who answers; its certificate goes along. */
  readonly responder: Authority;
}

const HASHES: readonly ((bytes: Uint8Array) => Uint8Array)[] = [
  (bytes) => Uint8Array.from(createHash('sha1').update(bytes).digest()),
  (bytes) => Uint8Array.from(createHash('sha256').update(bytes).digest()),
  streebog512,
];

function kindOf(ca: DemoCa, nameHash: Uint8Array): DemoKey['kind'] | undefined {
  return (['gost', 'rsa'] as const).find((kind) =>
    HASHES.some((hash) => Buffer.compare(hash(writeName(ca[kind].issuing.name)), nameHash) === 0),
  );
}

/** Reads a request; throws when it is no DER of that form. Questions about other issuers are not among the result. */
export function readOcspRequest(ca: DemoCa, der: Uint8Array): OcspRequest {
  const tbs = onlyElement(der).children().take(TAG.sequence).children();
  tbs.optional(0xa0);
  tbs.optional(0xa1);
  const requests = tbs.take(TAG.sequence).children().all(TAG.sequence);
  const extensions = tbs.optional(0xa2);
  const questions = requests.flatMap((request) => {
    const certId = request.children().take(TAG.sequence);
    const fields = certId.children();
    fields.take(TAG.sequence);
    const kind = kindOf(ca, fields.take(TAG.octetString).content);
    fields.take(TAG.octetString);
    const serial = Buffer.from(fields.take(TAG.integer).content).toString('hex');
    return kind === undefined ? [] : [{ certId: certId.bytes, kind, serial }];
  });
  const nonceType = Buffer.from(oid(OID.ocspNonce));
  const nonce = extensions
    ?.children()
    .take(TAG.sequence)
    .children()
    .all(TAG.sequence)
    .find((extension) => Buffer.from(extension.content).indexOf(nonceType) === 0);
  return { questions, nonce: nonce?.bytes ?? null };
}

function responseOf(status: number, content?: Uint8Array): Uint8Array {
  const code = element(TAG.enumerated, Uint8Array.of(status));
  return content === undefined
    ? sequence(code)
    : sequence(code, explicit(0, sequence(oid(OID.ocspBasic), octetString(content))));
}

/** An answer without certificates. */
export function ocspFailure(failure: keyof typeof OCSP_FAILURES): Uint8Array {
  return responseOf(OCSP_FAILURES[failure]);
}

function statusOf(standing: Standing): Uint8Array {
  switch (standing.status) {
    case 'good':
      return element(context(0));
    case 'unknown':
      return element(context(2));
    case 'revoked':
      return element(
        0xa1,
        generalizedTime(standing.at),
        explicit(0, element(TAG.enumerated, Uint8Array.of(standing.reason))),
      );
  }
}

/** The nonce extension with other octets, as an answer that was kept from before would have it. */
export function otherNonce(): Uint8Array {
  return sequence(oid(OID.ocspNonce), octetString(octetString(Uint8Array.from({ length: 16 }, () => 0x5a))));
}

/** The KeyHash of RFC 6960: SHA-1 over what the BIT STRING of the public key holds. */
function keyHash(key: DemoKey): Uint8Array {
  const held =
    key.kind === 'gost' ? octetString(key.publicKey) : key.publicKey.export({ type: 'pkcs1', format: 'der' });
  return Uint8Array.from(createHash('sha1').update(held).digest());
}

/** Writes and signs an answer. */
export function ocspResponse(answer: OcspAnswer): Uint8Array {
  const { responder } = answer;
  const singles = answer.questions.map((question) =>
    sequence(
      question.certId,
      statusOf(answer.standing(question)),
      generalizedTime(answer.thisUpdate),
      ...(answer.nextUpdate === null ? [] : [explicit(0, generalizedTime(answer.nextUpdate))]),
    ),
  );
  const data = sequence(
    explicit(2, octetString(keyHash(responder.key))),
    generalizedTime(answer.producedAt),
    sequence(...singles),
    ...(answer.nonce === null ? [] : [explicit(1, sequence(answer.nonce))]),
  );
  return responseOf(
    0,
    sequence(
      data,
      signatureAlgorithm(responder.key.kind),
      bits(signWith(responder.key, data)),
      explicit(0, sequence(responder.certificate)),
    ),
  );
}
