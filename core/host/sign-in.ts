import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../domain/failure.ts';
import { type Instant, toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Locale } from '../domain/wording.ts';
import { buildSignInXml, readSignInXml } from '../eds/sign-in-xml.ts';
import type { Storage } from '../protocol/ncalayer.ts';
import type { CertificateOwner, OpenedSession, Session } from '../protocol/person.ts';
import { type Context, serverNow } from './context.ts';

/** A challenge to have signed, and whose key is asked for (null: anybody's). */
export type SignInRequest = {
  readonly challenge: string;
  /** What the document says of the time. */
  readonly time: Instant;
  readonly iin: string | null;
  readonly storage: Storage;
  readonly locale: Locale;
};

export type SignedIn = { readonly signedXml: string; readonly owner: CertificateOwner };

/** Has a challenge signed at NCALayer, and finds the answer to be a signature that holds, on exactly what was asked. */
export async function signChallenge(
  context: Context,
  { challenge, time, iin, storage, locale }: SignInRequest,
): Promise<Result<SignedIn, Failure>> {
  const { replica, signing } = context;
  const pairing = replica.device.pairing();
  if (pairing === null) return fail({ code: 'desk-not-paired' });
  const document = { version: 1, challenge, desk: pairing.deskCode, time: toIso(time) } as const;
  const xml = buildSignInXml(document);
  const signed = await signing.sign({ xml, storage, purpose: 'sign-in', iin, locale });
  if (!signed.ok) return signed;
  const verified = await signing.verify(signed.value, 'sign-in', serverNow(context));
  if (!verified.ok) return fail({ code: verified.error });
  const content = readSignInXml(verified.value.content);
  // Whatever else was signed, however well, is not what was asked.
  if (!content.ok || !isDeepStrictEqual(content.value, document)) return fail({ code: 'content' });
  return ok({ signedXml: signed.value, owner: verified.value.owner });
}

/** Takes up a session that the server opened; at a kiosk nothing of whoever was here before stays. */
export function takeUp(
  context: Context,
  opened: {
    readonly token: string;
    readonly session: OpenedSession;
    readonly statement: string | null;
  },
): Session {
  const { config, exchange, replica } = context;
  const session: Session = { ...opened.session, locked: false, offline: false };
  if (config.mode === 'kiosk') replica.wipe();
  // A parent's session says nothing about roles: a code opens one whoever it is.
  else if (session.means === 'eds') replica.statements.put(session.iin, opened.statement);
  replica.sessions.enter({ token: opened.token, session }, context.now());
  context.emit({ topic: 'session' });
  exchange.nudge();
  return session;
}
