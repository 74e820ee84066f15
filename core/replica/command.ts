import { type Instant, toIso } from '../domain/instant.ts';
import { type GivenCommand, GivenCommandSchema } from '../protocol/command.ts';
import { type MutationResult, MutationResultSchema } from '../protocol/replication.ts';
import type { SubmissionState } from './application.ts';
import type { Audit } from './audit.ts';
import type { Database } from './database.ts';
import type { Outbox } from './outbox.ts';

/** A command given at this computer, and what the server said of it; null until then. */
export type KeptCommand = {
  readonly uuid: string;
  readonly state: SubmissionState;
  readonly given: GivenCommand;
  readonly givenBy: string;
  readonly givenAt: string;
  readonly outcome: MutationResult | null;
};

/** A command as it is given: by whom, in which session. */
export type Giving = { readonly given: GivenCommand; readonly session: string; readonly by: string };

type Row = {
  uuid: string;
  given: string;
  given_by: string;
  given_at: string;
  state: SubmissionState;
  outcome: string | null;
};

export type Commands = {
  /** One transaction: the command, the audit line, the outbox. Nothing of it without the rest. */
  give(giving: Giving): void;
  get(uuid: string): KeptCommand | null;
  /** Commands on an application that the server has not answered, or has refused, the latest first. */
  openOf(application: string): readonly KeptCommand[];
  /** A refusal has been read: it is not shown again. */
  forget(uuid: string): void;
  /** Writes the server's answer; gives the command's UUID, or null where there is none. */
  settle(uuid: string, result: MutationResult, now: Instant): string | null;
};

/** What people asked for here after filing. The UUID of a command is the identity of its mutation. */
export function openCommands(database: Database, parts: { audit: Audit; outbox: Outbox }): Commands {
  const { audit, outbox } = parts;
  const insert = database.prepare(
    "INSERT INTO command (uuid, application, given, given_by, given_at, state) VALUES (?, ?, ?, ?, ?, 'saved')",
  );
  const columns = 'uuid, given, given_by, given_at, state, outcome';
  const byUuid = database.prepare<[string], Row>(`SELECT ${columns} FROM command WHERE uuid = ?`);
  const open = database.prepare<[string], Row>(
    `SELECT ${columns} FROM command WHERE application = ? AND state <> 'received' ORDER BY given_at DESC`,
  );
  const close = database.prepare('UPDATE command SET state = ?, outcome = ? WHERE uuid = ?');
  const remove = database.prepare("DELETE FROM command WHERE uuid = ? AND state = 'refused'");

  const give = ({ given, session, by }: Giving): void => {
    const { uuid, command, deskTime, clockOffsetMs } = given;
    const application = 'application' in command ? command.application : null;
    insert.run(uuid, application, JSON.stringify(given), by, deskTime);
    outbox.append({ uuid, mutation: { name: 'command', args: given }, session, at: deskTime, clockOffsetMs });
    audit.append({
      at: deskTime,
      actor: by,
      session,
      action: 'command-given',
      subject: application ?? uuid,
      facts: { command: command.do, ...(given.consent === null ? {} : { consent: given.consent.means }) },
    });
  };

  const settle = (uuid: string, result: MutationResult, now: Instant): string | null => {
    const found = byUuid.get(uuid);
    if (found === undefined) return null;
    const done = result.outcome === 'done';
    close.run(done ? 'received' : 'refused', JSON.stringify(result), uuid);
    audit.append({
      at: toIso(now),
      actor: 'server',
      session: null,
      action: done ? 'command-done' : 'command-refused',
      subject: uuid,
      facts: done ? {} : { code: result.failure.code },
    });
    return uuid;
  };

  return {
    give: (giving) => database.transaction(give).immediate(giving),
    get(uuid) {
      const row = byUuid.get(uuid);
      return row === undefined ? null : keptOf(row);
    },
    openOf: (application) => open.all(application).map(keptOf),
    forget: (uuid) => {
      remove.run(uuid);
    },
    settle: (uuid, result, now) => database.transaction(settle).immediate(uuid, result, now),
  };
}

function keptOf(row: Row): KeptCommand {
  return {
    uuid: row.uuid,
    state: row.state,
    given: GivenCommandSchema.parse(JSON.parse(row.given)),
    givenBy: row.given_by,
    givenAt: row.given_at,
    outcome: row.outcome === null ? null : MutationResultSchema.parse(JSON.parse(row.outcome)),
  };
}
