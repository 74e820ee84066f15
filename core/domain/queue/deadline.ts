/** What a deadline does when it acts (domain.md §1.10.7, .11–.13). */
import { type Deadline, deadlinesOf } from '../application/deadline.ts';
import type { Moved } from '../application/event.ts';
import { interestMissed } from '../application/interest-missed.ts';
import { interestReminder } from '../application/interest-reminder.ts';
import { offerLapses } from '../application/offer-lapses.ts';
import { referralExpires } from '../application/referral-expires.ts';
import type { TransitionFailure } from '../application/refusal.ts';
import { type Application, cellOf, isReferred, type Rules } from '../application/state.ts';
import { stopListEnds } from '../application/stop-list-ends.ts';
import type { Cell } from '../cell.ts';
import { ok, type Result } from '../result.ts';
import { settle } from './handle.ts';
import { earliestOffered, keep } from './offers.ts';
import { ask, type Rule } from './step.ts';

/**
 * Carries out one deadline with all its consequences, at the deadline's own time however late it runs. A deadline that does not
 * stand any more (done before, or overtaken by a command) does nothing, so running it twice does no harm.
 */
export function* executeDeadline(deadline: Deadline, rules: Rules): Rule<Result<null, TransitionFailure>> {
  const { kind, at } = deadline;
  const id = deadline.application;
  const before = yield* ask<Application | null>((answer) => ({ ask: 'application', id, answer }));
  if (before === null || !stands(before, deadline, rules)) return ok(null);
  if (kind === 'offer-lapses') return yield* lapse(before, deadline);
  const moved = act(before, deadline, rules);
  if (!moved.ok) return moved;
  if (moved.value === null) return ok(null);
  const after = yield* keep(moved.value);
  return yield* settle(before, after, at, rules);
}

/** Whether the application still has this deadline. */
function stands(application: Application, { kind, at }: Deadline, { policy }: Rules): boolean {
  return deadlinesOf(application, policy).some((each) => each.kind === kind && each.at === at);
}

/** A lapse passes nothing on: the place published earliest among those on offer becomes open (§1.10.7). */
function* lapse(application: Application, { at }: Deadline): Rule<Result<null, never>> {
  if (application.status !== 'notified') return ok(null);
  const key = cellOf(application);
  const cell = yield* ask<Cell>((answer) => ({ ask: 'cell', key, answer }));
  const place = yield* earliestOffered(key);
  yield* keep(offerLapses(application, cell.publications, at));
  if (place !== null) yield { write: 'place', place: { ...place, state: 'open' } };
  return ok(null);
}

function act(
  application: Application,
  { kind, at }: Deadline,
  rules: Rules,
): Result<Moved | null, TransitionFailure> {
  if (kind === 'interest-missed') return ok(interestMissed(application, at, rules));
  if (kind === 'interest-reminder') return ok(interestReminder(application, at, rules));
  if (kind === 'stop-list-ends' && application.status === 'stopListed') {
    return ok(stopListEnds(application, at));
  }
  if (kind === 'referral-expires' && isReferred(application)) return referralExpires(application, at, rules);
  return ok(null);
}
