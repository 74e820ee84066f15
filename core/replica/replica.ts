import { join } from 'node:path';
import { fail, ok, type Result } from '../domain/result.ts';
import type { JournalQuery } from '../protocol/journal.ts';
import type { Mutation } from '../protocol/replication.ts';
import { openApplications } from './application.ts';
import { openAttachments } from './attachment.ts';
import { openAudit } from './audit.ts';
import { openChallengeStock } from './challenge.ts';
import { type Giving, openCommands } from './command.ts';
import { closeDatabase, type Database, type OpenFailure, openDatabase } from './database.ts';
import { openDevice } from './device.ts';
import { openDrafts } from './draft.ts';
import { openEditedReferences } from './edited-reference.ts';
import { openGrantStatements } from './grant-statement.ts';
import { newIdentifier } from './identity.ts';
import { type JournalPage, journalPage } from './journal.ts';
import { openOutbox } from './outbox.ts';
import type { Parts } from './parts.ts';
import { openPositions } from './position.ts';
import { readUnread } from './pull.ts';
import { openReplicatedRows } from './replicated-rows.ts';
import { type OpenSession, openSessions } from './session.ts';
import { openSubmissions, type Saving } from './submission.ts';
import { wipePerson } from './wipe.ts';

/** The encrypted replica of this computer. */
export type Replica = Parts & {
  journal(query: JournalQuery, owner: string | null): JournalPage;
  /** Saves a signed form and tells the mark beside the replica of its number. */
  save(saving: Saving): { readonly label: string; readonly applications: readonly string[] };
  /** Keeps a command and tells the mark beside the replica of its number. */
  give(giving: Giving): void;
  /**
   * Staff signed in while the line is down: the session, the mutation that will tell the server of it and the audit line, in one
   * transaction. `at` is the desk's clock.
   */
  openOffline(open: OpenSession, mutation: Mutation, at: string, now: number): void;
  /** Takes everything of the person away, at a kiosk (wipe.ts). */
  wipe(): void;
  close(): void;
};

/** Names of the replica's files in the data folder. */
export const REPLICA_FILE = 'replica.db';
export const MARK_FILE = 'replica.mark';

/**
 * Opens the replica in the data folder.
 * @param key 32 bytes
 */
export function openReplica(options: {
  folder: string;
  key: Uint8Array;
  mode: 'desk' | 'kiosk';
}): Result<Replica, OpenFailure> {
  const opened = openDatabase(join(options.folder, REPLICA_FILE), options.key);
  if (!opened.ok) return fail(opened.error);
  const database = opened.value;
  try {
    const replica = assemble(database, join(options.folder, MARK_FILE), options.mode);
    readUnread(replica);
    return ok(replica);
  } catch (error) {
    database.close();
    throw error;
  }
}

function assemble(database: Database, markFile: string, mode: 'desk' | 'kiosk'): Replica {
  const keepsAcknowledged = mode === 'desk';
  if (mode === 'kiosk') database.pragma('secure_delete=ON');
  const device = openDevice(database, markFile);
  const audit = openAudit(database);
  const outbox = openOutbox(database, keepsAcknowledged);
  const applications = openApplications(database);
  const submissions = openSubmissions(database, { applications, audit, outbox });
  const commands = openCommands(database, { audit, outbox });
  const sessions = openSessions(database);
  const positions = openPositions(database, device.policy);
  return {
    database,
    device,
    audit,
    outbox,
    applications,
    positions,
    submissions,
    commands,
    sessions,
    keepsAcknowledged,
    rows: openReplicatedRows(database),
    drafts: openDrafts(database),
    attachments: openAttachments(database),
    challenges: openChallengeStock(database),
    statements: openGrantStatements(database),
    editedReference: openEditedReferences(database),
    journal: (query, owner) => journalPage({ database, positions }, query, owner),
    save(saving) {
      const saved = submissions.save(saving);
      device.remember();
      return saved;
    },
    give(giving) {
      commands.give(giving);
      device.remember();
    },
    wipe() {
      sessions.leave();
      device.setCursor({ cursor: null, scope: null });
      wipePerson(database);
      positions.changedAll();
    },
    openOffline(open, mutation, at, now) {
      database
        .transaction(() => {
          outbox.append({
            uuid: newIdentifier(),
            mutation,
            session: open.session.id,
            at,
            clockOffsetMs: device.clockOffset(),
          });
          sessions.enter(open, now);
          audit.append({
            at,
            actor: open.session.iin,
            session: open.session.id,
            action: 'signed-in-offline',
            subject: open.session.id,
            facts: {},
          });
        })
        .immediate();
      device.remember();
    },
    close: () => closeDatabase(database),
  };
}
