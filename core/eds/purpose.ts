/** What a certificate may be used for (eds/README.md §2.2): its key usage and extended key usages, by purpose. */
import { type Certificate, isAuthority } from './certificate.ts';
import { OID } from './oid.ts';

/**
 * `application`: a person signs a document; `sign-in`: a person proves who they are; `organisation`: somebody signs for a legal
 * entity. `time-stamp` and `ocsp` are for the services of the authority itself.
 */
export type Purpose = 'application' | 'sign-in' | 'organisation';
export type ServicePurpose = 'time-stamp' | 'ocsp';

/** Whether a certificate may serve the purpose. Extended usages that are absent do not restrict; authorities never sign documents. */
export function mayServe(certificate: Certificate, purpose: Purpose): boolean {
  if (isAuthority(certificate)) return false;
  const { keyUsage } = certificate;
  switch (purpose) {
    case 'application':
      return keyUsage?.has('non-repudiation') === true && allows(certificate, [OID.emailProtection]);
    case 'organisation':
      return (
        keyUsage?.has('non-repudiation') === true &&
        allows(certificate, [OID.emailProtection]) &&
        certificate.holder.bin !== null &&
        certificate.roles.includes('legal-entity')
      );
    case 'sign-in':
      // GOST keys carry one usage for both, RSA people have a key of its own for signing in.
      return (
        keyUsage?.has('digital-signature') === true &&
        allows(certificate, [OID.clientAuth, OID.emailProtection])
      );
  }
}

/** Whether a certificate may serve one of the authority's services: the extended usage must be stated. */
export function mayServeAs(certificate: Certificate, service: ServicePurpose): boolean {
  const { keyUsage, extendedKeyUsage } = certificate;
  const usage = service === 'time-stamp' ? OID.timeStamping : OID.ocspSigning;
  return (
    !isAuthority(certificate) &&
    extendedKeyUsage?.includes(usage) === true &&
    (keyUsage === undefined || keyUsage.has('digital-signature') || keyUsage.has('non-repudiation'))
  );
}

/** Roles of the registry (1.2.398.…) say who the holder is, not what the key is for: alone they do not restrict. */
function allows({ extendedKeyUsage }: Certificate, usages: readonly string[]): boolean {
  const restrictions = (extendedKeyUsage ?? []).filter((usage) => !usage.startsWith('1.2.398.'));
  return (
    restrictions.length === 0 ||
    restrictions.some((usage) => usages.includes(usage) || usage === OID.anyExtendedKeyUsage)
  );
}
