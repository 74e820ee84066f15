import type { Failure, FailureCode } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { REGISTER_READERS } from '../domain/status.ts';
import type { Config } from '../protocol/config.ts';
import type { DeskEvent } from '../protocol/event.ts';
import type { Grant, Session } from '../protocol/person.ts';
import type { Exchange } from '../replica/exchange.ts';
import type { Replica } from '../replica/replica.ts';
import type { ServerClient } from '../replica/server-client.ts';
import type { OpenSession } from '../replica/session.ts';
import type { JoinableApplications, OfflineTickets, PreparedConsents, PreparedReceipts } from './held.ts';
import type { Log } from './log.ts';
import type { Reference } from './reference.ts';
import type { DeskRevocation } from './revocation.ts';
import type { Signing } from './signing.ts';

/** What the handlers work with; made once by `createHost`. */
export type Context = {
  readonly config: Config;
  readonly assetsFolder: string;
  readonly keyStore: 'system' | 'file';
  readonly demo: boolean;
  readonly version: string;
  /** The desk's own clock. */
  readonly now: () => Instant;
  readonly emit: (event: DeskEvent) => void;
  readonly log: Log;
  readonly replica: Replica;
  readonly client: ServerClient;
  readonly exchange: Exchange;
  readonly signing: Signing;
  readonly revocation: DeskRevocation;
  readonly reference: Reference;
  readonly offlineTickets: OfflineTickets;
  readonly prepared: PreparedConsents;
  readonly receipts: PreparedReceipts;
  readonly joinable: JoinableApplications;
  /** Ends when the submission has been answered, or after `milliseconds`. */
  readonly settled: (submission: string, milliseconds: number) => Promise<void>;
  /** The program ends: requests to the server are not waited for any more. */
  readonly giveUp: () => void;
};

/** The moment by the server's clock, as far as the difference is known. */
export function serverNow(context: Pick<Context, 'now' | 'replica'>): Instant {
  return context.now() - (context.replica.device.clockOffset() ?? 0);
}

/** Who is signed in now, or `session-required`; a session past its end is ended first. */
export function signedIn(context: Context): Result<OpenSession, Failure> {
  const open = context.replica.sessions.current();
  if (open === null) return fail({ code: 'session-required' });
  if (Date.parse(open.session.expiresAt) > serverNow(context)) return ok(open);
  endSession(context);
  return fail({ code: 'session-expired' });
}

/** What of the context ends with a session. */
export type OfTheSession = Pick<
  Context,
  'config' | 'emit' | 'joinable' | 'offlineTickets' | 'prepared' | 'receipts' | 'replica' | 'signing'
>;

/**
 * Ends the session at this computer; at a kiosk everything of the person goes with it.
 * @param why the person is told at the sign-in, where it was the server that ended it
 */
export function endSession(context: OfTheSession, why?: FailureCode): void {
  context.signing.abandon();
  context.offlineTickets.clear();
  context.prepared.clear();
  context.receipts.clear();
  context.joinable.clear();
  if (context.config.mode === 'kiosk') context.replica.wipe();
  else context.replica.sessions.leave(why);
  context.emit({ topic: 'session' });
  if (why !== undefined) context.emit({ topic: 'desk' });
  context.emit({ topic: 'application' });
}

/** Passes on the server's answer; a session it no longer knows ends here too, and what it may do is asked anew. */
export function heard<T>(context: Context, answer: Result<T, Failure>): Result<T, Failure> {
  context.exchange.noteAnswer(answer.ok ? null : answer.error);
  if (answer.ok || context.replica.sessions.current() === null) return answer;
  const { code } = answer.error;
  if (code === 'session-expired' || code === 'session-required') endSession(context, 'session-ended');
  if (code === 'rights-withdrawn') endSession(context, code);
  // Perhaps a role was taken away: the next pull tells (standing.ts).
  if (code === 'not-permitted') context.exchange.nudge();
  return answer;
}

/** Whether the person holds a role here, a kindergarten's director too; everybody is a parent at a kiosk. */
export function isStaff(context: Pick<Context, 'config' | 'replica'>, session: Session): boolean {
  return grantsHere(context, session).length > 0;
}

/** Whether the person reads the register of the desk's district (domain.md §2.3). */
export function readsRegister(context: Pick<Context, 'config' | 'replica'>, session: Session): boolean {
  return grantsHere(context, session).some(
    ({ role, kindergarten }) => kindergarten === null && REGISTER_READERS.some((each) => each === role),
  );
}

/** Whether the person may file on behalf of parents here. */
export function isOperator(context: Pick<Context, 'config' | 'replica'>, session: Session): boolean {
  return grantsHere(context, session).some(({ role }) => role === 'operator');
}

/** The roles that the person holds at this desk; none at a kiosk. */
export function grantsHere(
  { config, replica }: Pick<Context, 'config' | 'replica'>,
  session: Session,
): readonly Grant[] {
  if (config.mode === 'kiosk') return [];
  const district = replica.device.pairing()?.district ?? null;
  return session.grants.filter(
    (grant) => grant.kindergarten !== null || grant.district === null || grant.district === district,
  );
}

/** Whose rows a person may see: null = the whole register of the desk's district. */
export function ownerOf(context: Context, session: Session): string | null {
  return readsRegister(context, session) ? null : session.iin;
}
