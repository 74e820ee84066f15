import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

/** What is permitted on an application, and the places that can be chosen: the server alone knows, so it is asked. */
export function permissionHandlers(
  context: Context,
): Pick<Handlers, 'application.permitted' | 'place.choices'> {
  const { client } = context;
  return {
    'application.permitted': (input) =>
      askServer(context, (token) => client.call('application.permitted', input, token)),
    'place.choices': (input) => askServer(context, (token) => client.call('place.choices', input, token)),
  };
}
