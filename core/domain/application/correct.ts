import { type Actor, isSecondPerson, mayAct } from '../actor.ts';
import { almatyDay } from '../almaty.ts';
import { fullYearsOn } from '../birth-date.ts';
import type { Refusal } from '../failure.ts';
import { parseChildIin } from '../iin.ts';
import type { Instant } from '../instant.ts';
import { partsOf } from '../plain-date.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Moved, moved } from './event.ts';
import { firstRefusal } from './refusal.ts';
import { type Application, birthYearOf, type Rules, withFacts } from './state.ts';
import { isAllowed } from './transitions.ts';

/**
 * A clerk's error is put right (domain.md §1.11), the old value is kept in the history. A new IIN of the child, and with it the
 * birth date, needs a second person; name, address and contacts do not and are kept beside the queue.
 */
export type Correction = {
  readonly fields: readonly string[];
  /** The child's right IIN, or null when it stands. */
  readonly childIin: string | null;
  /** What the history tells beside the fields: the values before, the reason. */
  readonly told?: Readonly<Record<string, string>>;
};

/**
 * Corrects an application. A child whose birth year changes goes to another cell, which is possible only while it has neither an
 * offer nor a place (`wrong-status` otherwise). `duplicate`: the new IIN has another active application.
 */
export function correct(
  application: Application,
  {
    correction,
    by,
    second,
    duplicate,
  }: {
    readonly correction: Correction;
    readonly by: Actor;
    readonly second: Actor | null;
    readonly duplicate: boolean;
  },
  now: Instant,
  { policy }: Rules,
): Result<Moved, Refusal> {
  const { childIin } = correction;
  const parsed = childIin === null ? null : parseChildIin(childIin);
  const birthDate = parsed?.ok ? parsed.value.birthDate : application.child.birthDate;
  const filingDay = almatyDay(application.filedAt);
  const newCell = partsOf(birthDate).year !== birthYearOf(application);
  const movable = ['pending', 'queued', 'stopListed'].includes(application.status);
  const witnessed = childIin === null || (second !== null && isSecondPerson(by, second));
  const refusal = firstRefusal([
    ['invalid-iin', parsed?.ok === false || (childIin !== null && application.parents.includes(childIin))],
    ['duplicate-child', duplicate],
    ['over-age', fullYearsOn(birthDate, filingDay) >= policy.maxAgeYears],
    ['not-born', birthDate > filingDay],
    ['wrong-status', !isAllowed('correct', application.status) || (newCell && !movable)],
    ['not-permitted', !mayAct('correct', by, application) || !witnessed],
  ]);
  if (refusal !== null) return fail(refusal);
  const child = parsed?.ok ? { iin: parsed.value.iin, birthDate } : application.child;
  const state = withFacts(application, newCell ? { child, lapseMark: null } : { child });
  return ok(
    moved(state, 'data-corrected', now, by, {
      field: correction.fields.join(' '),
      ...correction.told,
    }),
  );
}
