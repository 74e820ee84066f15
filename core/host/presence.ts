import type { Failure } from '../domain/failure.ts';
import { MINUTE, SECOND, toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Method } from '../protocol/desk.ts';
import { type Context, isStaff, serverNow } from './context.ts';

/** Idle minutes after which a staff session locks (issue 3.3). */
const IDLE_MS = 10 * MINUTE;
const LOOK_EVERY_MS = 5 * SECOND;

/** Calls that only a person makes. What a page asks again by itself when something changed is not among them. */
const PERSONAL: ReadonlySet<Method> = new Set<Method>([
  'session.touch',
  'session.unlock',
  'person.lookup',
  'application.submit',
  'command.give',
  'draft.save',
  'draft.discard',
  'attachment.add',
  'attachment.print',
  'document.print',
  'consent.requestCode',
  'consent.enterCode',
  'consent.prepare',
  'receipt.prepare',
]);

/** What still answers while the session is locked: how the computer stands, who is here, and the ways out. */
const OPEN_WHEN_LOCKED: ReadonlySet<Method> = new Set<Method>([
  'desk.status',
  'desk.sync',
  'reference.load',
  'session.choose',
  'session.enter',
  'session.requestCode',
  'session.enterCode',
  'session.current',
  'session.touch',
  'session.lock',
  'session.unlock',
  'session.leave',
  'code.delivery',
  'ncalayer.abandon',
  'print.state',
]);

/** Watches whether somebody is at a staff session. */
export type Presence = {
  /** Before a call: `session-locked` where the session is, or just became so; else the function that says the call has ended. */
  begin(method: Method): Result<() => void, Failure>;
  close(): void;
};

/** Begins to watch; a session of staff that nobody uses is locked after ten minutes, also after a restart. `close` ends the watching. */
export function watchPresence(context: Context): Presence {
  const { replica } = context;
  const { sessions } = replica;
  // A signature may take a person longer than ten minutes: whoever is at something is not idle.
  let busy = 0;
  const look = (): void => {
    const open = sessions.current();
    if (open === null || open.session.locked || busy > 0 || !isStaff(context, open.session)) return;
    if (context.now() - sessions.seenAt() >= IDLE_MS) lockSession(context);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  look();
  return {
    begin(method) {
      look();
      const session = sessions.current()?.session;
      const over = session !== undefined && Date.parse(session.expiresAt) <= serverNow(context);
      if (session?.locked === true && !over && !OPEN_WHEN_LOCKED.has(method))
        return fail({ code: 'session-locked' });
      if (!PERSONAL.has(method)) return ok(() => undefined);
      // At a locked screen a moved mouse is nobody known.
      if (session?.locked !== true) sessions.seen(context.now());
      busy += 1;
      return ok(() => {
        busy -= 1;
        if (sessions.current()?.session.locked !== true) sessions.seen(context.now());
      });
    },
    close: () => clearInterval(timer),
  };
}

/** Locks the session that is open. */
export function lockSession(context: Context): void {
  const { sessions } = context.replica;
  const open = sessions.current();
  if (open === null || open.session.locked) return;
  sessions.change({ session: { ...open.session, locked: true } });
  noteLock(context, 'session-locked');
}

/** Opens it again for the person who has just signed. */
export function unlockSession(context: Context): void {
  const { sessions } = context.replica;
  const open = sessions.current();
  if (open === null) return;
  sessions.change({ session: { ...open.session, locked: false } });
  sessions.seen(context.now());
  noteLock(context, 'session-unlocked');
}

function noteLock(context: Context, action: 'session-locked' | 'session-unlocked'): void {
  const session = context.replica.sessions.current()?.session;
  if (session === undefined) return;
  const { id, iin } = session;
  context.replica.audit.append({
    at: toIso(context.now()),
    actor: iin,
    session: id,
    action,
    subject: id,
    facts: {},
  });
  context.emit({ topic: 'session' });
}
