import type { z } from 'zod';
import { fail, ok } from '../../core/domain/result.ts';
import { WAITING } from '../../core/domain/status.ts';
import type { PlaceRequest, PlaceResponse } from '../../core/protocol/server.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { positionOf } from './position.ts';

/**
 * The present position of an application («Номер очереди»), for machines that hold no register; null when it holds none
 * (domain.md §1.10.2). Asked for by a parent of the child, or by staff of the district.
 */
export async function placeOf(
  { db, policy }: Services,
  desk: Desk,
  actor: Actor,
  { uuid }: z.output<typeof PlaceRequest>,
): Promise<Answer<z.input<typeof PlaceResponse>>> {
  const row = await db
    .selectFrom('application')
    .select(['district', 'kind', 'group_year', 'queue_class', 'filed_at', 'number', 'status', 'parents'])
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  const staff = actor.grants.length > 0 && row?.district === desk.district;
  if (row === undefined || !(staff || row.parents.includes(actor.iin))) return fail({ code: 'not-found' });
  if (!WAITING.some((status) => status === row.status)) return ok({ queueNumber: null });
  const cell = { district: row.district, kind: row.kind, groupYear: row.group_year };
  const standing = { queueClass: row.queue_class, filedAt: row.filed_at, number: row.number };
  return ok({ queueNumber: await positionOf(db, policy, cell, standing) });
}
