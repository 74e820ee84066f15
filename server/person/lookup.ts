import type { z } from 'zod';
import { parseIin } from '../../core/domain/iin.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { PersonRequest, PersonResponse } from '../../core/protocol/person.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import { personFor } from '../registry/registry.ts';
import type { Services } from '../services.ts';
import type { Actor } from './session.ts';

/** People a parent may look up in one session: the own person and children, with room for typing errors. */
const PARENT_LOOKUPS = 30;

/**
 * A person of ГБД ФЛ by IIN, to fill in a form. Staff may ask for whoever stands before them; a parent for the own person
 * (another adult is `not-permitted`, whoever that is) and for children whose birth record does not name other parents: anybody
 * else's is `person-not-found`, entered by hand and marked. Every look-up is in the audit log.
 */
export async function lookUpPerson(
  services: Services,
  desk: Desk,
  actor: Actor,
  { iin, as }: z.output<typeof PersonRequest>,
): Promise<Answer<z.input<typeof PersonResponse>>> {
  const parsed = parseIin(iin);
  if (!parsed.ok) return fail({ code: `iin-${parsed.error}`, field: 'iin' });
  const staff = actor.grants.length > 0;
  if (!staff && as === 'applicant' && iin !== actor.iin) return fail({ code: 'not-permitted' });
  const now = services.now();
  const { lookups } = await services.db
    .updateTable('session')
    .set((row) => ({ lookups: row('lookups', '+', 1) }))
    .where('id', '=', actor.session)
    .returning('lookups')
    .executeTakeFirstOrThrow();
  if (!staff && lookups > PARENT_LOOKUPS) return fail({ code: 'too-many-attempts' });
  await services.db
    .insertInto('audit')
    .values({
      at: new Date(now),
      action: 'registry-lookup',
      actor: actor.iin,
      desk: desk.id,
      subject: iin,
      facts: JSON.stringify({ as }),
    })
    .execute();
  const found = await services.registry.lookUp(services.db, iin, now);
  if (!found.ok) return fail({ code: found.error });
  const { parents } = found.value;
  if (!staff && as === 'child' && parents.length > 0 && !parents.includes(actor.iin))
    return fail({ code: 'person-not-found' });
  return ok({ person: personFor(desk.district, found.value) });
}
