/** Writes time-stamp tokens (RFC 3161) as the demo authority's service issues them, and, for tests, broken ones. */

import { TAG } from '../../../core/eds/der.ts';
import {
  element,
  generalizedTime,
  integer,
  octetString,
  oid,
  sequence,
} from '../../../core/eds/der-writer.ts';
import { OID } from '../../../core/eds/oid.ts';
import { type CmsOddities, signCms } from './cms-signer.ts';
import { type DemoKey, digestAlgorithm, digestFor } from './demo-key.ts';

export type TimeStampContent = {
  readonly key: DemoKey;
  readonly certificate: Uint8Array;
  readonly time: Date;
  readonly serial?: number;
  readonly policy?: string;
  /** The nonce of the request, which the answer repeats. */
  readonly nonce?: Uint8Array;
  /** The octets whose digest is stamped come as a digest already, with its AlgorithmIdentifier. */
  readonly imprint?: { readonly algorithm: Uint8Array; readonly digest: Uint8Array };
  readonly chain?: readonly Uint8Array[];
  readonly odd?: CmsOddities;
};

/** A token over a message, or over the digest in `imprint`; the result is DER of a ContentInfo. */
export function writeTimeStamp(message: Uint8Array, content: TimeStampContent): Uint8Array {
  const { key } = content;
  const algorithm = content.imprint?.algorithm ?? digestAlgorithm(key.kind);
  const digest = content.imprint?.digest ?? digestFor(key.kind, message);
  const info = sequence(
    integer(1),
    oid(content.policy ?? OID.policyTimeStampGost2015),
    sequence(algorithm, octetString(digest)),
    integer(content.serial ?? 1),
    generalizedTime(content.time),
    ...(content.nonce === undefined ? [] : [element(TAG.integer, content.nonce)]),
  );
  return signCms(
    info,
    [
      {
        key,
        certificate: content.certificate,
        signingTime: content.time,
        ...(content.odd === undefined ? {} : { odd: content.odd }),
      },
    ],
    { attached: true, chain: content.chain ?? [] },
    OID.timeStampInfo,
  );
}
