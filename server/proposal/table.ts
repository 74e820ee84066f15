import type { ColumnType, JSONColumnType } from 'kysely';
import type { Attachment } from '../../core/domain/application-form.ts';
import type { OfficeRole, ProposalKind } from '../../core/domain/proposal.ts';
import type { Proposal } from '../../core/protocol/proposal.ts';

/** Matters of two persons; their meaning and constraints stand in migration 11. */
export type ProposalTable = {
  uuid: string;
  application: string;
  district: string;
  kind: ProposalKind;
  args: JSONColumnType<Proposal>;
  attachments: JSONColumnType<readonly Attachment[]>;
  proposed_by: string;
  proposer: string;
  role: OfficeRole;
  at: ColumnType<Date, Date, never>;
  decided_by: string | null;
  decider: string | null;
  decided_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  approved: boolean | null;
  reason: string | null;
};

export type ProposalTables = { proposal: ProposalTable };
