import type { Failure } from '../domain/failure.ts';
import { type IinFault, parseChildIin, parseIin } from '../domain/iin.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Input, Output } from '../protocol/desk.ts';
import { type Context, heard, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { tokenOf } from './offline.ts';

/** A person by IIN, asked of ГБД ФЛ by the server. */
export function personHandlers(context: Context): Pick<Handlers, 'person.lookup'> {
  return { 'person.lookup': (input) => lookUp(context, input) };
}

/**
 * Asks ГБД ФЛ through the server. At a desk a line that is down is the same to the reader as a silent registry: the data are
 * entered by hand and marked.
 */
async function lookUp(
  context: Context,
  { iin, as }: Input<'person.lookup'>,
): Promise<Result<Output<'person.lookup'>, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  const number = as === 'child' ? parseChildIin(iin) : parseIin(iin);
  if (!number.ok) return fail({ code: codeOf(number.error, as), field: 'iin' });
  const token = await tokenOf(context, open.value);
  const answer = token.ok
    ? heard(context, await context.client.call('person', { iin: number.value.iin, as }, token.value))
    : token;
  if (answer.ok) return ok(answer.value);
  return answer.error.code === 'server-unreachable' && context.config.mode === 'desk'
    ? fail({ code: 'registry-unavailable' })
    : answer;
}

function codeOf(fault: IinFault, as: 'applicant' | 'child'): Failure['code'] {
  return fault === 'century' && as === 'child' ? 'iin-adult' : `iin-${fault}`;
}
