import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

/** "Why this number" is asked of the server: only there all who wait are known. */
export function whyHandlers(context: Context): Pick<Handlers, 'why.read'> {
  return {
    'why.read': (input) => askServer(context, (token) => context.client.call('why.read', input, token)),
  };
}
