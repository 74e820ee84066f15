import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ApplicationForm } from '../../core/domain/application-form.ts';
import type { ClaimState, QueueClass, Role, Status } from '../../core/domain/status.ts';
import type { CertificateOwner, RegistryPerson } from '../../core/protocol/person.ts';
import type { ApplicationRecord, HistoryRecord } from '../../core/protocol/record.ts';
import type { MutationResult } from '../../core/protocol/server.ts';

/** The tables of the central server; their meaning and constraints stand in `migrations/`. */

type Moment = ColumnType<Date, Date, Date>;
type OptionalMoment = ColumnType<Date | null, Date | null | undefined, Date | null>;

export type Facts = Readonly<Record<string, string | number | null>>;
type ResultOutcome = MutationResult extends infer R
  ? R extends MutationResult
    ? Omit<R, 'id'>
    : never
  : never;

export type ServerTable = { id: string; created_at: Moment };

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

export type SignInTicketTable = {
  hash: string;
  desk: string;
  owner: JSONColumnType<CertificateOwner>;
  expires_at: Moment;
  used_at: OptionalMoment;
};

export type PersonTable = {
  iin: string;
  name: string;
  email: string | null;
  phone: string | null;
  first_seen_at: Moment;
};

export type PersonGrantTable = {
  id: Generated<number>;
  iin: string;
  role: Role;
  district: string | null;
  kindergarten: string | null;
  granted_at: Moment;
  revoked_at: OptionalMoment;
};

export type SessionTable = {
  id: string;
  token_hash: string;
  iin: string;
  name: string;
  desk: string;
  means: 'eds' | 'code';
  started_at: Moment;
  expires_at: Moment;
  ended_at: OptionalMoment;
  lookups: Generated<number>;
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
  verification: JSONColumnType<object>;
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
  parents: ColumnType<string[], readonly string[], readonly string[]>;
  expiries: Generated<number>;
  choose_by: OptionalMoment;
  stop_list_until: OptionalMoment;
  confirm_interest_by: OptionalMoment;
  referral: JSONColumnType<NonNullable<ApplicationRecord['referral']>> | null;
  relation_unproved: boolean;
  row_version: number;
};

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
  kind: 'registration' | 'provisional';
  issued_at: Moment;
  qr: string;
  facts: JSONColumnType<Facts>;
  row_version: number;
};

export type SpaceTable = { district: string; version: Generated<number> };
export type CellTable = { district: string; kind: string; group_year: number; cycle_index: number };
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
  sign_in_ticket: SignInTicketTable;
  person: PersonTable;
  person_grant: PersonGrantTable;
  session: SessionTable;
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
};
