import { OFFICE_ROLES, type OfficeRole } from '../../../core/domain/proposal.ts';
import { useSession } from '../../session.ts';

/** The roles of the office that whoever is signed in holds: they propose and decide. */
export function useOfficeRoles(): readonly OfficeRole[] {
  const session = useSession();
  return OFFICE_ROLES.filter((role) => session?.grants.some((grant) => grant.role === role) ?? false);
}
