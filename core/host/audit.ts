import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

export function auditHandlers(context: Context): Pick<Handlers, 'audit.page' | 'audit.ledger'> {
  const { client } = context;
  return {
    'audit.page': (input) => askServer(context, (token) => client.call('audit.page', input, token)),
    'audit.ledger': (input) => askServer(context, (token) => client.call('audit.ledger', input, token)),
  };
}
