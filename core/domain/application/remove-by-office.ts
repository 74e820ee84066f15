import { type Actor, isSecondPerson, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, type EndedApplication, factsOf } from './state.ts';
import { isAllowed } from './transitions.ts';

/** Why the office removes an application (domain.md §1.11). */
export const OFFICE_REMOVAL_REASONS = ['departure', 'death'] as const;
export type OfficeRemovalReason = (typeof OFFICE_REMOVAL_REASONS)[number];

/**
 * The office removes an application for departure or death: the head and a second person, with a document (domain.md §1.11). A
 * referral in force ends with it. No notice: §1.10 names none.
 */
export function removeByOffice(
  application: Application,
  {
    reason,
    by,
    second,
  }: { readonly reason: OfficeRemovalReason; readonly by: Actor; readonly second: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['wrong-status', !isAllowed('removeByOffice', application.status)],
    ['not-permitted', !mayAct('removeByOffice', by, application) || !isSecondPerson(by, second)],
  ]);
  if (refusal !== null) return fail(refusal);
  const facts = factsOf(application);
  const ended =
    facts.referral !== null && facts.referral.end === null
      ? { ...facts.referral, end: 'removed' as const }
      : facts.referral;
  const state: EndedApplication = { ...facts, referral: ended, status: 'removed' };
  return ok(moved(state, 'removed-by-office', now, by, { reason }));
}
