/** Filing a form: one application per child (domain.md §1.10.4, .5, .14, .15). */
import { almatyYear } from '../almaty.ts';
import { fileApplication, filingRefusal } from '../application/file-application.ts';
import type { TransitionFailure } from '../application/refusal.ts';
import type { Application, Rules } from '../application/state.ts';
import { cellOf } from '../application/state.ts';
import { withdraw } from '../application/withdraw.ts';
import type { Instant } from '../instant.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Command, Outcome } from './command.ts';
import { keep, passOn } from './offers.ts';
import { ask, type Rule } from './step.ts';

/** Files a form, or refuses it as a whole and leaves no trace. */
export function* file(
  command: Extract<Command, { do: 'apply' }>,
  now: Instant,
  rules: Rules,
): Rule<Result<Outcome, TransitionFailure>> {
  const { filing, by, movesFrom } = command;
  const children = filing.children.map((child) => child.iin.trim());
  const duplicate = yield* ask<boolean>((answer) => ({
    ask: 'duplicate',
    children,
    except: movesFrom,
    answer,
  }));
  const refusal = filingRefusal(filing, { duplicate, by }, now, rules.policy);
  if (refusal !== null) return fail(refusal);
  const moving = movesFrom === null ? ok(null) : yield* leaveOldDistrict(movesFrom, command, now, rules);
  if (!moving.ok) return moving;
  const filedAt = moving.value?.filedAt ?? command.filedAt ?? now;
  const filed: string[] = [];
  for (const child of filing.children) {
    const number = yield* ask<string>((answer) => ({
      ask: 'number',
      series: filing.kind,
      year: almatyYear(now),
      answer,
    }));
    const state = yield* keep(fileApplication(filing, child, { number, filedAt, by }, now, rules.policy));
    filed.push(state.id);
  }
  return ok({ filed });
}

function* leaveOldDistrict(
  id: string,
  { by, filing }: Extract<Command, { do: 'apply' }>,
  now: Instant,
  rules: Rules,
): Rule<Result<Application, TransitionFailure>> {
  const old = yield* ask<Application | null>((answer) => ({ ask: 'application', id, answer }));
  const sameChild = old !== null && filing.children.some((child) => child.iin.trim() === old.child.iin);
  if (old === null || !sameChild) return fail('not-found');
  const left = withdraw(old, { by }, now);
  if (!left.ok) return left;
  yield* keep(left.value);
  if (old.status !== 'notified') return ok(old);
  const passed = yield* passOn(cellOf(old), now, rules);
  return passed.ok ? ok(old) : passed;
}
