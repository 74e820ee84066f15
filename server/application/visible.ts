import type { Application } from '../../core/domain/application/state.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { REGISTER_READERS } from '../../core/domain/status.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import type { Actor } from '../person/session.ts';
import { findApplication } from '../queue/lookup.ts';

/**
 * An application that this person may look at: one of the own child, or any of the district that the person works for. A
 * kindergarten's director is no staff of the district, and an administrator reads no register. Anything else is `not-found`, so that nothing is learnt by asking.
 */
export async function findVisible(db: Queries, actor: Actor, id: string): Promise<Answer<Application>> {
  const application = await findApplication(db, id);
  if (application === null) return fail({ code: 'not-found' });
  const { district, parents } = application;
  const works = actor.grants.some(
    (grant) =>
      REGISTER_READERS.some((role) => role === grant.role) &&
      grant.kindergarten === null &&
      (grant.district === null || grant.district === district),
  );
  return works || parents.includes(actor.iin) ? ok(application) : fail({ code: 'not-found' });
}
