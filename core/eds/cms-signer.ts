/** One signer of a CMS: the rules of its signed attributes and its pair of algorithms (RFC 5652 §5.3, §11; RFC 5035). */
import { createHash } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { type DerElement, DerError, TAG } from './der.ts';
import { objectIdentifier, octets } from './der-value.ts';
import { FormError } from './form-error.ts';
import { OID } from './oid.ts';
import {
  type DigestScheme,
  digestOf,
  digestScheme,
  readAlgorithm,
  type SignatureScheme,
  signatureScheme,
} from './public-key.ts';
import type { Attributes, SignerInfo } from './signed-data.ts';

/** What a signer's attributes claim. */
export type SignedClaims = {
  readonly messageDigest: Uint8Array;
  /** Whether each statement about the signer's certificate fits this certificate. */
  readonly namesCertificate: (certificate: Certificate) => boolean;
};

/** Reads the attributes that must be there: contentType of this value, messageDigest; signingCertificate where present. */
export function readClaims(signer: SignerInfo, contentType: string): SignedClaims {
  const { signedAttributes } = signer;
  if (signedAttributes === undefined) throw new FormError('structure', 'no signed attributes');
  const { values } = signedAttributes;
  const type = single(values, OID.contentType);
  const digest = single(values, OID.messageDigest);
  if (type === undefined || digest === undefined) throw new FormError('structure', 'attribute missing');
  if (objectIdentifier(type) !== contentType) throw new FormError('structure', 'content type');
  const hashes = [
    ...certificateHashes(single(values, OID.signingCertificateV2), true),
    ...certificateHashes(single(values, OID.signingCertificate), false),
  ];
  return {
    messageDigest: octets(digest),
    namesCertificate: (certificate) => hashes.every((hash) => hash(certificate)),
  };
}

function single(attributes: Attributes, type: string): DerElement | undefined {
  const values = attributes.get(type);
  if (values === undefined) return undefined;
  const [value, another] = values;
  if (value === undefined || another !== undefined) throw new FormError('structure', 'attribute values');
  return value;
}

/** The first of the listed certificates is the signer's (RFC 5035 §4): its hash must be that of the certificate used. */
function certificateHashes(
  attribute: DerElement | undefined,
  second: boolean,
): ((certificate: Certificate) => boolean)[] {
  if (attribute === undefined) return [];
  if (attribute.tag !== TAG.sequence) throw new DerError('signing certificate');
  const identifiers = attribute.children().take(TAG.sequence).children();
  const fields = identifiers.take(TAG.sequence).children();
  const algorithm = second ? fields.optional(TAG.sequence) : undefined;
  const expected = octets(fields.any());
  const scheme = algorithm === undefined ? undefined : digestScheme(readAlgorithm(algorithm));
  return [
    ({ der }) => {
      const actual = second
        ? digestOf(scheme ?? 'sha256', der)
        : Uint8Array.from(createHash('sha1').update(der).digest());
      return actual !== undefined && Buffer.compare(actual, expected) === 0;
    },
  ];
}

/** The digest that belongs to a signature scheme in documents. */
const PAIRS: Readonly<Partial<Record<SignatureScheme, DigestScheme>>> = {
  gost2015: 'streebog512',
  gost2004: 'gost1995',
  'rsa-sha256': 'sha256',
  'rsa-sha384': 'sha384',
  'rsa-sha512': 'sha512',
};

/** Java and OpenSSL put the identifier of the key where that of the signature belongs; the digest then completes it. */
const BY_KEY: Readonly<Record<string, Readonly<Partial<Record<DigestScheme, SignatureScheme>>>>> = {
  [OID.gost2015Key]: { streebog512: 'gost2015' },
  [OID.gost2004Key]: { gost1995: 'gost2004' },
  [OID.rsaKey]: { sha256: 'rsa-sha256', sha384: 'rsa-sha384', sha512: 'rsa-sha512' },
};

/** The pair of algorithms of a signer; undefined when they do not belong together or are not ours. */
export function schemesOf(
  signer: SignerInfo,
): { readonly signature: SignatureScheme; readonly digest: DigestScheme } | undefined {
  const digest = digestScheme(signer.digestAlgorithm);
  const byKey = BY_KEY[signer.signatureAlgorithm.algorithm];
  const signature = byKey === undefined ? signatureScheme(signer.signatureAlgorithm) : byKey[digest];
  if (signature === undefined || digest === 'unknown' || PAIRS[signature] !== digest) return undefined;
  return { signature, digest };
}
