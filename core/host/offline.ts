import { randomUUID } from 'node:crypto';
import type { Failure } from '../domain/failure.ts';
import { HOUR, MINUTE, toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { offlineChallenge } from '../eds/sign-in-xml.ts';
import { type GrantStatement, readGrants } from '../ledger/grant-statement.ts';
import { readSlipKey } from '../ledger/slip.ts';
import type { Input, Output } from '../protocol/desk.ts';
import { CLOCK_TOLERANCE_MS } from '../protocol/desk-signature.ts';
import type { Session } from '../protocol/person.ts';
import type { OpenSession } from '../replica/session.ts';
import { type Context, heard, serverNow } from './context.ts';
import { signChallenge } from './sign-in.ts';

/** A shift, as long as the server gives staff (issue 3.3). */
const SESSION_MS = 12 * HOUR;
/** How long the owner's data stand on the screen before «Кіру» has to be asked anew. */
const TICKET_MS = 2 * MINUTE;

/**
 * Sign-in of staff while the line is down: the signature is verified here (chain, lists as known), and the roles are those that
 * the server signed for this person at this desk at most 72 hours ago. `server-unreachable` where nobody can sign in so;
 * `offline-unknown` where this person cannot; `clock-wrong` where the clock was set back behind the last exchange.
 */
export async function chooseOffline(
  context: Context,
  { storage, locale }: Input<'session.choose'>,
): Promise<Result<Output<'session.choose'>, Failure>> {
  const { config, offlineTickets, replica } = context;
  const time = serverNow(context);
  const statements = replica.statements.all();
  if (config.mode === 'kiosk' || statements.length === 0) return fail({ code: 'server-unreachable' });
  const lastSync = Date.parse(replica.device.lastSyncAt() ?? '');
  if (context.now() < lastSync - CLOCK_TOLERANCE_MS) return fail({ code: 'clock-wrong' });
  if (statements.every((text) => statementNow(context, text) === null))
    return fail({ code: 'server-unreachable' });
  const session = randomUUID();
  const challenge = offlineChallenge(session);
  const signed = await signChallenge(context, { challenge, time, iin: null, storage, locale });
  if (!signed.ok) return signed;
  const { owner, signedXml } = signed.value;
  const text = replica.statements.get(owner.iin);
  const statement = text === null ? null : statementNow(context, text);
  if (text === null || statement === null || statement.iin !== owner.iin)
    return fail({ code: 'offline-unknown' });
  const ticket = randomUUID();
  offlineTickets.clear();
  offlineTickets.set(ticket, { session, signedXml, text, statement, at: time });
  return ok({ ticket, owner, emailNeeded: false });
}

/** Whether a ticket was given here and not by the server. */
export function isOfflineTicket({ offlineTickets }: Context, ticket: string): boolean {
  return offlineTickets.has(ticket);
}

/** «Кіру»: the session, and the mutation that will tell the server of it before anything that is done in it. */
export async function enterOffline(context: Context, ticket: string): Promise<Result<Session, Failure>> {
  const found = context.offlineTickets.get(ticket);
  context.offlineTickets.delete(ticket);
  if (found === undefined) return fail({ code: 'challenge-unknown' });
  if (serverNow(context) > found.at + TICKET_MS) return fail({ code: 'challenge-expired' });
  const { at, session: id, signedXml, statement, text } = found;
  const { email, expiresAt, grants, iin, name, phone } = statement;
  const session: Session = {
    ...{ id, iin, name, email, phone, grants },
    means: 'eds',
    mayFile: true,
    startedAt: toIso(at),
    expiresAt: toIso(Math.min(at + SESSION_MS, Date.parse(expiresAt))),
    locked: false,
    offline: true,
  };
  const mutation = { name: 'session.open', args: { session: id, signedXml, statement: text } } as const;
  context.replica.openOffline({ token: null, session }, mutation, toIso(context.now()), context.now());
  context.emit({ topic: 'session' });
  context.emit({ topic: 'desk' });
  context.exchange.nudge();
  return ok(session);
}

/** A statement that counts here and now: of this server, for this desk, in its time. */
function statementNow(context: Context, text: string): GrantStatement | null {
  const pairing = context.replica.device.pairing();
  const key = pairing === null ? null : readSlipKey(pairing.slipKey);
  if (pairing === null || key === null || !key.ok) return null;
  const statement = readGrants(text, key.value);
  if (!statement.ok || statement.value.desk !== pairing.deskId) return null;
  const now = serverNow(context);
  const { issuedAt, expiresAt } = statement.value;
  const counts = now >= Date.parse(issuedAt) - CLOCK_TOLERANCE_MS && now <= Date.parse(expiresAt);
  return counts ? statement.value : null;
}

/**
 * The token with which the server knows the session. One that was opened off line gets its own as soon as the server has
 * accepted it; until then `server-unreachable`. Where the server refused it, the session ends.
 */
export async function tokenOf(context: Context, open: OpenSession): Promise<Result<string, Failure>> {
  if (open.token !== null) return ok(open.token);
  const { client, exchange, replica } = context;
  const { id } = open.session;
  if (replica.outbox.holdsOpening(id)) await exchange.syncNow();
  if (replica.outbox.holdsOpening(id)) return fail({ code: 'server-unreachable' });
  const now = replica.sessions.current();
  if (now?.session.id !== id) return fail({ code: 'session-expired' });
  if (now.token !== null) return ok(now.token);
  const answer = heard(context, await client.call('resume', { session: id }));
  if (!answer.ok && answer.error.code === 'rights-withdrawn') replica.statements.put(open.session.iin, null);
  if (!answer.ok) return answer;
  const { token, session, statement } = answer.value;
  const present = replica.sessions.current()?.session;
  if (present?.id !== id) return fail({ code: 'session-expired' });
  replica.statements.put(session.iin, statement);
  replica.sessions.change({ token, session: { ...session, locked: present.locked, offline: false } });
  context.emit({ topic: 'session' });
  return ok(token);
}

/** The line is back: the session that was opened without it becomes one like any other. */
export async function resumeOffline(context: Context): Promise<void> {
  const open = context.replica.sessions.current();
  const waiting =
    open !== null && open.token === null && !context.replica.outbox.holdsOpening(open.session.id);
  if (waiting && context.exchange.state().server === 'reachable') await tokenOf(context, open);
}
