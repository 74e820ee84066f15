import type { Transaction } from 'kysely';
import type { Instant } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { CommandFacts, NoteCall } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import { holds } from '../command/acting.ts';
import type { Database } from '../database/schema.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';

/** Who called, from which desk, and when. */
export type Caller = { readonly actor: Actor; readonly desk: Desk; readonly at: Instant };

/**
 * Notes a call that an operator of the district made; what a family was told of leaves the call list. `not-found`: no such notice;
 * `not-permitted`: not an operator of its district. It is noted for all of its notices or for none.
 */
export async function noteCall(
  trx: Transaction<Database>,
  { notice, further, outcome }: NoteCall,
  caller: Caller,
): Promise<Answer<CommandFacts>> {
  for (const each of new Set([notice, ...further].toSorted((one, other) => one - other))) {
    const noted = await noteOne(trx, each, outcome, caller);
    if (!noted.ok) return noted;
  }
  return ok({});
}

async function noteOne(
  trx: Transaction<Database>,
  notice: number,
  outcome: NoteCall['outcome'],
  { actor, desk, at }: Caller,
): Promise<Answer<null>> {
  const row = await trx
    .selectFrom('notice')
    .select(['application', 'kind', 'district'])
    .where('id', '=', notice)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return fail({ code: 'not-found' });
  if (!holds(actor, 'operator', { district: row.district, kindergarten: null }))
    return fail({ code: 'not-permitted' });
  const moment = new Date(at);
  await trx
    .insertInto('notice_call')
    .values({ notice, at: moment, by_iin: actor.iin, by_name: actor.name, desk: desk.id, outcome })
    .execute();
  if (outcome === 'reached')
    await trx.updateTable('notice').set({ called_at: moment }).where('id', '=', notice).execute();
  await trx
    .insertInto('audit')
    .values({
      ...{ at: moment, action: 'notice-call', actor: actor.iin, desk: desk.id, subject: row.application },
      facts: JSON.stringify({ notice, kind: row.kind, outcome }),
    })
    .execute();
  return ok(null);
}
