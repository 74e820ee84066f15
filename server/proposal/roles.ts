import { OFFICE_ROLES, type OfficeRole } from '../../core/domain/proposal.ts';
import { holds, type Scope } from '../command/acting.ts';
import type { Actor } from '../person/session.ts';

/** The roles of the office that somebody holds in the district of an application. */
export function officeRoles(actor: Actor, scope: Pick<Scope, 'district'>): readonly OfficeRole[] {
  return OFFICE_ROLES.filter((role) => holds(actor, role, { district: scope.district, kindergarten: null }));
}
