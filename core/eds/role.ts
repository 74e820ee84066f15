/** Roles that certificates carry among their extended key usages (OID registry of root.gov.kz, eds/README.md §2.3). */
export type Role =
  | 'individual'
  | 'legal-entity'
  | 'first-head'
  | 'right-to-sign'
  | 'right-to-sign-finance'
  | 'personnel'
  | 'employee'
  | 'information-system'
  | 'nca-administrator'
  | 'nca-manager'
  | 'nca-operator'
  | 'identified-in-person'
  | 'identified-remotely'
  | 'identified-by-digital-id'
  | 'treasury-client';

const ROLES: Readonly<Record<string, Role>> = {
  '1.2.398.3.3.4.1.1': 'individual',
  '1.2.398.3.3.4.1.2': 'legal-entity',
  '1.2.398.3.3.4.1.2.1': 'first-head',
  '1.2.398.3.3.4.1.2.2': 'right-to-sign',
  '1.2.398.3.3.4.1.2.3': 'right-to-sign-finance',
  '1.2.398.3.3.4.1.2.4': 'personnel',
  '1.2.398.3.3.4.1.2.5': 'employee',
  '1.2.398.3.3.4.1.2.6': 'information-system',
  '1.2.398.3.3.4.2.1': 'nca-administrator',
  '1.2.398.3.3.4.2.2': 'nca-manager',
  '1.2.398.3.3.4.2.3': 'nca-operator',
  '1.2.398.3.3.4.3.1': 'identified-in-person',
  '1.2.398.3.3.4.3.2': 'identified-remotely',
  '1.2.398.3.3.4.3.2.1': 'identified-by-digital-id',
  '1.2.398.5.19.1.2.2.1': 'treasury-client',
};

/** The roles among extended key usages; kinds of information systems count as information systems. */
export function rolesOf(extendedKeyUsage: readonly string[]): readonly Role[] {
  const roles = extendedKeyUsage.flatMap((usage) => {
    if (usage.startsWith('1.2.398.3.3.4.1.2.6.')) return ['information-system' as const];
    const role = ROLES[usage];
    return role === undefined ? [] : [role];
  });
  return [...new Set(roles)];
}
