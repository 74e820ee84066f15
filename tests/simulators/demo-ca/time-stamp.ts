/** Time-stamp tokens of RFC 3161, as the National CA's authority makes them (eds/README.md §4.2). */
import { randomBytes } from 'node:crypto';
import { onlyElement } from '../../../core/eds/der.ts';
import {
  concat,
  explicit,
  generalizedTime,
  integer,
  integerFromBytes,
  octetString,
  oid,
  sequence,
  setOf,
} from '../../../core/eds/der-writer.ts';
import { OID } from '../../../core/eds/oid.ts';
import { childrenOf, signCms } from './cms-signer.ts';
import { type DemoKey, digestAlgorithm, digestFor } from './demo-key.ts';

/** Who stamps. */
export interface StampAuthority {
  readonly key: DemoKey;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** What a request asks for; `imprint` is the DER of a MessageImprint. */
export interface StampWish {
  readonly imprint: Uint8Array;
  readonly at: Date;
  /** Big-endian octets that the answer repeats. */
  readonly nonce?: Uint8Array;
  readonly policy?: string;
}

/** The MessageImprint of some bytes, with the digest that belongs to the kind of key. */
export function imprintOf(kind: DemoKey['kind'], bytes: Uint8Array): Uint8Array {
  return sequence(digestAlgorithm(kind), octetString(digestFor(kind, bytes)));
}

/** A token (a ContentInfo, DER) that vouches for the imprint at that time; it carries the authority's certificate. */
export function timeStampToken(authority: StampAuthority, wish: StampWish): Uint8Array {
  const info = sequence(
    integer(1),
    oid(wish.policy ?? OID.policyTimeStampGost2015),
    wish.imprint,
    integerFromBytes(Uint8Array.from(randomBytes(16))),
    generalizedTime(wish.at),
    ...(wish.nonce === undefined ? [] : [integerFromBytes(wish.nonce)]),
  );
  const signer = { key: authority.key, certificate: authority.certificate, signingTime: wish.at };
  return signCms(info, [signer], { attached: true }, OID.timeStampInfo);
}

/** The content octets of an element. */
function contentOf(der: Uint8Array): Uint8Array {
  return onlyElement(der).content;
}

/**
 * Adds a time stamp to a CMS with one signer, as applyCAdEST does. Throws a RangeError when it is no such CMS.
 * @param stamp makes the token for the octets of the signature
 */
export function withTimeStamp(cms: Uint8Array, stamp: (signature: Uint8Array) => Uint8Array): Uint8Array {
  const [type, wrapped] = childrenOf(cms);
  const [signedData] = wrapped === undefined ? [] : childrenOf(wrapped);
  const parts = signedData === undefined ? [] : childrenOf(signedData);
  const signers = parts.at(-1);
  const [signer, ...others] = signers === undefined ? [] : childrenOf(signers);
  const fields = signer === undefined ? [] : childrenOf(signer);
  const signature = fields.findLast((field) => field[0] === 0x04);
  if (type === undefined || signature === undefined || others.length > 0) {
    throw new RangeError('This is no CMS with one signer');
  }
  const token = sequence(oid(OID.timeStampToken), setOf(stamp(contentOf(signature))));
  const kept = fields.filter((field) => field[0] !== 0xa1);
  const stamped = sequence(...kept, explicit(1, token));
  return sequence(type, explicit(0, sequence(concat(...parts.slice(0, -1)), setOf(stamped))));
}
