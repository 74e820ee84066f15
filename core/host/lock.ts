import { randomUUID } from 'node:crypto';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { offlineChallenge } from '../eds/sign-in-xml.ts';
import type { Input } from '../protocol/desk.ts';
import type { Session } from '../protocol/person.ts';
import { type Context, heard, isStaff, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { lockSession, unlockSession } from './presence.ts';
import { signChallenge } from './sign-in.ts';

type Names = 'session.touch' | 'session.lock' | 'session.unlock';

/** Locking a session of staff, and opening it again with the key of the same person. */
export function lockHandlers(context: Context): Pick<Handlers, Names> {
  return {
    // That it was called is what counts (presence.ts).
    'session.touch': async () => ok({}),
    'session.lock': async () => {
      const open = signedIn(context);
      if (!open.ok) return open;
      if (!isStaff(context, open.value.session)) return fail({ code: 'not-permitted' });
      lockSession(context);
      return ok({});
    },
    'session.unlock': (input) => unlock(context, input),
  };
}

/**
 * The same person proves that he is there, with the EDS: verified here, and by the server where the line allows. Anybody else's
 * key is `iin-mismatch`, and the session stays locked.
 */
async function unlock(
  context: Context,
  { storage, locale }: Input<'session.unlock'>,
): Promise<Result<Session, Failure>> {
  const { client, exchange, replica } = context;
  const open = signedIn(context);
  if (!open.ok) return open;
  const { id, iin, locked } = open.value.session;
  if (!locked) return ok(open.value.session);
  const answer = heard(context, await client.call('challenge', { purpose: 'sign-in' }));
  const offline = !answer.ok && answer.error.code === 'server-unreachable';
  if (!answer.ok && !offline) return answer;
  const challenge = answer.ok ? answer.value.challenge : offlineChallenge(randomUUID());
  const signed = await signChallenge(context, { challenge, time: context.now(), iin, storage, locale });
  if (!signed.ok) return signed;
  if (signed.value.owner.iin !== iin) return fail({ code: 'iin-mismatch' });
  if (answer.ok) {
    const accepted = heard(context, await client.call('signIn', { signedXml: signed.value.signedXml }));
    if (!accepted.ok && accepted.error.code !== 'server-unreachable') return accepted;
    // The rooms open on the rights of this moment.
    await exchange.pullNow();
  }
  if (replica.sessions.current()?.session.id !== id)
    return fail({ code: replica.sessions.endedFor() ?? 'session-expired' });
  unlockSession(context);
  const unlocked = signedIn(context);
  return unlocked.ok ? ok(unlocked.value.session) : unlocked;
}
