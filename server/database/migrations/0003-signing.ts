import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** One-time codes, consents, sessions opened off line, and whose signature an application stands on (issue 3). */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Each request for a code, also those that came to nothing: they count against guessing. The code itself is only a keyed hash.
  `create table one_time_code (
    id uuid primary key, ticket_hash text not null unique,
    purpose text not null check (purpose in ('sign-in', 'consent')),
    iin text not null check (iin ~ '^[0-9]{12}$'), phone text not null, name text not null default '',
    desk uuid not null references desk, operator text, code_hash text not null,
    state text not null check (state in ('asked', 'not-linked', 'unchecked', 'failed', 'sent')),
    delivery text not null default 'queued' check (delivery in ('queued', 'sent', 'delivered', 'failed')),
    created_at timestamptz(3) not null, expires_at timestamptz(3) not null,
    wrong_tries int not null default 0, ended_at timestamptz(3),
    check ((purpose = 'consent') = (operator is not null)))`,
  `create index one_time_code_by_phone on one_time_code (phone, created_at)`,
  `create index one_time_code_by_iin on one_time_code (iin, created_at)`,
  `create index one_time_code_by_desk on one_time_code (desk, created_at)`,
  // A parent's consent by code: for one document of one operator at one desk (domain.md §1.10.17).
  `create table consent (
    id uuid primary key, iin text not null, phone text not null, operator text not null,
    desk uuid not null references desk, given_at timestamptz(3) not null,
    used_at timestamptz(3), submission uuid unique references submission deferrable initially deferred,
    check ((used_at is null) = (submission is null)))`,

  // Roles a session cannot go beyond: of one opened off line, what the server had signed before.
  `alter table session add column offline boolean not null default false, add column grants jsonb`,
  `alter table application
    add column signer text not null default 'applicant' check (signer in ('applicant', 'operator')),
    add column consent jsonb, add column report jsonb,
    add check ((signer = 'operator') = (consent is not null))`,
] as const;
