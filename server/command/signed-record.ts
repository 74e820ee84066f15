import type { z } from 'zod';
import { fail, ok } from '../../core/domain/result.ts';
import type { signedCommandQuestions } from '../../core/protocol/signed-command.ts';
import type { Answer } from '../answer.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { holds } from './acting.ts';

type Question = (typeof signedCommandQuestions)['command.signed'];

/** A signed command as it came in; for a parent of the child, and for staff of its district. */
export async function signedCommandOf(
  { db }: Services,
  actor: Actor,
  { uuid }: z.output<Question['request']>,
): Promise<Answer<z.input<Question['response']>>> {
  const row = await db
    .selectFrom('command as c')
    .leftJoin('application as a', 'a.uuid', 'c.application')
    .select(['c.name', 'c.signer', 'c.role', 'c.consent', 'c.received_at', 'c.signed_xml', 'c.verification'])
    .select(['c.district', 'a.parents'])
    .where('c.uuid', '=', uuid)
    .executeTakeFirst();
  if (row === undefined) return fail({ code: 'not-found' });
  const { name, signer, role, consent, received_at, signed_xml: xml, verification: report } = row;
  const here = { district: row.district, kindergarten: null };
  const staff = actor.grants.some((grant) => grant.kindergarten === null && holds(actor, grant.role, here));
  const parent = row.parents?.includes(actor.iin) === true;
  if (xml === null || report === null || signer === null || !(staff || parent))
    return fail({ code: 'not-found' });
  return ok({ name, signer, role, consent, receivedAt: received_at.toISOString(), xml, report });
}
