import { parseEmail } from '../domain/email.ts';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { Session } from '../protocol/person.ts';
import { type Context, endSession, heard, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { chooseOffline, enterOffline, isOfflineTicket } from './offline.ts';
import { signChallenge, takeUp } from './sign-in.ts';

type Names = 'session.choose' | 'session.enter' | 'session.current' | 'session.leave' | 'ncalayer.abandon';

/** Signing in with a key: it is chosen at NCALayer, its owner confirms; who is signed in; leaving. */
export function sessionHandlers(context: Context): Pick<Handlers, Names> {
  return {
    'session.choose': (input) => choose(context, input),
    'session.enter': (input) => enter(context, input),
    'session.current': async () => {
      const open = signedIn(context);
      return ok(open.ok ? open.value.session : null);
    },
    'session.leave': async () => {
      const open = context.replica.sessions.current();
      if (open === null) return ok({});
      endSession(context);
      // The server forgets it by itself in time; here it is gone already, so an answer is not waited for.
      if (open.token !== null) void context.client.call('leave', {}, open.token);
      return ok({});
    },
    'ncalayer.abandon': async () => {
      context.signing.abandon();
      return ok({});
    },
  };
}

/**
 * Challenge of the server, signed at NCALayer, verified here and there; nobody is signed in yet. While the line is down staff
 * can sign in at a desk on what the server signed before (offline.ts).
 */
async function choose(
  context: Context,
  { storage, locale }: Input<'session.choose'>,
): Promise<Result<Output<'session.choose'>, Failure>> {
  const { client, replica } = context;
  if (replica.device.pairing() === null) return fail({ code: 'desk-not-paired' });
  const answer = heard(context, await client.call('challenge', { purpose: 'sign-in' }));
  if (!answer.ok)
    return answer.error.code === 'server-unreachable' ? chooseOffline(context, { storage, locale }) : answer;
  const { challenge } = answer.value;
  const signed = await signChallenge(context, { challenge, time: context.now(), iin: null, storage, locale });
  if (!signed.ok) return signed;
  return heard(context, await client.call('signIn', { signedXml: signed.value.signedXml }));
}

async function enter(
  context: Context,
  { ticket, email }: Input<'session.enter'>,
): Promise<Result<Session, Failure>> {
  if (isOfflineTicket(context, ticket)) return enterOffline(context, ticket);
  const typed = email?.trim() ?? '';
  const address = typed === '' ? ok(null) : parseEmail(typed);
  if (!address.ok) return fail({ code: address.error, field: 'email' });
  const answer = heard(context, await context.client.call('enter', { ticket, email: address.value }));
  return answer.ok ? ok(takeUp(context, answer.value)) : answer;
}
