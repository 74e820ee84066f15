/** Writes OCSP responses (RFC 6960) as the demo authority's responder gives them, and, for tests, forged ones. */
import { createHash } from 'node:crypto';
import type { Certificate } from '../../../core/eds/certificate.ts';
import { context, contextConstructed, TAG } from '../../../core/eds/der.ts';
import {
  bits,
  element,
  explicit,
  generalizedTime,
  integerFromBytes,
  nullElement,
  octetString,
  oid,
  sequence,
} from '../../../core/eds/der-writer.ts';
import { OID } from '../../../core/eds/oid.ts';
import { type DemoKey, keyIdentifier, signatureAlgorithm, signWith } from './demo-key.ts';

export type OcspStatus =
  | { readonly state: 'good' }
  | { readonly state: 'revoked'; readonly at: Date; readonly reason?: number }
  | { readonly state: 'unknown' };

export type OcspContent = {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly status: OcspStatus;
  readonly key: DemoKey;
  /** Certificates of the responder; none when the authority answers itself. */
  readonly certificates?: readonly Uint8Array[];
  readonly producedAt: Date;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly nonce?: Uint8Array;
  readonly alterSignature?: (signature: Uint8Array) => Uint8Array;
  /** Answers about another serial number than was asked. */
  readonly serial?: Uint8Array;
};

function statusElement(status: OcspStatus): Uint8Array {
  switch (status.state) {
    case 'good':
      return element(context(0));
    case 'unknown':
      return element(context(2));
    case 'revoked': {
      const reason =
        status.reason === undefined
          ? []
          : [explicit(0, element(TAG.enumerated, Uint8Array.of(status.reason)))];
      return element(contextConstructed(1), generalizedTime(status.at), ...reason);
    }
  }
}

/** A successful response about one certificate; the result is DER. */
export function writeOcspResponse(content: OcspContent): Uint8Array {
  const { certificate, issuer, key } = content;
  const sha1 = (bytes: Uint8Array) => Uint8Array.from(createHash('sha1').update(bytes).digest());
  const certId = sequence(
    sequence(oid(OID.sha1), nullElement()),
    octetString(sha1(issuer.subject.der)),
    octetString(sha1(issuer.publicKeyBits)),
    integerFromBytes(content.serial ?? certificate.serial),
  );
  const single = sequence(
    certId,
    statusElement(content.status),
    generalizedTime(content.thisUpdate ?? content.producedAt),
    ...(content.nextUpdate === undefined ? [] : [explicit(0, generalizedTime(content.nextUpdate))]),
  );
  const nonce =
    content.nonce === undefined
      ? []
      : [explicit(1, sequence(sequence(oid(OID.ocspNonce), octetString(octetString(content.nonce)))))];
  const data = sequence(
    explicit(2, octetString(keyIdentifier(key))),
    generalizedTime(content.producedAt),
    sequence(single),
    ...nonce,
  );
  const signature = signWith(key, data);
  const certificates = content.certificates ?? [];
  const basic = sequence(
    data,
    signatureAlgorithm(key.kind),
    bits(content.alterSignature?.(signature) ?? signature),
    ...(certificates.length === 0 ? [] : [explicit(0, sequence(...certificates))]),
  );
  return sequence(
    element(TAG.enumerated, Uint8Array.of(0)),
    explicit(0, sequence(oid(OID.ocspBasic), octetString(basic))),
  );
}

/** A response that says only why there is none: 1 malformed, 2 internal error, 3 try later, 6 unauthorised. */
export function writeOcspFailure(status: number): Uint8Array {
  return sequence(element(TAG.enumerated, Uint8Array.of(status)));
}
