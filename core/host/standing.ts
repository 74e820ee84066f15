import { isDeepStrictEqual } from 'node:util';
import type { Grant } from '../protocol/person.ts';
import { type Context, endSession, type OfTheSession } from './context.ts';

/**
 * Takes over the roles that the session holds at the server now, as every pull tells them (docs/sync.md "Pull"). Whoever has none
 * left is signed out, `rights-withdrawn`: drafts stay that person's, what waits in the outbox is sent, and the next sign-in is an
 * applicant's. The statement for days without a line goes with the first role that is lost.
 */
export function takeGrants(context: OfTheSession & Pick<Context, 'client'>, grants: readonly Grant[]): void {
  const { client, emit, replica } = context;
  const open = replica.sessions.current();
  if (open === null || isDeepStrictEqual(open.session.grants, grants)) return;
  const { token, session } = open;
  const holds = (each: Grant): boolean => grants.some((grant) => isDeepStrictEqual(grant, each));
  if (!session.grants.every(holds)) replica.statements.put(session.iin, null);
  if (grants.length === 0) {
    endSession(context, 'rights-withdrawn');
    // The server forgets it by itself in time; an answer is not waited for.
    if (token !== null) void client.call('leave', {}, token);
    return;
  }
  replica.sessions.change({ session: { ...session, grants } });
  emit({ topic: 'session' });
  emit({ topic: 'application' });
}
