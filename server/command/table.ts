import type { ColumnType, JSONColumnType } from 'kysely';
import type { Command } from '../../core/protocol/command.ts';
import type { ConsentRecord, SignerKind } from '../../core/protocol/consent.ts';
import type { ApplicationRecord } from '../../core/protocol/record.ts';
import type { VerificationReport } from '../../core/protocol/verification.ts';

type Attachments = NonNullable<ApplicationRecord['claim']>['attachments'];

/** A command that was carried out, exactly as it came in, and what it stands on. */
export type CommandTable = {
  uuid: string;
  /** What it concerns; null where it is no single application. */
  application: string | null;
  district: string;
  name: Command['do'];
  args: JSONColumnType<Command>;
  attachments: JSONColumnType<Attachments>;
  /** The XML as NCALayer returned it, and what was found when it was verified; null where none was needed. */
  signed_xml: string | null;
  verification: JSONColumnType<VerificationReport> | null;
  signer: SignerKind | null;
  consent: JSONColumnType<ConsentRecord> | null;
  /** Who acted, in which role; in whose session, at which desk. */
  actor: string;
  role: string;
  operator: string | null;
  desk: string;
  session: string;
  received_at: ColumnType<Date, Date, Date>;
};

export type CommandTables = { command: CommandTable };

/** Columns that an application owes to commands after filing. */
export type ApplicationCommandColumns = {
  contacts: JSONColumnType<NonNullable<ApplicationRecord['contacts']>> | null;
  claim: JSONColumnType<NonNullable<ApplicationRecord['claim']>> | null;
};
