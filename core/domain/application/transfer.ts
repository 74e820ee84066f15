import { type Actor, mayAct } from '../actor.ts';
import { almatyDay } from '../almaty.ts';
import type { Refusal } from '../failure.ts';
import type { Instant } from '../instant.ts';
import type { Place } from '../place.ts';
import type { Referral } from '../referral.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, type EnrolledApplication, factsOf } from './state.ts';
import { isAllowed } from './transitions.ts';

/** Why a transfer is refused, or null; `open` is an open place of another group of the child's cell. */
export function transferRefusal(application: Application, open: Place | null, by: Actor): Refusal | null {
  const enrolled = isAllowed('transfer', application.status);
  return firstRefusal([
    ['no-free-place', enrolled && open === null],
    ['wrong-status', !enrolled],
    ['not-permitted', !mayAct('transfer', by, application)],
  ]);
}

/**
 * An enrolled child moves to an open place of another group of its cell; the director orders it (domain.md, "States"). The old
 * place is freed but not published. It is a referral of the kind «перевод» that needs no arrival.
 */
export function transfer(
  application: Application,
  { open, number, by }: { readonly open: Place | null; readonly number: string; readonly by: Actor },
  now: Instant,
): Result<Moved, Refusal> {
  const refusal = transferRefusal(application, open, by);
  if (refusal !== null) return fail(refusal);
  if (application.status !== 'enrolled' || open === null) return fail('wrong-status');
  const referral: Referral = {
    number,
    kind: 'transfer',
    place: open.id,
    group: open.group,
    issuedAt: now,
    validUntil: almatyDay(now),
    extended: false,
    end: 'arrived',
  };
  const state: EnrolledApplication = { ...factsOf(application), status: 'enrolled', referral };
  const facts = { referral: number, group: open.group, from: application.referral.group };
  return ok(moved(state, 'child-transferred', now, by, facts));
}
