import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Moment = ColumnType<Date, Date, Date>;
type OptionalMoment = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** A key for which nobody answered when its signature was accepted, and what was found later. */
export type UnansweredKey = {
  /** DER. */
  certificate: Uint8Array;
  valid_to: Moment;
  /** For which the certificate was judged, and is asked about. */
  judged_at: Moment;
  next_at: Moment;
  tries: Generated<number>;
  answer: 'good' | 'revoked' | 'lapsed' | null;
  source: 'crl' | 'ocsp' | null;
  as_of: OptionalMoment;
  answered_at: OptionalMoment;
};

/** The key under an accepted document: an application's form, or a command. */
export type RevocationCheckTable = UnansweredKey & {
  id: GeneratedAlways<number>;
  submission: string | null;
  command: string | null;
};
/** The key with which somebody signed in. */
export type SessionCheckTable = UnansweredKey & { session: string };

export type RevocationTables = { revocation_check: RevocationCheckTable; session_check: SessionCheckTable };
