import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { ApplicationForm, BenefitCode } from '../../core/domain/application-form.ts';
import type { Corrected } from '../../core/domain/corrected-form.ts';
import type { ClaimState, QueueClass, Status } from '../../core/domain/status.ts';
import type { ConsentRecord, SignerKind } from '../../core/protocol/consent.ts';
import type { RegistryPerson } from '../../core/protocol/person.ts';
import type { ApplicationRecord, DocumentKind, HistoryRecord } from '../../core/protocol/record.ts';
import type { MutationResult } from '../../core/protocol/replication.ts';
import type { VerificationReport } from '../../core/protocol/verification.ts';
import type { ApplicationCommandColumns, CommandTables } from '../command/table.ts';
import type { KindergartenTables } from '../kindergarten/table.ts';
import type { MergeTables } from '../merge/table.ts';
import type { PersonTables } from '../person/table.ts';
import type { ProposalTables } from '../proposal/table.ts';
import type { QueueTables } from '../queue/tables.ts';
import type { ReferenceTable } from '../reference/table.ts';
import type { RegistryTables } from '../registry/table.ts';
import type { RevocationTables } from '../revocation/table.ts';

/** The tables of the central server; their meaning and constraints stand in `migrations/`. */

type Moment = ColumnType<Date, Date, Date>;
type OptionalMoment = ColumnType<Date | null, Date | null | undefined, Date | null>;

export type Facts = Readonly<Record<string, string | number | null>>;
type ResultOutcome = MutationResult extends infer R
  ? R extends MutationResult
    ? Omit<R, 'id'>
    : never
  : never;

export type ServerTable = { id: string; created_at: Moment; policy: string | null };

export type PairingCodeTable = {
  id: string;
  salt: string;
  hash: string;
  district: string;
  mode: 'desk' | 'kiosk';
  expires_at: Moment;
  wrong_tries: Generated<number>;
  used_at: OptionalMoment;
  desk: string | null;
};

export type DeskTable = {
  id: string;
  code: string;
  district: string;
  mode: 'desk' | 'kiosk';
  /** Ed25519, SPKI DER in base64. */
  public_key: string;
  paired_at: Moment;
  seen_at: OptionalMoment;
  revoked_at: OptionalMoment;
};

export type DeskNonceTable = { desk: string; nonce: string; at: Moment };

export type ClientTable = {
  id: string;
  desk: string;
  last_mutation_id: Generated<number>;
  protocol: number;
  schema: number;
  seen_at: Moment;
};

export type ProcessedMutationTable = {
  client: string;
  mutation_id: number;
  /** Null on a repetition under another client: then `repeats` holds it. */
  mutation_uuid: string | null;
  repeats: string | null;
  name: string;
  args_hash: string;
  outcome: JSONColumnType<ResultOutcome>;
  /** The arguments of a mutation that failed for an unknown reason, kept for replay by an administrator. */
  kept_args: JSONColumnType<object> | null;
  at: Moment;
};

export type ChallengeTable = {
  challenge: string;
  purpose: 'sign-in' | 'application';
  stock: boolean;
  desk: string;
  issued_at: Moment;
  expires_at: Moment;
  used_at: OptionalMoment;
};

export type FileTable = { sha256: string; type: string; size: number; desk: string; stored_at: Moment };
export type ApplicationFileTable = { application: string; sha256: string };

export type RegistryAnswerTable = { iin: string; person: JSONColumnType<RegistryPerson>; at: Moment };

/** One signed document as it came in; its applications are one or, with twins, several. */
export type SubmissionTable = {
  uuid: string;
  desk: string;
  session: string;
  challenge: string;
  signed_xml: string;
  verification: JSONColumnType<VerificationReport>;
  received_at: Moment;
};

export type ApplicationTable = {
  uuid: string;
  id: Generated<number>;
  number: string;
  submission: string;
  district: string;
  kind: 'general' | 'special';
  group_year: number;
  child_index: number;
  child_iin: string;
  applicant_iin: string;
  form: JSONColumnType<ApplicationForm>;
  status: Status;
  queue_class: QueueClass;
  benefit_claim: ClaimState;
  papers_claim: ClaimState;
  filed_at: Moment;
  queue_number_at_filing: number;
  provisional: JSONColumnType<NonNullable<ApplicationRecord['provisional']>> | null;
  entered_by: string;
  signed_by: JSONColumnType<ApplicationRecord['signedBy']>;
  signer: Generated<SignerKind>;
  consent: JSONColumnType<ConsentRecord> | null;
  report: JSONColumnType<VerificationReport> | null;
  parents: ColumnType<string[], readonly string[], readonly string[]>;
  expiries: Generated<number>;
  choose_by: OptionalMoment;
  stop_list_until: OptionalMoment;
  confirm_interest_by: OptionalMoment;
  referral: JSONColumnType<NonNullable<ApplicationRecord['referral']>> | null;
  relation_unproved: boolean;
  row_version: number;
  cell: GeneratedAlways<string>;
  number_order: GeneratedAlways<number>;
  /** Filed on a form with further children. */
  twin: GeneratedAlways<boolean>;
  /** The benefit claimed last. */
  benefit: BenefitCode | null;
  /** Number of the voucher category (voucher2025). */
  category: number | null;
  /** What orders the row in its cell under the policy in force: line, category, then filing time and number. */
  line: Generated<QueueClass>;
  order_category: Generated<number>;
  /** First day on which a place may be offered or chosen (R1). */
  place_from: ColumnType<Date | null, string | null | undefined, string | null>;
  lapse_mark: number | null;
  offered_at: OptionalMoment;
  interest_round: Generated<number>;
  interest_reminders: Generated<number>;
  referral_number: string | null;
  /** The deadline that acts first of all that the application has; the kind by its place in DEADLINE_KINDS. */
  deadline_at: OptionalMoment;
  deadline_kind: number | null;
  /** What was corrected since the form was signed; the form stays as it was signed. */
  corrected: ColumnType<Corrected | null, string | null | undefined, string | null>;
} & ApplicationCommandColumns;

export type HistoryTable = {
  id: Generated<number>;
  application: string;
  district: string;
  at: Moment;
  event: string;
  actor: JSONColumnType<HistoryRecord['actor']>;
  desk: string | null;
  facts: JSONColumnType<HistoryRecord['facts']>;
  row_version: number;
};

export type DocumentTable = {
  id: string;
  application: string;
  district: string;
  kind: DocumentKind;
  issued_at: Moment;
  qr: string;
  facts: JSONColumnType<Facts>;
  row_version: number;
};

export type SpaceTable = { district: string; version: Generated<number> };
export type CellTable = {
  district: string;
  kind: string;
  group_year: number;
  cycle_index: number;
  publications: Generated<number>;
  key: GeneratedAlways<string>;
};
export type RegisterNumberTable = { kind: string; year: number; n: number };
export type LedgerHeadTable = { singleton: boolean; size: number };
export type LedgerLeafTable = {
  index: number;
  hash: Uint8Array;
  kind: string;
  subject: string;
  at: Moment;
  payload: string;
};
export type AuditTable = {
  id: Generated<number>;
  at: Moment;
  action: string;
  actor: string | null;
  desk: string | null;
  subject: string | null;
  facts: JSONColumnType<Facts>;
};

export type Database = {
  server: ServerTable;
  pairing_code: PairingCodeTable;
  desk: DeskTable;
  desk_nonce: DeskNonceTable;
  client: ClientTable;
  processed_mutation: ProcessedMutationTable;
  challenge: ChallengeTable;
  file: FileTable;
  application_file: ApplicationFileTable;
  registry_answer: RegistryAnswerTable;
  submission: SubmissionTable;
  application: ApplicationTable;
  history: HistoryTable;
  document: DocumentTable;
  space: SpaceTable;
  cell: CellTable;
  register_number: RegisterNumberTable;
  ledger_head: LedgerHeadTable;
  ledger_leaf: LedgerLeafTable;
  audit: AuditTable;
  reference_table: ReferenceTable;
} & CommandTables &
  KindergartenTables &
  MergeTables &
  PersonTables &
  ProposalTables &
  QueueTables &
  RegistryTables &
  RevocationTables;
