import { type Session, SessionSchema } from '../protocol/person.ts';
import type { Database } from './database.ts';

/** Who is signed in, with the token that stands for it at the server. */
export type OpenSession = { readonly token: string; readonly session: Session };

/** The one session of this computer: kept in the encrypted replica, so that it outlives a restart within its life. */
export type Sessions = {
  current(): OpenSession | null;
  enter(open: OpenSession): void;
  leave(): void;
};

export function openSessions(database: Database): Sessions {
  const select = database.prepare<[], { token: string; body: string }>(
    'SELECT token, body FROM session WHERE one = 1',
  );
  const put = database.prepare('INSERT OR REPLACE INTO session (one, token, body) VALUES (1, ?, ?)');
  const remove = database.prepare('DELETE FROM session');
  const read = (): OpenSession | null => {
    const row = select.get();
    if (row === undefined) return null;
    const session = SessionSchema.safeParse(JSON.parse(row.body));
    return session.success ? { token: row.token, session: session.data } : null;
  };
  let cached = read();
  return {
    current: () => cached,
    enter: (open) => {
      put.run(open.token, JSON.stringify(open.session));
      cached = open;
    },
    leave: () => {
      remove.run();
      cached = null;
    },
  };
}
