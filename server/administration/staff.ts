import type { Transaction } from 'kysely';
import { toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { StaffMember } from '../../core/protocol/administration.ts';
import type { Command, CommandFacts } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';
import { grantRole, type NewGrant, revokeRole } from '../person/grant.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { administers, administratorOf } from './right.ts';

type Named<N extends Command['do']> = Extract<Command, { do: N }>;

/** Everybody who holds a role now where the administrator administers, with the last time they were seen. */
export async function listStaff(
  { db }: Services,
  actor: Actor,
): Promise<Answer<{ staff: readonly StaffMember[] }>> {
  const area = administratorOf(actor);
  if (area === null) return fail({ code: 'not-permitted' });
  const rows = await db
    .selectFrom('person_grant as g')
    .leftJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['g.iin', 'g.role', 'g.district', 'g.kindergarten', 'g.granted_at', 'k.name_kk', 'k.name_ru'])
    .select((grant) => [
      grant
        .selectFrom('session')
        .select('session.name')
        .whereRef('session.iin', '=', 'g.iin')
        .orderBy('session.started_at', 'desc')
        .limit(1)
        .as('name'),
      grant
        .selectFrom('session')
        .select((last) => last.fn.max('session.started_at').as('at'))
        .whereRef('session.iin', '=', 'g.iin')
        .as('seen_at'),
    ])
    .where('g.revoked_at', 'is', null)
    .$if(area !== 'region', (query) =>
      query.where((row) => row.or([row('g.district', '=', area), row('k.district', '=', area)])),
    )
    .orderBy('g.role')
    .orderBy('g.id')
    .execute();
  const staff = rows.map((row) => ({
    iin: row.iin,
    role: row.role,
    district: row.district,
    kindergarten: row.kindergarten,
    name: row.name ?? '',
    grantedAt: row.granted_at.toISOString(),
    kindergartenName:
      row.name_kk === null || row.name_ru === null ? null : { kk: row.name_kk, ru: row.name_ru },
    seenAt: row.seen_at === null ? null : new Date(row.seen_at).toISOString(),
  }));
  return ok({ staff });
}

/** Gives a person a role. Giving the same again changes nothing. `not-found`: no such district or kindergarten. */
export async function decideGrant(
  services: Services,
  trx: Transaction<Database>,
  { actor, desk }: PreparedCommand,
  command: Named<'grantRole'>,
): Promise<Answer<CommandFacts>> {
  const { do: _, ...grant } = command;
  const fault = await grantFault(services, trx, actor, grant);
  if (fault !== null) return fail(fault);
  await grantRole(trx, grant, services.now(), { iin: actor.iin, desk: desk.id });
  return ok({});
}

/** Takes a role away from this moment on. Nobody takes away his own right to administer: the last one would be lost. */
export async function decideRevoke(
  services: Services,
  trx: Transaction<Database>,
  { actor, desk }: PreparedCommand,
  command: Named<'revokeRole'>,
): Promise<Answer<CommandFacts>> {
  const { do: _, reason, ...grant } = command;
  const fault = await grantFault(services, trx, actor, grant);
  if (fault !== null) return fail(fault);
  if (grant.role === 'administrator' && grant.iin === actor.iin) return fail({ code: 'not-permitted' });
  const by = { iin: actor.iin, desk: desk.id, reason };
  const taken = await revokeRole(trx, grant, services.now(), by);
  return taken ? ok({ at: toIso(services.now()) }) : fail({ code: 'not-found' });
}

async function grantFault(
  { districts }: Services,
  trx: Transaction<Database>,
  actor: Actor,
  grant: NewGrant,
) {
  const { district, kindergarten } = grant;
  if (district !== null && kindergarten !== null) return { code: 'invalid-request', field: 'where' } as const;
  if (district !== null && !districts.has(district)) return { code: 'not-found', field: 'district' } as const;
  if ((grant.role === 'director') !== (kindergarten !== null))
    return { code: 'invalid-request', field: 'kindergarten' } as const;
  const place =
    kindergarten === null
      ? null
      : await trx
          .selectFrom('kindergarten')
          .select('district')
          .where('id', '=', kindergarten)
          .executeTakeFirst();
  if (place === undefined) return { code: 'not-found', field: 'kindergarten' } as const;
  const where = place === null ? district : place.district;
  return administers(actor, where) ? null : ({ code: 'not-permitted' } as const);
}
