/** The profiles in which the National CA issues certificates (eds/README.md §2.2), and its own. */
import { OID } from '../../../core/eds/oid.ts';

export type CertificateProfile =
  | 'ca'
  | 'person-sign'
  | 'person-auth'
  | 'person-gost'
  | 'employee'
  | 'employee-sign-right'
  | 'first-head'
  | 'ocsp'
  | 'tsa'
  | 'tls-server';

/** KeyUsage bits of RFC 5280 §4.2.1.3. */
export const USAGE = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  keyAgreement: 4,
  keyCertSign: 5,
  crlSign: 6,
} as const;

export type ProfileContent = {
  readonly keyUsage: readonly number[] | undefined;
  readonly keyUsageCritical: boolean;
  readonly extendedKeyUsage: readonly string[];
  readonly extendedKeyUsageCritical: boolean;
  readonly authority: boolean;
  readonly policies: readonly string[];
  /** Certificates of people and organisations carry the key storage type. */
  readonly storage: boolean;
};

const { digitalSignature, nonRepudiation, keyEncipherment, keyAgreement, keyCertSign, crlSign } = USAGE;

function person(
  keyUsage: readonly number[],
  extendedKeyUsage: readonly string[],
  policy: string,
): ProfileContent {
  return {
    keyUsage,
    keyUsageCritical: true,
    extendedKeyUsage,
    extendedKeyUsageCritical: false,
    authority: false,
    policies: [policy],
    storage: true,
  };
}

const GOST_USAGE = [digitalSignature, nonRepudiation, keyAgreement];

/** What a profile puts into a certificate; the policy of employees depends on the key, as with the National CA. */
export function profileContent(profile: CertificateProfile, kind: 'gost' | 'rsa'): ProfileContent {
  const organisationPolicy = kind === 'gost' ? OID.policyGost : OID.policyOrganisationSign;
  const usage = kind === 'gost' ? GOST_USAGE : [digitalSignature, nonRepudiation];
  const service = { keyUsageCritical: true, authority: false, policies: [OID.policyGost], storage: false };
  switch (profile) {
    case 'ca':
      return {
        ...service,
        keyUsage: [keyCertSign, crlSign],
        extendedKeyUsage: [],
        extendedKeyUsageCritical: false,
        authority: true,
      };
    case 'person-sign':
      return person(
        [digitalSignature, nonRepudiation],
        [OID.emailProtection, OID.roleIndividual],
        OID.policyPersonSign,
      );
    case 'person-auth':
      return person(
        [digitalSignature, keyEncipherment],
        [OID.clientAuth, OID.roleIndividual],
        OID.policyPersonAuth,
      );
    case 'person-gost':
      return person(GOST_USAGE, [OID.emailProtection, OID.roleIndividual], OID.policyGost);
    case 'employee':
      return person(usage, [OID.emailProtection, OID.roleLegalEntity, OID.roleEmployee], organisationPolicy);
    case 'first-head':
      return person(usage, [OID.emailProtection, OID.roleLegalEntity, OID.roleFirstHead], organisationPolicy);
    case 'employee-sign-right':
      return {
        ...person(usage, [OID.emailProtection, OID.roleLegalEntity, OID.roleRightToSign], organisationPolicy),
        keyUsageCritical: false,
        extendedKeyUsageCritical: true,
      };
    case 'ocsp':
      return {
        ...service,
        keyUsage: [digitalSignature],
        extendedKeyUsage: [OID.ocspSigning],
        extendedKeyUsageCritical: false,
      };
    case 'tsa':
      return {
        ...service,
        keyUsage: [digitalSignature, nonRepudiation],
        extendedKeyUsage: [OID.timeStamping],
        extendedKeyUsageCritical: true,
      };
    case 'tls-server':
      return {
        ...service,
        keyUsage: [digitalSignature, keyEncipherment],
        extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
        extendedKeyUsageCritical: false,
      };
  }
}
