/** Time-stamp tokens (RFC 3161) on a signature: who vouches for the time, and whether it is about this signature. */
import { findChains } from './chain.ts';
import { readClaims, schemesOf } from './cms-signer.ts';
import { context, contextConstructed, DerError, decodeDer, TAG } from './der.ts';
import { integerBytes, objectIdentifier, octets, smallInteger, time } from './der-value.ts';
import { FormError } from './form-error.ts';
import { OID } from './oid.ts';
import { bestPath } from './path-check.ts';
import {
  type DigestScheme,
  digestOf,
  digestScheme,
  isAcceptedKey,
  isAcceptedScheme,
  readAlgorithm,
  verifySignature,
} from './public-key.ts';
import { mayServeAs } from './purpose.ts';
import { type Lists, revocationOf } from './revocation.ts';
import { certificateOf, readSignedData } from './signed-data.ts';
import type { TrustStore } from './trust-store.ts';

/** What a token says of a signature. A token that nobody trusted stands behind is ignored. */
export type StampVerdict =
  | { readonly state: 'trusted'; readonly time: Date }
  | { readonly state: 'ignored' }
  /** From a trusted service, but not for this signature, or not as the service made it. */
  | { readonly state: 'broken'; readonly reason: 'malformed' | 'structure' | 'digest' | 'signature' };

export type StampInfo = {
  readonly time: Date;
  readonly imprint: { readonly scheme: DigestScheme; readonly digest: Uint8Array };
};

const IGNORED: StampVerdict = { state: 'ignored' };

/** Reads a TSTInfo; `malformed` when it is none. */
function readStampInfo(bytes: Uint8Array) {
  return decodeDer(bytes, (element): StampInfo => {
    if (element.tag !== TAG.sequence) throw new DerError('time-stamp info');
    const fields = element.children();
    if (smallInteger(fields.any()) !== 1) throw new DerError('version');
    objectIdentifier(fields.any());
    const imprint = fields.take(TAG.sequence).children();
    const algorithm = readAlgorithm(imprint.any());
    const digest = octets(imprint.any());
    imprint.end();
    integerBytes(fields.any());
    const at = time(fields.take(TAG.generalizedTime), true);
    fields.optional(TAG.sequence);
    fields.optional(TAG.boolean);
    fields.optional(TAG.integer);
    fields.optional(contextConstructed(0));
    fields.optional(contextConstructed(1)) ?? fields.optional(context(1));
    fields.end();
    return { time: at, imprint: { scheme: digestScheme(algorithm), digest } };
  });
}

/** Judges a token on the octets of a signature; `listsAt` gives the revocation lists checked for an instant. */
export function checkStamp(
  token: Uint8Array,
  signature: Uint8Array,
  store: TrustStore,
  allowLegacy: boolean,
  listsAt: (at: Date) => Lists,
): StampVerdict {
  const data = readSignedData(token);
  if (!data.ok) return { state: 'broken', reason: data.error };
  const { contentType, content, certificates, signers } = data.value;
  const [signer, another] = signers;
  if (
    contentType !== OID.timeStampInfo ||
    content === undefined ||
    signer === undefined ||
    another !== undefined
  ) {
    return { state: 'broken', reason: 'structure' };
  }
  const info = readStampInfo(content);
  if (!info.ok) return { state: 'broken', reason: 'malformed' };
  const certificate = certificateOf(signer, [...certificates, ...store.intermediates]);
  const schemes = schemesOf(signer);
  if (certificate === undefined || schemes === undefined) return IGNORED;
  const accepted =
    isAcceptedScheme(schemes.signature, allowLegacy) &&
    isAcceptedKey(certificate.publicKey, allowLegacy) &&
    mayServeAs(certificate, 'time-stamp');
  const { path, failure } = bestPath(
    findChains(certificate, store, certificates),
    info.value.time,
    allowLegacy,
  );
  const issuer = path?.certificates[1];
  if (!accepted || failure !== undefined || issuer === undefined) return IGNORED;
  if (revocationOf(certificate, issuer, listsAt(info.value.time)) === 'revoked') return IGNORED;
  try {
    const claims = readClaims(signer, OID.timeStampInfo);
    const expected = digestOf(info.value.imprint.scheme, signature);
    const digests =
      equal(digestOf(schemes.digest, content), claims.messageDigest) &&
      equal(expected, info.value.imprint.digest) &&
      claims.namesCertificate(certificate);
    if (!digests) return { state: 'broken', reason: 'digest' };
  } catch (error) {
    if (error instanceof FormError) return { state: 'broken', reason: error.reason };
    if (error instanceof DerError) return { state: 'broken', reason: 'malformed' };
    throw error;
  }
  const message = signer.signedAttributes?.der ?? content;
  return verifySignature(certificate.publicKey, schemes.signature, message, signer.signature)
    ? { state: 'trusted', time: info.value.time }
    : { state: 'broken', reason: 'signature' };
}

function equal(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}
