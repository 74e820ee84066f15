import { type Actor, mayAct } from '../actor.ts';
import { almatyDay } from '../almaty.ts';
import { fullYearsOn } from '../birth-date.ts';
import type { Refusal } from '../failure.ts';
import { parseIin } from '../iin.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, type Rules, withFacts } from './state.ts';
import { isAllowed } from './transitions.ts';

/** A child has at most two parents on its application. */
const PARENTS = 2;

/**
 * «Өтінішті ата-ананың ЖСН-ға біріктіру» (R10): the other parent gets the same rights, the first keeps his. Done by that second
 * parent himself or by the head (domain.md §1.10.17). Merging a parent who is on the application, or a third one, is
 * `wrong-status`.
 */
export function mergeApplication(
  application: Application,
  { applicant, by }: { readonly applicant: string; readonly by: Actor },
  now: Instant,
  { policy }: Rules,
): Result<Moved, Refusal> {
  const parsed = parseIin(applicant);
  const iin = applicant.trim();
  const tooYoung =
    parsed.ok && fullYearsOn(parsed.value.birthDate, almatyDay(now)) < policy.applicantMinYears;
  const complete = application.parents.includes(iin) || application.parents.length >= PARENTS;
  const refusal = firstRefusal([
    ['invalid-iin', !parsed.ok || iin === application.child.iin],
    ['wrong-status', !isAllowed('mergeApplication', application.status) || complete],
    ['not-permitted', tooYoung || !mayAct('mergeApplication', by, application, iin)],
  ]);
  if (refusal !== null) return fail(refusal);
  const state = withFacts(application, { parents: [...application.parents, iin] });
  return ok(moved(state, 'application-merged', now, by));
}
