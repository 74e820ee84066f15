import type { z } from 'zod';
import { fail, ok } from '../../core/domain/result.ts';
import type { SignedRequest, SignedResponse } from '../../core/protocol/card.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';

/**
 * What was signed, exactly as it came in, and what was found when it was verified at acceptance. For a parent of the child, or
 * staff of the district; for all others it does not exist.
 */
export async function signedDocument(
  { db }: Services,
  desk: Desk,
  actor: Actor,
  { uuid }: z.output<typeof SignedRequest>,
): Promise<Answer<z.input<typeof SignedResponse>>> {
  const row = await db
    .selectFrom('application')
    .innerJoin('submission', 'submission.uuid', 'application.submission')
    .select([
      'application.district',
      'application.parents',
      'submission.signed_xml',
      'submission.verification',
    ])
    .where('application.uuid', '=', uuid)
    .executeTakeFirst();
  const staff = actor.grants.length > 0 && row?.district === desk.district;
  if (row === undefined || !(staff || row.parents.includes(actor.iin))) return fail({ code: 'not-found' });
  return ok({ xml: row.signed_xml, report: row.verification });
}
