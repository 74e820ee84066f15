import { isDeepStrictEqual } from 'node:util';
import { parseEmail } from '../domain/email.ts';
import type { Failure } from '../domain/failure.ts';
import { toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { buildSignInXml, readSignInXml } from '../eds/sign-in-xml.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { Session } from '../protocol/person.ts';
import { type Context, endSession, heard, serverNow, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';

type Names = 'session.choose' | 'session.enter' | 'session.current' | 'session.leave' | 'ncalayer.abandon';

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
      void context.client.call('leave', {}, open.token);
      return ok({});
    },
    'ncalayer.abandon': async () => {
      context.signing.abandon();
      return ok({});
    },
  };
}

/** Challenge of the server, signed at NCALayer, verified here and there; nobody is signed in yet. */
async function choose(
  context: Context,
  { storage, locale }: Input<'session.choose'>,
): Promise<Result<Output<'session.choose'>, Failure>> {
  const { client, replica, signing } = context;
  const pairing = replica.device.pairing();
  if (pairing === null) return fail({ code: 'desk-not-paired' });
  const challenge = heard(context, await client.call('challenge', { purpose: 'sign-in' }));
  if (!challenge.ok) return challenge;
  const document = {
    version: 1,
    challenge: challenge.value.challenge,
    desk: pairing.deskCode,
    time: toIso(context.now()),
  } as const;
  const xml = buildSignInXml(document);
  const signed = await signing.sign({ xml, storage, purpose: 'sign-in', iin: null, locale });
  if (!signed.ok) return signed;
  const verified = await signing.verify(signed.value, 'sign-in', serverNow(context));
  if (!verified.ok) return fail({ code: verified.error });
  const content = readSignInXml(verified.value.content);
  if (!content.ok) return fail({ code: content.error });
  if (!isDeepStrictEqual(content.value, document)) return fail({ code: 'content' });
  return heard(context, await client.call('signIn', { signedXml: signed.value }));
}

async function enter(
  context: Context,
  { ticket, email }: Input<'session.enter'>,
): Promise<Result<Session, Failure>> {
  const { client, config, exchange, replica } = context;
  const typed = email?.trim() ?? '';
  const address = typed === '' ? ok(null) : parseEmail(typed);
  if (!address.ok) return fail({ code: address.error, field: 'email' });
  const answer = heard(context, await client.call('enter', { ticket, email: address.value }));
  if (!answer.ok) return answer;
  if (config.mode === 'kiosk') replica.wipe();
  const session: Session = { ...answer.value.session, locked: false, offline: false };
  replica.sessions.enter({ token: answer.value.token, session });
  context.emit({ topic: 'session' });
  exchange.nudge();
  return ok(session);
}
