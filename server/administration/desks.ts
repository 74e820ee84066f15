import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { DeskEntry } from '../../core/protocol/administration.ts';
import type { Command, CommandFacts } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';
import { newPairingCode } from '../desk/pairing.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { administers, administratorOf } from './right.ts';

type Named<N extends Command['do']> = Extract<Command, { do: N }>;

/** The computers that are joined to the server, also those whose key was taken back. */
export async function listDesks(
  { db }: Services,
  actor: Actor,
): Promise<Answer<{ desks: readonly DeskEntry[] }>> {
  const area = administratorOf(actor);
  if (area === null) return fail({ code: 'not-permitted' });
  const rows = await db
    .selectFrom('desk')
    .selectAll()
    .$if(area !== 'region', (query) => query.where('district', '=', area))
    .orderBy('district')
    .orderBy('code')
    .execute();
  const desks = rows.map((row) => ({
    id: row.id,
    code: row.code,
    district: row.district,
    mode: row.mode,
    pairedAt: row.paired_at.toISOString(),
    seenAt: row.seen_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    key: createHash('sha256').update(Buffer.from(row.public_key, 'base64')).digest('hex').slice(0, 16),
  }));
  return ok({ desks });
}

/** A code with which one computer joins (domain.md §1.11): 8 characters, 10 minutes, 5 tries. */
export async function decidePairing(
  services: Services,
  trx: Transaction<Database>,
  { actor, desk }: PreparedCommand,
  { district, mode }: Named<'pairDesk'>,
): Promise<Answer<CommandFacts>> {
  if (!services.districts.has(district)) return fail({ code: 'not-found', field: 'district' });
  if (!administers(actor, district)) return fail({ code: 'not-permitted' });
  const now = services.now();
  const { code, expiresAt } = await newPairingCode(trx, { district, mode }, now);
  await trx
    .insertInto('audit')
    .values({
      ...{ at: new Date(now), action: 'pairing-code-made', actor: actor.iin, desk: desk.id, subject: null },
      facts: JSON.stringify({ district, mode }),
    })
    .execute();
  return ok({ code, expiresAt: toIso(expiresAt.getTime()) });
}

/** Takes a computer's key back: it is stolen or thrown away. From this moment nothing of it is accepted, nor its sessions. */
export async function decideDeskRevocation(
  services: Services,
  trx: Transaction<Database>,
  { actor, desk: own }: PreparedCommand,
  { desk: id, reason }: Named<'revokeDesk'>,
): Promise<Answer<CommandFacts>> {
  const at = new Date(services.now());
  const desk = await trx
    .selectFrom('desk')
    .select(['district', 'code', 'revoked_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (desk === undefined) return fail({ code: 'not-found' });
  if (!administers(actor, desk.district) || id === own.id) return fail({ code: 'not-permitted' });
  if (desk.revoked_at !== null) return fail({ code: 'wrong-status' });
  await trx.updateTable('desk').set({ revoked_at: at }).where('id', '=', id).execute();
  await trx
    .updateTable('session')
    .set({ ended_at: at })
    .where('desk', '=', id)
    .where('ended_at', 'is', null)
    .execute();
  await trx
    .insertInto('audit')
    .values({
      ...{ at, action: 'desk-revoked', actor: actor.iin, desk: own.id, subject: id },
      facts: JSON.stringify({ code: desk.code, reason }),
    })
    .execute();
  return ok({});
}
