import type { Role } from '../../core/domain/status.ts';
import { holds } from '../command/acting.ts';
import type { Actor } from '../person/session.ts';

const READERS: readonly Role[] = ['head', 'region', 'auditor'];

/** Whether somebody reads the reports of a district, or of the whole region (null): that takes a role for all of it. */
export function readsReports(actor: Actor, district: string | null): boolean {
  return READERS.some((role) =>
    district === null
      ? actor.grants.some(
          (grant) => grant.role === role && grant.district === null && grant.kindergarten === null,
        )
      : holds(actor, role, { district, kindergarten: null }),
  );
}
