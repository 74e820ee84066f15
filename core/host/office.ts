import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

/** Questions of the office that the server alone can answer: claims, matters of two persons, the day's work. */
export function officeHandlers(
  context: Context,
): Pick<Handlers, 'benefit.pending' | 'proposal.list' | 'work.today'> {
  const { client } = context;
  return {
    'benefit.pending': (input) => askServer(context, (token) => client.call('benefit.pending', input, token)),
    'proposal.list': (input) => askServer(context, (token) => client.call('proposal.list', input, token)),
    'work.today': (input) => askServer(context, (token) => client.call('work.today', input, token)),
  };
}
