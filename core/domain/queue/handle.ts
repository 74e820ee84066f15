/** One rule per command: load, check, move, and everything that follows from it. */
import { assignCategory } from '../application/assign-category.ts';
import { cancelReferral } from '../application/cancel-referral.ts';
import { claimBenefit } from '../application/claim-benefit.ts';
import { confirmInterest } from '../application/confirm-interest.ts';
import { correct } from '../application/correct.ts';
import { decideBenefit } from '../application/decide-benefit.ts';
import { decidePapers } from '../application/decide-papers.ts';
import type { Moved } from '../application/event.ts';
import { extendReferral } from '../application/extend-referral.ts';
import { leave } from '../application/leave.ts';
import { markArrival } from '../application/mark-arrival.ts';
import { mergeApplication } from '../application/merge-application.ts';
import type { TransitionFailure } from '../application/refusal.ts';
import { refuseArrival } from '../application/refuse-arrival.ts';
import { reject } from '../application/reject.ts';
import { removeByOffice } from '../application/remove-by-office.ts';
import { restore } from '../application/restore.ts';
import { type Application, cellOf, isReferred, type Rules } from '../application/state.ts';
import { updateContacts } from '../application/update-contacts.ts';
import { withdraw } from '../application/withdraw.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../place.ts';
import { fail, ok, type Result } from '../result.ts';
import { choose, move } from './choosing.ts';
import type { Command, Outcome } from './command.ts';
import { file } from './filing.ts';
import { comeBack, keep, passOn } from './offers.ts';
import { publishPlaces, withdrawPlaces } from './publishing.ts';
import { ask, type Rule } from './step.ts';

/** A command on one application that only moves that application; the places follow from where it was and where it is. */
type Simple = Exclude<
  Command,
  { do: 'apply' | 'choosePlace' | 'transfer' | 'publishPlaces' | 'withdrawPlaces' }
>;

/**
 * Carries out a command at `now`, or refuses it with the first reason of domain.md §1.10.16 and changes nothing. Deadlines up to
 * `now` have to be run before (§1.10.13).
 */
export function* handle(
  command: Command,
  now: Instant,
  rules: Rules,
): Rule<Result<Outcome, TransitionFailure>> {
  switch (command.do) {
    case 'apply':
      return yield* file(command, now, rules);
    case 'choosePlace':
      return yield* choose(command, now, rules);
    case 'transfer':
      return yield* move(command, now);
    case 'publishPlaces':
      return yield* publishPlaces(command, now, rules);
    case 'withdrawPlaces':
      return yield* withdrawPlaces(command, now, rules);
    default:
      return yield* simple(command, now, rules);
  }
}

function* simple(command: Simple, now: Instant, rules: Rules): Rule<Result<Outcome, TransitionFailure>> {
  const id = command.application;
  const before = yield* ask<Application | null>((answer) => ({ ask: 'application', id, answer }));
  if (before === null) return fail('not-found');
  const child =
    command.do === 'restore'
      ? before.child.iin
      : command.do === 'correct'
        ? command.correction.childIin
        : null;
  const duplicate =
    child !== null &&
    (yield* ask<boolean>((answer) => ({ ask: 'duplicate', children: [child], except: id, answer })));
  const moved = transition(before, command, duplicate, now, rules);
  if (!moved.ok) return moved;
  const after = yield* keep(moved.value);
  const followed = yield* settle(before, after, now, rules);
  return followed.ok ? ok({ filed: [] }) : followed;
}

/** The places after a move: an offer that was left passes on, a referral that ended gives its place back, a leaver frees his. */
export function* settle(
  before: Application,
  after: Application,
  now: Instant,
  rules: Rules,
): Rule<Result<null, TransitionFailure>> {
  if (before.status === 'notified' && after.status !== 'notified') {
    return yield* passOn(cellOf(before), now, rules);
  }
  if (isReferred(before) && !isReferred(after) && after.status !== 'enrolled') {
    return yield* comeBack(after, now, rules);
  }
  if (before.status === 'enrolled' && after.status !== 'enrolled') {
    const place = yield* ask<Place | null>((answer) => ({ ask: 'held', application: before.id, answer }));
    if (place !== null) yield { write: 'drop', place: place.id };
  }
  return ok(null);
}

function transition(
  application: Application,
  command: Simple,
  duplicate: boolean,
  now: Instant,
  rules: Rules,
): Result<Moved, TransitionFailure> {
  switch (command.do) {
    case 'cancelReferral':
      return cancelReferral(application, command, now, rules);
    case 'extendReferral':
      return extendReferral(application, command, now, rules);
    case 'markArrival':
      return markArrival(application, command, now);
    case 'refuseArrival':
      return refuseArrival(application, command, now);
    case 'confirmInterest':
      return confirmInterest(application, command, now, rules);
    case 'withdraw':
      return withdraw(application, command, now);
    case 'updateContacts':
      return updateContacts(application, command, now);
    case 'mergeApplication':
      return mergeApplication(application, command, now, rules);
    case 'claimBenefit':
      return claimBenefit(application, command, now);
    case 'decideBenefit':
      return decideBenefit(application, command, now);
    case 'decidePapers':
      return decidePapers(application, command, now);
    case 'assignCategory':
      return assignCategory(application, command, now, rules);
    case 'leave':
      return leave(application, command, now);
    case 'restore':
      return restore(application, { ...command, duplicate }, now, rules);
    case 'reject':
      return reject(application, command, now);
    case 'removeByOffice':
      return removeByOffice(application, command, now);
    case 'correct':
      return correct(application, { ...command, duplicate }, now, rules);
  }
}
