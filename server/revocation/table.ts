import type { ColumnType, Generated } from 'kysely';

type Moment = ColumnType<Date, Date, Date>;
type OptionalMoment = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** A signature accepted while nobody answered for its key, and what was found later. */
export type RevocationCheckTable = {
  submission: string;
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

export type RevocationTables = { revocation_check: RevocationCheckTable };
