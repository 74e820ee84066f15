import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

type Names = 'administration.staff' | 'administration.desks' | 'administration.keys';

export function administrationHandlers(context: Context): Pick<Handlers, Names> {
  const { client } = context;
  return {
    'administration.staff': (input) =>
      askServer(context, (token) => client.call('administration.staff', input, token)),
    'administration.desks': (input) =>
      askServer(context, (token) => client.call('administration.desks', input, token)),
    'administration.keys': (input) =>
      askServer(context, (token) => client.call('administration.keys', input, token)),
  };
}
