import type { z } from 'zod';
import { fail, ok } from '../../core/domain/result.ts';
import type { PlaceRequest, PlaceResponse } from '../../core/protocol/card.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import { positionOf } from '../place/position.ts';
import type { Services } from '../services.ts';

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
    .select(['district', 'parents'])
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  const staff = actor.grants.length > 0 && row?.district === desk.district;
  if (row === undefined || !(staff || row.parents.includes(actor.iin))) return fail({ code: 'not-found' });
  return ok({ queueNumber: await positionOf(db, policy, uuid) });
}
