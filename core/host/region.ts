import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

type Names = 'region.overview' | 'region.anomalies' | 'region.calendar' | 'region.settlements';

export function regionHandlers(context: Context): Pick<Handlers, Names> {
  const { client } = context;
  return {
    'region.overview': (input) => askServer(context, (token) => client.call('region.overview', input, token)),
    'region.anomalies': (input) =>
      askServer(context, (token) => client.call('region.anomalies', input, token)),
    'region.calendar': (input) => askServer(context, (token) => client.call('region.calendar', input, token)),
    'region.settlements': (input) =>
      askServer(context, (token) => client.call('region.settlements', input, token)),
  };
}
