import type { Context } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

/** The notices log and the call list: the server's alone, asked for each time they are looked at. */
export function noticeHandlers(context: Context): Pick<Handlers, 'notice.list' | 'notice.callList'> {
  const { client } = context;
  return {
    'notice.list': (input) => askServer(context, (token) => client.call('notice.list', input, token)),
    'notice.callList': (input) => askServer(context, (token) => client.call('notice.callList', input, token)),
  };
}
