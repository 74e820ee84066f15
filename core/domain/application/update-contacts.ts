import { type Actor, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import type { Application } from './state.ts';
import { isAllowed } from './transitions.ts';

/** Contacts are brought up to date (R11), by the applicant or an operator. The contacts themselves are kept beside the queue. */
export function updateContacts(
  application: Application,
  { by }: { readonly by: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['wrong-status', !isAllowed('updateContacts', application.status)],
    ['not-permitted', !mayAct('updateContacts', by, application)],
  ]);
  return refusal === null ? ok(moved(application, 'contacts-updated', now, by)) : fail(refusal);
}
