import { z } from 'zod';
import type { FailureCode } from '../domain/failure.ts';
import { type Session, SessionSchema } from '../protocol/person.ts';
import type { Database } from './database.ts';

/**
 * Who is signed in, with the token that stands for it at the server; null: opened while the line was down and not taken up by
 * the server yet.
 */
export type OpenSession = { readonly token: string | null; readonly session: Session };

const BodySchema = z.strictObject({
  token: z.string().nullable(),
  session: SessionSchema,
  seenAt: z.int(),
});
type Body = z.infer<typeof BodySchema>;

/** The one session of this computer: kept in the encrypted replica, so that it outlives a restart within its life. */
export type Sessions = {
  current(): OpenSession | null;
  /** The person has proved who he is, at `now` (ms). */
  enter(open: OpenSession, now: number): void;
  /** Another token or another state of the session that is open; nothing where there is none. */
  change(open: Partial<OpenSession>): void;
  /** When the person last did something; 0 without a session. */
  seenAt(): number;
  /** The person has done something. Written down at most every half minute. */
  seen(now: number): void;
  /** Ends it; `why` where the server did. */
  leave(why?: FailureCode): void;
  /** Why the server ended the last session; null where it did not, and as soon as somebody comes in. Not kept over a restart. */
  endedFor(): FailureCode | null;
};

const WRITE_SEEN_MS = 30_000;

/** The session kept in this replica. */
export function openSessions(database: Database): Sessions {
  const select = database.prepare<[], { body: string }>('SELECT body FROM session WHERE one = 1');
  const put = database.prepare("INSERT OR REPLACE INTO session (one, token, body) VALUES (1, '', ?)");
  const remove = database.prepare('DELETE FROM session');
  const read = (): Body | null => {
    const row = select.get();
    if (row === undefined) return null;
    const body = BodySchema.safeParse(JSON.parse(row.body));
    return body.success ? body.data : null;
  };
  let cached = read();
  let seenAt = cached?.seenAt ?? 0;
  let endedFor: FailureCode | null = null;
  const write = (body: Body): void => {
    put.run(JSON.stringify(body));
    cached = body;
    seenAt = body.seenAt;
  };
  return {
    current: () => (cached === null ? null : { token: cached.token, session: cached.session }),
    enter: (open, now) => {
      endedFor = null;
      write({ ...open, seenAt: now });
    },
    change: (open) => {
      if (cached !== null) write({ ...cached, seenAt, ...open });
    },
    seenAt: () => seenAt,
    seen: (now) => {
      if (cached === null) return;
      if (now - cached.seenAt < WRITE_SEEN_MS && now >= cached.seenAt) seenAt = now;
      else write({ ...cached, seenAt: now });
    },
    leave: (why) => {
      remove.run();
      cached = null;
      seenAt = 0;
      endedFor = why ?? null;
    },
    endedFor: () => endedFor,
  };
}
