import { sql } from 'kysely';
import type { Role } from '../../core/domain/status.ts';
import type { Grant } from '../../core/protocol/person.ts';
import type { Queries } from '../database/queries.ts';

/** A role given to a person: in a district, at a kindergarten, or in the whole region (domain.md §1.11 "Roles begin"). */
export type NewGrant = {
  readonly iin: string;
  readonly role: Role;
  readonly district: string | null;
  readonly kindergarten: string | null;
};

/** Who gave or took a role at a desk, and why it was taken; absent on the server's own command line. */
export type GrantedBy = { readonly iin: string; readonly desk: string; readonly reason?: string };

/** Gives a role; false when the person has exactly this one already. */
export async function grantRole(db: Queries, grant: NewGrant, now: number, by?: GrantedBy): Promise<boolean> {
  const given = await db
    .insertInto('person_grant')
    .values({ ...grant, granted_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (given !== undefined) await note(db, 'role-granted', grant, now, by);
  return given !== undefined;
}

/** Takes a role away, from this moment on; false when the person does not have it. */
export async function revokeRole(
  db: Queries,
  grant: NewGrant,
  now: number,
  by?: GrantedBy,
): Promise<boolean> {
  const taken = await db
    .updateTable('person_grant')
    .set({ revoked_at: new Date(now) })
    .where('iin', '=', grant.iin)
    .where('role', '=', grant.role)
    .where(sql<boolean>`district is not distinct from ${grant.district}`)
    .where(sql<boolean>`kindergarten is not distinct from ${grant.kindergarten}`)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  if (taken.length > 0) await note(db, 'role-revoked', grant, now, by);
  return taken.length > 0;
}

/** The roles of a person that count in a district at a moment: that district's, region-wide ones and kindergartens'. */
export async function grantsOf(
  db: Queries,
  iin: string,
  district: string,
  at: number,
): Promise<readonly Grant[]> {
  const moment = new Date(at);
  return db
    .selectFrom('person_grant')
    .select(['role', 'district', 'kindergarten'])
    .where('iin', '=', iin)
    .where('granted_at', '<=', moment)
    .where((row) => row.or([row('revoked_at', 'is', null), row('revoked_at', '>', moment)]))
    .where((row) => row.or([row('district', 'is', null), row('district', '=', district)]))
    .orderBy('id')
    .execute();
}

async function note(
  db: Queries,
  action: string,
  grant: NewGrant,
  now: number,
  by?: GrantedBy,
): Promise<void> {
  const { iin, role, district, kindergarten } = grant;
  await db
    .insertInto('audit')
    .values({
      at: new Date(now),
      action,
      actor: by?.iin ?? null,
      desk: by?.desk ?? null,
      subject: iin,
      facts: JSON.stringify({
        ...{ role, district, kindergarten },
        ...(by?.reason === undefined ? {} : { reason: by.reason }),
      }),
    })
    .execute();
}
