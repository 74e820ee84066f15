import type { Instant } from '../instant.ts';
import { ok, type Result } from '../result.ts';
import type { CalendarGap } from '../working-calendar.ts';
import { type Moved, moved } from './event.ts';
import {
  type EndedApplication,
  factsOf,
  type ReferredApplication,
  type Rules,
  type StopListedApplication,
} from './state.ts';
import { stopListLastDay } from './terms.ts';

/**
 * The child did not come in time (R5, R6, domain.md §1.10.11): the first time → `stopListed` until the end of the 10th working
 * day after the last valid day, the second time → `removed`.
 */
export function referralExpires(
  application: ReferredApplication,
  now: Instant,
  rules: Rules,
): Result<Moved, CalendarGap> {
  const expiries = application.expiries + 1;
  const referral = { ...application.referral, end: 'expired' as const };
  const facts = { ...factsOf(application), expiries, referral };
  if (expiries >= rules.policy.expiriesToRemoval) {
    const state: EndedApplication = { ...facts, status: 'removed' };
    return ok(moved(state, 'removed-by-expiry', now, null, { referral: referral.number, expiries }));
  }
  const stopListUntil = stopListLastDay(referral, rules);
  if (!stopListUntil.ok) return stopListUntil;
  const state: StopListedApplication = { ...facts, status: 'stopListed', stopListUntil: stopListUntil.value };
  return ok(
    moved(state, 'referral-expired', now, null, { referral: referral.number, until: state.stopListUntil }),
  );
}
