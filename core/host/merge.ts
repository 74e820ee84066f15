import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

type Names = 'merge.find' | 'merge.requestCode' | 'merge.enterCode';

/** Joining an application as its second parent: the server's answers, and what was found kept for the signing. */
export function mergeHandlers(context: Context): Pick<Handlers, Names> {
  const { client } = context;
  return {
    'merge.find': (input) => find(context, input),
    'merge.requestCode': (input) =>
      askServer(context, (token) => client.call('merge.requestCode', input, token)),
    'merge.enterCode': (input) => askServer(context, (token) => client.call('merge.enterCode', input, token)),
  };
}

/** The application is not this person's to see yet: what its signed document names is remembered as long as the session lasts. */
async function find(
  context: Context,
  input: Input<'merge.find'>,
): Promise<Result<Output<'merge.find'>, Failure>> {
  const found = await askServer(context, (token) => context.client.call('merge.find', input, token));
  if (found.ok) {
    const { application: uuid, number, district } = found.value;
    context.joinable.set(uuid, { uuid, number, district, parents: [] });
  }
  return found;
}
