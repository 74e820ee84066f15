import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Signatures that were accepted while nobody answered for their keys, to be asked about again (issue 3.1). */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // `lapsed`: the certificate ended before anybody answered; a list no longer names what has ended.
  `create table revocation_check (
    submission uuid primary key references submission on delete cascade,
    certificate bytea not null, valid_to timestamptz(3) not null, judged_at timestamptz(3) not null,
    next_at timestamptz(3) not null, tries int not null default 0,
    answer text check (answer in ('good', 'revoked', 'lapsed')), source text check (source in ('crl', 'ocsp')),
    as_of timestamptz(3), answered_at timestamptz(3),
    check ((answer is null) = (answered_at is null)))`,
  `create index revocation_check_due on revocation_check (next_at) where answer is null`,
] as const;
