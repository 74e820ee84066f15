import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

/** One line of the desk's own journal of actions: who did what at this computer, and when. */
export type AuditEntry = {
  readonly at: string;
  /** IIN of the person at the computer, or the program itself. */
  readonly actor: string;
  readonly session: string | null;
  readonly action:
    | 'application-saved'
    | 'application-received'
    | 'application-refused'
    | 'command-given'
    | 'command-done'
    | 'command-refused'
    | 'desk-paired'
    | 'receipt-given'
    | 'signed-in-offline'
    | 'session-locked'
    | 'session-unlocked';
  /** UUID of what was acted on. */
  readonly subject: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

const BEGINNING = '0'.repeat(64);

export type Audit = {
  /** Adds a line inside the caller's transaction; each line carries the hash of the one before. */
  append(entry: AuditEntry): void;
  /** Whether the chain of hashes is whole (domain.md §1.10.5, "the desk's journal chain is whole"). */
  isWhole(): boolean;
};

/** The desk's journal: a chain of SHA-256 over the lines, so that a line taken out or changed later is seen. */
export function openAudit(database: Database): Audit {
  const last = database.prepare<[], { hash: string }>('SELECT hash FROM audit ORDER BY id DESC LIMIT 1');
  const insert = database.prepare(
    'INSERT INTO audit (at, actor, session, action, subject, facts, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const all = database.prepare<[], Line>(
    'SELECT at, actor, session, action, subject, facts, previous, hash FROM audit ORDER BY id',
  );
  return {
    append(entry) {
      const previous = last.get()?.hash ?? BEGINNING;
      const facts = JSON.stringify(entry.facts);
      const line = { ...entry, facts, previous };
      insert.run(line.at, line.actor, line.session, line.action, line.subject, facts, previous, hashOf(line));
    },
    isWhole() {
      let previous = BEGINNING;
      for (const line of all.iterate()) {
        if (line.previous !== previous || line.hash !== hashOf(line)) return false;
        previous = line.hash;
      }
      return true;
    },
  };
}

type Line = Omit<AuditEntry, 'facts' | 'action'> & {
  action: string;
  facts: string;
  previous: string;
  hash: string;
};

function hashOf(line: Omit<Line, 'hash'>): string {
  const { previous, at, actor, session, action, subject, facts } = line;
  return createHash('sha256')
    .update(JSON.stringify([previous, at, actor, session, action, subject, facts]))
    .digest('hex');
}
