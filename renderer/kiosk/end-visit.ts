import type { QueryClient } from '@tanstack/react-query';
import type { Failure } from '../../core/domain/failure.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { core } from '../link/core.ts';

type Core = Pick<typeof core, 'call'>;

/** A core that does not answer within this time is treated as one that refused. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * Ends a visit: whatever NCALayer is still asked is abandoned, the session ends in the core (which erases draft and scans at
 * a kiosk), and every answer of the core that is not about this computer is forgotten here. The answers go also when the
 * core refuses; but then the visit is not over, and the screen must stay closed until it is.
 */
export async function endVisit(core: Core, client: QueryClient): Promise<Result<null, Failure>> {
  await within(core.call('ncalayer.abandon', {}));
  const left = await within(core.call('session.leave', {}));
  client.removeQueries({ predicate: ({ queryKey: [method] }) => !isOfThisComputer(String(method)) });
  client.getMutationCache().clear();
  if (!left.ok) return fail(left.error);
  client.setQueryData(['session.current', {}], null);
  return ok(null);
}

/** Answers about the machine, the same for every visitor; the session is known to the whole app and is set, not dropped. */
function isOfThisComputer(method: string): boolean {
  return /^(desk|reference|printer)\.|^session\.current$/.test(method);
}

async function within<T>(answer: Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Result<T, Failure>>((resolve) => {
    timer = setTimeout(() => resolve(fail({ code: 'internal' })), ANSWER_WITHIN_MS);
  });
  const first = await Promise.race([answer, late]);
  clearTimeout(timer);
  return first;
}
