/**
 * The table status × action: where each action is allowed and what status it leads to. `docs/states.md` is made from it, every
 * transition asks it for `wrong-status`, and a test runs every pair.
 */
import { STATUSES, type Status } from '../status.ts';

/** Commands on one application, by their names in scenarios (design.md). */
export const ACTIONS = [
  'choosePlace',
  'withdraw',
  'cancelReferral',
  'extendReferral',
  'confirmInterest',
  'updateContacts',
  'mergeApplication',
  'claimBenefit',
  'decideBenefit',
  'decidePapers',
  'assignCategory',
  'markArrival',
  'refuseArrival',
  'transfer',
  'leave',
  'correct',
  'reject',
  'restore',
  'removeByOffice',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What happens to an application without a command on it: offers, and deadlines in their order (domain.md §1.10.13). */
export const DEADLINE_KINDS = [
  'interest-missed',
  'stop-list-ends',
  'referral-expires',
  'offer-lapses',
  'interest-reminder',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];
export const OCCURRENCES = ['offer', 'offerWithdrawn', ...DEADLINE_KINDS] as const;
export type Occurrence = (typeof OCCURRENCES)[number];

/** Statuses reachable by one step, from each status in which the step is possible. */
export type Reach = Readonly<Partial<Record<Status, readonly Status[]>>>;

const BACK = ['queued', 'pending'] as const;
const UNCHANGED: Reach = {
  pending: ['pending'],
  queued: ['queued'],
  notified: ['notified'],
  referred: ['referred'],
  extended: ['extended'],
  stopListed: ['stopListed'],
};

/** Table of the commands. */
export const TRANSITIONS: Readonly<Record<Action, Reach>> = {
  choosePlace: { pending: ['referred'], queued: ['referred'], notified: ['referred'] },
  withdraw: {
    pending: ['withdrawn'],
    queued: ['withdrawn'],
    notified: ['withdrawn'],
    stopListed: ['withdrawn'],
  },
  cancelReferral: { referred: BACK, extended: BACK },
  extendReferral: { referred: ['extended'] },
  confirmInterest: {
    pending: ['pending'],
    queued: ['queued'],
    notified: ['notified'],
    stopListed: ['stopListed'],
  },
  updateContacts: { ...UNCHANGED, enrolled: ['enrolled'] },
  mergeApplication: UNCHANGED,
  claimBenefit: { ...UNCHANGED, queued: ['pending'] },
  // An undecided claim makes a queued child pending, so there is nothing to decide while it is queued.
  decideBenefit: {
    pending: BACK,
    notified: ['notified'],
    referred: ['referred'],
    extended: ['extended'],
    stopListed: ['stopListed'],
  },
  // A child whose papers are undecided is offered nothing and may not choose, so it can only be pending.
  decidePapers: { pending: ['queued', 'pending', 'rejected'] },
  assignCategory: UNCHANGED,
  markArrival: { referred: ['enrolled'], extended: ['enrolled'] },
  refuseArrival: { referred: BACK, extended: BACK },
  transfer: { enrolled: ['enrolled'] },
  leave: { enrolled: ['left'] },
  correct: { ...UNCHANGED, enrolled: ['enrolled'] },
  reject: { pending: ['rejected'], queued: ['rejected'] },
  restore: { removed: BACK, withdrawn: BACK, rejected: BACK },
  removeByOffice: {
    pending: ['removed'],
    queued: ['removed'],
    notified: ['removed'],
    referred: ['removed'],
    extended: ['removed'],
    stopListed: ['removed'],
  },
};

/** Table of what happens by itself. */
export const OCCURRENCE_TRANSITIONS: Readonly<Record<Occurrence, Reach>> = {
  offer: { pending: ['notified'], queued: ['notified'] },
  offerWithdrawn: { notified: BACK },
  'interest-missed': {
    pending: ['removed'],
    queued: ['removed'],
    notified: ['removed'],
    stopListed: ['removed'],
    referred: ['referred'],
    extended: ['extended'],
  },
  'stop-list-ends': { stopListed: BACK },
  'referral-expires': { referred: ['stopListed', 'removed'], extended: ['stopListed', 'removed'] },
  'offer-lapses': { notified: BACK },
  'interest-reminder': UNCHANGED,
};

/** Whether the table has the action for the status; otherwise the answer is `wrong-status`. */
export function isAllowed(action: Action, status: Status): boolean {
  return TRANSITIONS[action][status] !== undefined;
}

/** Statuses from which an action is allowed, in the order of `STATUSES`. */
export function allowedStatuses(action: Action): readonly Status[] {
  return STATUSES.filter((status) => isAllowed(action, status));
}
