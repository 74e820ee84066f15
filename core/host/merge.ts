import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

/** A second parent looks for the application of the own child, to join it. */
export function mergeHandlers(context: Context): Pick<Handlers, 'merge.find'> {
  return { 'merge.find': (input) => find(context, input) };
}

/** The application is not this person's to see yet: what its signed document names is remembered as long as the session lasts. */
async function find(
  context: Context,
  input: Input<'merge.find'>,
): Promise<Result<Output<'merge.find'>, Failure>> {
  const found = await askServer(context, 'merge.find', input);
  if (found.ok) {
    const { application: uuid, number, district } = found.value;
    context.joinable.set(uuid, { uuid, number, district, parents: [] });
  }
  return found;
}
