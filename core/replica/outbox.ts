import type { Mutation, Outgoing } from '../protocol/replication.ts';
import { MutationSchema, SCHEMA } from '../protocol/replication.ts';
import type { Database } from './database.ts';

/** How much goes in one push. */
const BATCH = { mutations: 50, bytes: 500_000 } as const;
/** How long what the server has acknowledged is kept, to be sent again to a server restored from a backup. */
export const KEPT_MS = 14 * 24 * 3_600_000;

type Row = {
  mutation_id: number;
  uuid: string;
  name: string;
  args: string;
  session: string;
  created_at: string;
};

export type Outbox = {
  /** Puts a mutation at the end, inside the caller's transaction; gives its number. */
  append(entry: {
    uuid: string;
    mutation: Mutation;
    session: string;
    at: string;
    clockOffsetMs: number | null;
  }): number;
  /** The next mutations in order: at most 50, or 500 kB, and at least one where there is any. */
  batch(): readonly Outgoing[];
  count(): number;
  /** Whether the sign-in that opened a session off line still waits. */
  holdsOpening(session: string): boolean;
  /** Counts an attempt and what came of it; the rows stay. */
  failed(ids: readonly number[], code: string): void;
  /** Moves a mutation whose fate is known out of the outbox; gives its UUID, or null where it is not there. */
  settle(id: number, clientId: string, at: string): string | null;
  /** Forgets acknowledged mutations that are older than {@link KEPT_MS}. */
  prune(now: number): void;
};

/**
 * What this computer has done and the server has not answered yet: first in, first out.
 * @param keepsAcknowledged false at a kiosk, where nothing of a person stays
 */
export function openOutbox(database: Database, keepsAcknowledged: boolean): Outbox {
  const insert = database.prepare(
    `INSERT INTO outbox (uuid, name, args, args_schema, session, created_at, clock_offset_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const first = database.prepare<[number], Row>(
    'SELECT mutation_id, uuid, name, args, session, created_at FROM outbox ORDER BY mutation_id LIMIT ?',
  );
  const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM outbox');
  const attempt = database.prepare(
    'UPDATE outbox SET attempts = attempts + 1, last_error = ? WHERE mutation_id = ?',
  );
  const uuidOf = database.prepare<[number], { uuid: string }>(
    'SELECT uuid FROM outbox WHERE mutation_id = ?',
  );
  const opening = database.prepare<[string], { uuid: string }>(
    "SELECT uuid FROM outbox WHERE name = 'session.open' AND session = ?",
  );
  const keep = database.prepare(
    `INSERT OR REPLACE INTO acknowledged
       (uuid, client_id, mutation_id, name, args, args_schema, session, created_at, clock_offset_ms, acknowledged_at)
     SELECT uuid, ?, mutation_id, name, args, args_schema, session, created_at, clock_offset_ms, ?
     FROM outbox WHERE mutation_id = ?`,
  );
  const remove = database.prepare('DELETE FROM outbox WHERE mutation_id = ?');
  const prune = database.prepare('DELETE FROM acknowledged WHERE acknowledged_at < ?');
  return {
    append({ uuid, mutation, session, at, clockOffsetMs }) {
      const args = JSON.stringify(mutation.args);
      const { lastInsertRowid } = insert.run(uuid, mutation.name, args, SCHEMA, session, at, clockOffsetMs);
      return Number(lastInsertRowid);
    },
    batch() {
      const taken: Outgoing[] = [];
      let bytes = 0;
      for (const row of first.iterate(BATCH.mutations)) {
        bytes += Buffer.byteLength(row.args);
        if (taken.length > 0 && bytes > BATCH.bytes) break;
        taken.push(outgoing(row));
      }
      return taken;
    },
    count: () => count.get()?.n ?? 0,
    holdsOpening: (session) => opening.get(session) !== undefined,
    failed(ids, code) {
      database.transaction(() => {
        for (const id of ids) attempt.run(code, id);
      })();
    },
    settle(id, clientId, at) {
      const found = uuidOf.get(id);
      if (found === undefined) return null;
      if (keepsAcknowledged) keep.run(clientId, at, id);
      remove.run(id);
      return found.uuid;
    },
    prune: (now) => {
      prune.run(new Date(now - KEPT_MS).toISOString());
    },
  };
}

function outgoing(row: Row): Outgoing {
  return {
    id: row.mutation_id,
    uuid: row.uuid,
    session: row.session,
    at: row.created_at,
    mutation: MutationSchema.parse({ name: row.name, args: JSON.parse(row.args) }),
  };
}

/** SHA-256 of the scans that must be at the server before this mutation. */
export function filesOf(mutation: Mutation): readonly string[] {
  switch (mutation.name) {
    case 'application.submit':
      return mutation.args.form.attachments.map((file) => file.sha256);
    case 'command':
      return mutation.args.attachments.map((file) => file.sha256);
    case 'session.open':
      return [];
  }
}
