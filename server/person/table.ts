import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Role } from '../../core/domain/status.ts';
import type { CertificateOwner, Grant } from '../../core/protocol/person.ts';

/** People and what they may: how they sign in, what they hold, to what they have consented. */

type Moment = ColumnType<Date, Date, Date>;
type OptionalMoment = ColumnType<Date | null, Date | null | undefined, Date | null>;

export type SignInTicketTable = {
  hash: string;
  desk: string;
  owner: JSONColumnType<CertificateOwner>;
  /** DER of the certificate where nobody answered for it; null where somebody did. */
  unanswered: Uint8Array | null;
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
  offline: Generated<boolean>;
  /** Roles it cannot go beyond; null: all that the person holds. */
  grants: JSONColumnType<readonly Grant[]> | null;
};

export type OneTimeCodeTable = {
  id: string;
  ticket_hash: string;
  purpose: 'sign-in' | 'consent' | 'merge';
  iin: string;
  phone: string;
  /** As ГБД ФЛ says; empty where it was silent. */
  name: Generated<string>;
  desk: string;
  /** IIN of whoever asks for consent: an operator, or the second parent who joins. */
  operator: string | null;
  /** The application that the second parent joins. */
  application: ColumnType<string | null, string | null | undefined, string | null>;
  code_hash: string;
  state: 'asked' | 'not-linked' | 'unchecked' | 'failed' | 'sent';
  delivery: Generated<'queued' | 'sent' | 'delivered' | 'failed'>;
  created_at: Moment;
  expires_at: Moment;
  wrong_tries: Generated<number>;
  /** Used, or replaced by a newer one. */
  ended_at: OptionalMoment;
};

export type ConsentTable = {
  id: string;
  iin: string;
  phone: string;
  /** To whom it was given: an operator, or the second parent who joins. */
  operator: string;
  desk: string;
  given_at: Moment;
  used_at: OptionalMoment;
  submission: string | null;
  command: string | null;
  /** The application that it lets the second parent join, and nothing else; null for what an operator gives. */
  merges: ColumnType<string | null, string | null | undefined, string | null>;
};

export type PersonTables = {
  sign_in_ticket: SignInTicketTable;
  person: PersonTable;
  person_grant: PersonGrantTable;
  session: SessionTable;
  one_time_code: OneTimeCodeTable;
  consent: ConsentTable;
};
