import { type Actor, isSecondPerson, mayAct } from '../actor.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import type { PlainDate } from '../plain-date.ts';
import type { RefusalGround } from '../refusal-reason.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, type EndedApplication, factsOf } from './state.ts';
import { isAllowed } from './transitions.ts';

/** What a reasoned refusal says: the ground of the law, the facts, and what was said at the hearing (АППК art. 73). */
export type Rejection = {
  readonly ground: RefusalGround;
  /** Code of the practical reason under the ground (`refusal-reasons.json`). */
  readonly detail?: string;
  /** Point of the rules of order № 254, as the officer names it. */
  readonly rulesPoint?: string;
  readonly facts: string;
  /** What to put right, where it is said. */
  readonly fix?: string;
  /** The day of the hearing, where there was one. */
  readonly hearingOn?: PlainDate;
  readonly hearing: string;
};

/** Дәлелді бас тарту (domain.md §1.11): an operator proposes with RJ1–RJ3 and facts, the head signs; queued and pending only. */
export function reject(
  application: Application,
  {
    rejection,
    by,
    proposedBy,
  }: { readonly rejection: Rejection; readonly by: Actor; readonly proposedBy: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = firstRefusal([
    ['wrong-status', !isAllowed('reject', application.status)],
    ['not-permitted', !mayAct('reject', by, application) || !isSecondPerson(by, proposedBy)],
  ]);
  if (refusal !== null) return fail(refusal);
  const state: EndedApplication = { ...factsOf(application), status: 'rejected' };
  return ok(moved(state, 'application-rejected', now, by, { ...rejection }));
}
