import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Sign-ins that were accepted while nobody answered for the key, to be asked about again (issue 3.1). */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // The certificate for which nobody answered when its owner was found; null: the National CA answered.
  `alter table sign_in_ticket add column unanswered bytea`,
  `create table session_check (
    session uuid primary key references session on delete cascade,
    certificate bytea not null, valid_to timestamptz(3) not null, judged_at timestamptz(3) not null,
    next_at timestamptz(3) not null, tries int not null default 0,
    answer text check (answer in ('good', 'revoked', 'lapsed')), source text check (source in ('crl', 'ocsp')),
    as_of timestamptz(3), answered_at timestamptz(3),
    check ((answer is null) = (answered_at is null)))`,
  `create index session_check_due on session_check (next_at) where answer is null`,
] as const;
