import type { Actor } from '../actor.ts';
import { mayAct } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../place.ts';
import type { Result } from '../result.ts';
import { assignCategory } from './assign-category.ts';
import { cancelReferral } from './cancel-referral.ts';
import { choiceRefusal } from './choose-place.ts';
import { claimBenefit } from './claim-benefit.ts';
import { confirmInterest } from './confirm-interest.ts';
import { correct } from './correct.ts';
import { decideBenefit } from './decide-benefit.ts';
import { decidePapers } from './decide-papers.ts';
import { extendReferral } from './extend-referral.ts';
import { leave } from './leave.ts';
import { markArrival } from './mark-arrival.ts';
import type { TransitionFailure } from './refusal.ts';
import { refuseArrival } from './refuse-arrival.ts';
import { reject } from './reject.ts';
import { removeByOffice } from './remove-by-office.ts';
import { restore } from './restore.ts';
import type { Application, Rules } from './state.ts';
import { extensionLimit } from './terms.ts';
import { transferRefusal } from './transfer.ts';
import { ACTIONS, type Action, isAllowed } from './transitions.ts';
import { updateContacts } from './update-contacts.ts';
import { withdraw } from './withdraw.ts';

/** The parent's own actions, in the order in which observations list them (design.md). */
export const PARENT_ACTIONS = [
  'choosePlace',
  'withdraw',
  'cancelReferral',
  'extendReferral',
  'confirmInterest',
] as const satisfies readonly Action[];
export type ParentAction = (typeof PARENT_ACTIONS)[number];

/** What has to be known beside the application to say what is permitted. */
export type Circumstances = {
  /** A place that is open in the child's cell (of another group, for an enrolled child), or null. */
  readonly open: Place | null;
  /** A place on offer in the child's cell, or null. */
  readonly offered: Place | null;
  /** Whether the child has another active application. */
  readonly duplicate: boolean;
};

/**
 * The actions that would be accepted now from `by` with some argument. «Балабақшаны таңдау» is shown exactly when `choosePlace`
 * is in it (R1).
 */
export function permitted(
  application: Application,
  by: Actor,
  circumstances: Circumstances,
  now: Instant,
  rules: Rules,
): ReadonlySet<Action> {
  return new Set(
    ACTIONS.filter((action) => whyRefused(action, application, by, circumstances, now, rules) === null),
  );
}

/** Why an action would be refused now from `by` whatever its argument, or null: what a card says of what it does not offer. */
export function whyRefused(
  action: Action,
  application: Application,
  by: Actor,
  { open, offered, duplicate }: Circumstances,
  now: Instant,
  rules: Rules,
): TransitionFailure | null {
  switch (action) {
    case 'choosePlace':
      return choiceRefusal(application, { open, offered }, by, now, rules);
    case 'withdraw':
      return refusalOf(withdraw(application, { by }, now));
    case 'cancelReferral':
      return refusalOf(cancelReferral(application, { by }, now, rules));
    case 'extendReferral': {
      const { referral } = application;
      if (referral === null) return 'wrong-status';
      const until = extensionLimit(referral, rules.policy);
      return refusalOf(extendReferral(application, { until, by }, now, rules));
    }
    case 'confirmInterest':
      return refusalOf(confirmInterest(application, { by }, now, rules));
    case 'updateContacts':
      return refusalOf(updateContacts(application, { by }, now));
    case 'mergeApplication':
      return mergeRefusal(application, by);
    case 'claimBenefit':
      return refusalOf(claimBenefit(application, { benefit: 'P4', by }, now));
    case 'decideBenefit':
      return refusalOf(decideBenefit(application, { confirmed: true, by }, now));
    case 'decidePapers':
      return refusalOf(decidePapers(application, { confirmed: true, by }, now));
    case 'assignCategory':
      return refusalOf(assignCategory(application, { category: null, by }, now, rules));
    case 'markArrival':
      return refusalOf(markArrival(application, { by }, now));
    case 'refuseArrival':
      return refusalOf(refuseArrival(application, { reason: 'other', by }, now));
    case 'transfer':
      return transferRefusal(application, open, by);
    case 'leave':
      return refusalOf(leave(application, { by }, now));
    case 'correct':
      return refusalOf(
        correct(
          application,
          { correction: { fields: [], childIin: null }, by, second: null, duplicate: false },
          now,
          rules,
        ),
      );
    case 'reject':
      return refusalOf(
        reject(
          application,
          { rejection: { ground: 'RJ2', facts: '', hearing: '' }, by, proposedBy: 'whoever-may' },
          now,
        ),
      );
    case 'restore':
      return refusalOf(
        restore(application, { reason: '', by, second: 'whoever-may', duplicate }, now, rules),
      );
    case 'removeByOffice':
      return refusalOf(removeByOffice(application, { reason: 'departure', by, second: 'whoever-may' }, now));
  }
}

function refusalOf(result: Result<unknown, TransitionFailure>): TransitionFailure | null {
  return result.ok ? null : result.error;
}

/** Merging takes a second parent who is not on the application yet: the head names one, a parent names himself. */
function mergeRefusal(application: Application, by: Actor): TransitionFailure | null {
  if (!isAllowed('mergeApplication', application.status) || application.parents.length > 1)
    return 'wrong-status';
  if (by === 'whoever-may') return null;
  const may = !application.parents.includes(by.iin) && mayAct('mergeApplication', by, application, by.iin);
  return may ? null : 'not-permitted';
}
