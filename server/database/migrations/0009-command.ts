import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Commands after filing as they were given, and what they leave with an application beside its place in the queue. */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table command (
    uuid uuid primary key, application uuid references application on delete cascade, district text not null,
    name text not null check (name ~ '^[a-zA-Z]+$'), args jsonb not null, attachments jsonb not null,
    signed_xml text, verification jsonb, signer text check (signer in ('applicant', 'operator')), consent jsonb,
    actor text not null, role text not null, operator text,
    desk uuid not null references desk, session uuid not null references session, received_at timestamptz(3) not null,
    check ((signed_xml is null) = (verification is null)), check ((signed_xml is null) = (signer is null)))`,
  `create index command_of_application on command (application) where application is not null`,
  // The scan of a consent on paper stands for one document, as the consent by code does.
  `create index command_paper_consent on command ((consent ->> 'sha256')) where consent ->> 'means' = 'paper'`,
  `create index application_paper_consent on application ((consent ->> 'sha256'))
    where consent ->> 'means' = 'paper'`,
  `alter table application add column contacts jsonb, add column claim jsonb`,
  `alter table consent add column command uuid unique references command deferrable initially deferred,
    drop constraint consent_check,
    add constraint consent_used check ((used_at is null) = (num_nonnulls(submission, command) = 0)),
    add constraint consent_once check (num_nonnulls(submission, command) <= 1)`,
  // A signed command's key is asked about again like an application's.
  `alter table revocation_check drop constraint revocation_check_pkey,
    alter column submission drop not null,
    add column command uuid references command on delete cascade,
    add column id bigint generated always as identity primary key,
    add check (num_nonnulls(submission, command) = 1)`,
  `create unique index revocation_check_of_submission on revocation_check (submission) where submission is not null`,
  `create unique index revocation_check_of_command on revocation_check (command) where command is not null`,
] as const;
