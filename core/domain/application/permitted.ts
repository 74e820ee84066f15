import type { Actor } from '../actor.ts';
import { mayAct } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../place.ts';
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
    ACTIONS.filter((action) => wouldBeAccepted(action, application, by, circumstances, now, rules)),
  );
}

function wouldBeAccepted(
  action: Action,
  application: Application,
  by: Actor,
  { open, offered, duplicate }: Circumstances,
  now: Instant,
  rules: Rules,
): boolean {
  switch (action) {
    case 'choosePlace':
      return choiceRefusal(application, { open, offered }, by, now, rules) === null;
    case 'withdraw':
      return withdraw(application, { by }, now).ok;
    case 'cancelReferral':
      return cancelReferral(application, { by }, now, rules).ok;
    case 'extendReferral': {
      const { referral } = application;
      if (referral === null) return false;
      return extendReferral(application, { until: extensionLimit(referral, rules.policy), by }, now, rules)
        .ok;
    }
    case 'confirmInterest':
      return confirmInterest(application, { by }, now, rules).ok;
    case 'updateContacts':
      return updateContacts(application, { by }, now).ok;
    case 'mergeApplication':
      return mayMerge(application, by);
    case 'claimBenefit':
      return claimBenefit(application, { benefit: 'P4', by }, now).ok;
    case 'decideBenefit':
      return decideBenefit(application, { confirmed: true, by }, now).ok;
    case 'decidePapers':
      return decidePapers(application, { confirmed: true, by }, now).ok;
    case 'assignCategory':
      return assignCategory(application, { category: null, by }, now, rules).ok;
    case 'markArrival':
      return markArrival(application, { by }, now).ok;
    case 'refuseArrival':
      return refuseArrival(application, { reason: 'other', by }, now).ok;
    case 'transfer':
      return transferRefusal(application, open, by) === null;
    case 'leave':
      return leave(application, { by }, now).ok;
    case 'correct':
      return correct(
        application,
        { correction: { fields: [], childIin: null }, by, second: null, duplicate: false },
        now,
        rules,
      ).ok;
    case 'reject':
      return reject(
        application,
        { rejection: { ground: 'RJ2', facts: '', hearing: '' }, by, proposedBy: 'whoever-may' },
        now,
      ).ok;
    case 'restore':
      return restore(application, { reason: '', by, second: 'whoever-may', duplicate }, now, rules).ok;
    case 'removeByOffice':
      return removeByOffice(application, { reason: 'departure', by, second: 'whoever-may' }, now).ok;
  }
}

/** Merging takes a second parent who is not on the application yet: the head names one, a parent names himself. */
function mayMerge(application: Application, by: Actor): boolean {
  if (!isAllowed('mergeApplication', application.status) || application.parents.length > 1) return false;
  if (by === 'whoever-may') return true;
  return !application.parents.includes(by.iin) && mayAct('mergeApplication', by, application, by.iin);
}
