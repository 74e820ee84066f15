/**
 * The verifier of Kazakhstan's EDS: signed XML and CMS under a policy. It reads nothing but its arguments, never goes to the
 * network, and answers with the first reason of `SIGNATURE_FAILURES` that applies.
 */
import { unwrap } from './armour.ts';
import { readClaims, schemesOf } from './cms-signer.ts';
import { DerError } from './der.ts';
import { FormError, type FormFailure, LARGEST_INPUT } from './form-error.ts';
import { OID } from './oid.ts';
import { type DigestScheme, digestOf, type SignatureScheme } from './public-key.ts';
import { certificateOf, readSignedData, type SignedData, type SignerInfo } from './signed-data.ts';
import { checkSigner, type Evidence } from './signer-check.ts';
import { checkStamp } from './time-stamp.ts';
import { readKnownCertificate } from './trust-store.ts';
import { foremost, leavesContentProven, type Signer, type Verdict, type VerifyPolicy } from './verdict.ts';
import { XML_ALGORITHM } from './xml-algorithm.ts';
import { readSignedXml, type XmlSignature } from './xml-signature.ts';

export { type Certificate, parseCertificate } from './certificate.ts';
export {
  loadTrust,
  readCrlFolder,
  readRevocationLists,
  readTrustFolder,
  type TrustStore,
} from './trust-store.ts';
export type { Signer, Verdict, VerifyPolicy } from './verdict.ts';

/** The algorithm pairs of XML signatures: digests never mix with the signatures of another family. */
const XML_PAIRS: Readonly<
  Record<
    string,
    { readonly digestMethod: string; readonly scheme: SignatureScheme; readonly digest: DigestScheme }
  >
> = {
  [XML_ALGORITHM.gost2015]: {
    digestMethod: XML_ALGORITHM.streebog512,
    scheme: 'gost2015',
    digest: 'streebog512',
  },
  [XML_ALGORITHM.rsaSha256]: { digestMethod: XML_ALGORITHM.sha256, scheme: 'rsa-sha256', digest: 'sha256' },
  [XML_ALGORITHM.gost2004]: { digestMethod: XML_ALGORITHM.gost1995, scheme: 'gost2004', digest: 'gost1995' },
};

/** Verifies an XML document with enveloped signatures; all of them must hold. */
export function verifyXml(bytes: Uint8Array, policy: VerifyPolicy): Verdict {
  const signed = readSignedXml(bytes);
  if (!signed.ok) return refuse(signed.error);
  return refusing(() => {
    const evidence = signed.value.signatures.map((signature) => xmlEvidence(signature, policy));
    // The last signature covers those before it, so it is judged first.
    const signers = evidence.toReversed().map((item) => checkSigner(item, policy));
    return conclude(signers.reverse(), policy, { content: signed.value.content });
  });
}

function refuse(reason: FormFailure): Verdict {
  return { valid: false, reason, signers: [] };
}

/** Turns what is found out about the form only while verifying into a verdict. */
function refusing(verify: () => Verdict): Verdict {
  try {
    return verify();
  } catch (error) {
    if (error instanceof FormError) return refuse(error.reason);
    if (error instanceof DerError) return refuse('malformed');
    throw error;
  }
}

function xmlEvidence(signature: XmlSignature, policy: VerifyPolicy): Evidence {
  const certificate = readKnownCertificate(policy.trust, signature.certificate);
  if (!certificate.ok) throw new FormError('malformed', 'certificate');
  const pair = XML_PAIRS[signature.signatureMethod];
  const accepted = pair !== undefined && pair.digestMethod === signature.digestMethod ? pair : undefined;
  return {
    certificate: certificate.value,
    along: [],
    scheme: accepted?.scheme,
    digestFits: () =>
      equal(accepted && digestOf(accepted.digest, signature.digested()), signature.digestValue),
    message: signature.signedInfo,
    signature: signature.signatureValue,
  };
}

/** Verifies a CMS (DER, PEM or base64) by one or more signers; `detachedContent` is what a detached signature is over. */
export function verifyCms(bytes: Uint8Array, policy: VerifyPolicy, detachedContent?: Uint8Array): Verdict {
  if (bytes.length > LARGEST_INPUT || (detachedContent?.length ?? 0) > LARGEST_INPUT)
    return refuse('structure');
  const [der, another] = unwrap(bytes) ?? [];
  if (der === undefined) return refuse('malformed');
  if (another !== undefined) return refuse('structure');
  const data = readSignedData(der);
  if (!data.ok) return refuse(data.error);
  return refusing(() => {
    const content = detachedContent ?? data.value.content;
    if (data.value.contentType !== OID.data || content === undefined) return refuse('structure');
    const digests = new Map<DigestScheme, Uint8Array | undefined>();
    // However many signers, the content is digested once in each way.
    const digest = (scheme: DigestScheme): Uint8Array | undefined => {
      if (!digests.has(scheme)) digests.set(scheme, digestOf(scheme, content));
      return digests.get(scheme);
    };
    const signed = { content, digest };
    const evidence = data.value.signers.map((signer) => cmsEvidence(signer, data.value, signed, policy));
    return conclude(
      evidence.map((item) => checkSigner(item, policy)),
      policy,
      { octets: content },
    );
  });
}

function cmsEvidence(
  signer: SignerInfo,
  data: SignedData,
  {
    content,
    digest,
  }: {
    readonly content: Uint8Array;
    readonly digest: (scheme: DigestScheme) => Uint8Array | undefined;
  },
  policy: VerifyPolicy,
): Evidence {
  const certificate = certificateOf(signer, data.certificates);
  const claims = readClaims(signer, data.contentType);
  if (certificate === undefined) throw new FormError('structure', 'no certificate of a signer');
  const schemes = schemesOf(signer);
  const token = stampToken(signer);
  return {
    certificate,
    along: data.certificates,
    scheme: schemes?.signature,
    digestFits: () =>
      claims.namesCertificate(certificate) &&
      (data.content === undefined || equal(data.content, content)) &&
      equal(schemes && digest(schemes.digest), claims.messageDigest),
    message: signer.signedAttributes?.der ?? content,
    signature: signer.signature,
    ...(token === undefined
      ? {}
      : { stamp: (lists) => checkStamp(token, signer.signature, policy.trust, policy.allowLegacy, lists) }),
  };
}

/** The time-stamp token among the unsigned attributes. */
function stampToken(signer: SignerInfo): Uint8Array | undefined {
  const values = signer.unsignedAttributes.get(OID.timeStampToken);
  if (values === undefined) return undefined;
  const [token, another] = values;
  if (token === undefined || another !== undefined) throw new FormError('structure', 'time stamps');
  return token.bytes;
}

type Content = { readonly content: () => string } | { readonly octets: Uint8Array };

function conclude(signers: readonly Signer[], policy: VerifyPolicy, signed: Content): Verdict {
  const reasons = signers.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  const reason = foremost(reasons);
  if (!leavesContentProven(reason)) return { valid: false, reason: reason ?? 'signature', signers };
  const content = 'content' in signed ? { content: signed.content() } : { octets: signed.octets };
  const final = reason ?? (isExpected(content, policy.expectedContent) ? undefined : 'content');
  return final === undefined
    ? { valid: true, signers, ...content }
    : { valid: false, reason: final, signers, ...content };
}

function isExpected(
  actual: { readonly content: string } | { readonly octets: Uint8Array },
  expected: string | Uint8Array | undefined,
): boolean {
  if (expected === undefined) return true;
  if ('content' in actual && typeof expected === 'string') return actual.content === expected;
  const bytesOf = (value: string | Uint8Array) =>
    typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  return equal(bytesOf('content' in actual ? actual.content : actual.octets), bytesOf(expected));
}

function equal(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}
