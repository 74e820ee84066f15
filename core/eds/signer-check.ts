/** Judges one signature: its algorithms, digest, key, chain, time, usage and revocation, in the order in which reasons count. */
import type { SignatureFailure } from '../domain/failure.ts';
import { algorithmName, type Certificate, isAuthority } from './certificate.ts';
import { findChains } from './chain.ts';
import { displayName } from './name.ts';
import { bestPath } from './path-check.ts';
import { isAcceptedKey, isAcceptedScheme, type SignatureScheme, verifySignature } from './public-key.ts';
import { mayServe } from './purpose.ts';
import { checkLists, type Lists, listedAt, type RevocationState, revocationOf } from './revocation.ts';
import type { StampVerdict } from './time-stamp.ts';
import type { ChainPath } from './trust-store.ts';
import type { Signer, VerifyPolicy } from './verdict.ts';

/** A signature as it was found, whatever it was found in. */
export type Evidence = {
  readonly certificate: Certificate;
  /** Certificates that came along and may lead to an anchor. */
  readonly along: readonly Certificate[];
  /** The scheme of the signature; undefined when its algorithms are not an accepted pair. */
  readonly scheme: SignatureScheme | undefined;
  readonly digestFits: () => boolean;
  /** What the signature is over. */
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly stamp?: (lists: (at: Date) => Lists) => StampVerdict;
};

/** The schemes in which people sign (eds/README.md §2.5). */
const DOCUMENT_SCHEMES: readonly SignatureScheme[] = ['gost2015', 'gost2004', 'rsa-sha256'];

/** Judges a signature under a policy. */
export function checkSigner(evidence: Evidence, policy: VerifyPolicy): Signer {
  const { certificate } = evidence;
  const listsAt = (at: Date) => checkLists(policy.crls, policy.trust, at, policy.allowLegacy);
  const stamp = evidence.stamp?.(listsAt) ?? { state: 'ignored' };
  const time = stamp.state === 'trusted' ? stamp.time : policy.at;
  const lists = listsAt(time);
  const found = bestPath(findChains(certificate, policy.trust, evidence.along), time, policy.allowLegacy);
  const revocation = revocationOfPath(found.path, lists);
  const reason = firstFailure(evidence, policy, stamp, found, lists, revocation);
  const { holder } = certificate;
  const issuer = found.path?.certificates[1];
  return {
    iin: holder.iin,
    name: holder.name,
    bin: holder.bin,
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    algorithm: algorithmName(certificate),
    serialNumber: certificate.serialNumber,
    issuer: displayName(certificate.issuer),
    certificate,
    time,
    timeStamped: stamp.state === 'trusted',
    revocation,
    listedAt: issuer === undefined ? null : listedAt(issuer, lists),
    chain: found.path?.certificates ?? [certificate],
    ...(reason === undefined ? {} : { reason }),
  };
}

function firstFailure(
  evidence: Evidence,
  policy: VerifyPolicy,
  stamp: StampVerdict,
  found: ReturnType<typeof bestPath>,
  lists: Lists,
  revocation: RevocationState,
): SignatureFailure | undefined {
  const { certificate, scheme, message, signature } = evidence;
  const broken = stamp.state === 'broken' ? stamp.reason : undefined;
  if (broken === 'malformed' || broken === 'structure') return broken;
  if (!isAcceptedHere(certificate, scheme, policy.allowLegacy) || found.failure === 'algorithm')
    return 'algorithm';
  if (!evidence.digestFits() || broken === 'digest') return 'digest';
  if (!verifySignature(certificate.publicKey, scheme, message, signature) || broken !== undefined)
    return 'signature';
  if (found.failure === 'untrusted') return 'untrusted';
  const strict = (policy.revocation ?? 'strict') === 'strict';
  if (strict && !lists.sound) return 'untrusted';
  if (found.failure === 'chain') return 'chain';
  if (strict && revocation === 'unusable') return 'untrusted';
  if (found.failure !== undefined) return found.failure;
  if (!mayServe(certificate, policy.purpose)) return 'key-usage';
  if (revocation === 'revoked') return 'revoked';
  if (policy.expectedIin !== undefined && certificate.holder.iin !== policy.expectedIin)
    return 'iin-mismatch';
  return undefined;
}

function isAcceptedHere(
  certificate: Certificate,
  scheme: SignatureScheme | undefined,
  allowLegacy: boolean,
): scheme is SignatureScheme {
  return (
    scheme !== undefined &&
    DOCUMENT_SCHEMES.includes(scheme) &&
    isAcceptedScheme(scheme, allowLegacy) &&
    isAcceptedScheme(certificate.scheme, allowLegacy) &&
    isAcceptedKey(certificate.publicKey, allowLegacy) &&
    scheme.startsWith(certificate.publicKey.kind)
  );
}

/**
 * The state of the signer, or of an authority above where a list says it is revoked. Authorities need no list, also where one
 * of them is the signer: what is wrong then is the use of its key.
 */
function revocationOfPath(path: ChainPath | undefined, lists: Lists): RevocationState {
  const [signer, issuer, ...above] = path?.certificates ?? [];
  if (signer === undefined || issuer === undefined) return 'unchecked';
  let below = issuer;
  for (const authority of above) {
    if (revocationOf(below, authority, lists) === 'revoked') return 'revoked';
    below = authority;
  }
  const state = revocationOf(signer, issuer, lists);
  return state === 'unusable' && isAuthority(signer) ? 'unchecked' : state;
}
