import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Identity of the server, desks, people, the queue, replication (practices b5), the ledger. */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // One row: changes when a database is set up anew, so that desks notice (practices b5.12).
  `create table server (id uuid primary key, created_at timestamptz(3) not null)`,
  `insert into server (id, created_at) values (gen_random_uuid(), now())`,

  `create table pairing_code (
    id uuid primary key, salt text not null, hash text not null, district text not null,
    mode text not null check (mode in ('desk', 'kiosk')),
    expires_at timestamptz(3) not null, wrong_tries int not null default 0,
    used_at timestamptz(3), desk uuid)`,
  `create sequence desk_code_number`,
  `create table desk (
    id uuid primary key, code text not null unique, district text not null,
    mode text not null check (mode in ('desk', 'kiosk')), public_key text not null,
    paired_at timestamptz(3) not null, seen_at timestamptz(3), revoked_at timestamptz(3))`,
  // Nonces matter for ten minutes only, so they need not survive a crash: five minutes later no clock would let them in.
  `create unlogged table desk_nonce (
    desk uuid not null, nonce text not null, at timestamptz(3) not null, primary key (desk, nonce))`,
  `create index desk_nonce_by_time on desk_nonce (at)`,
  `create table client (
    id uuid primary key, desk uuid not null references desk, last_mutation_id bigint not null default 0,
    protocol int not null, schema int not null, seen_at timestamptz(3) not null)`,
  `create table processed_mutation (
    client uuid not null references client, mutation_id bigint not null,
    mutation_uuid uuid unique, repeats uuid, name text not null, args_hash text not null,
    outcome jsonb not null, kept_args jsonb, at timestamptz(3) not null,
    primary key (client, mutation_id), check ((mutation_uuid is null) <> (repeats is null)))`,

  `create table challenge (
    challenge text primary key, purpose text not null check (purpose in ('sign-in', 'application')),
    stock boolean not null, desk uuid not null references desk, issued_at timestamptz(3) not null,
    expires_at timestamptz(3) not null, used_at timestamptz(3))`,
  `create index challenge_by_expiry on challenge (expires_at)`,
  `create table sign_in_ticket (
    hash text primary key, desk uuid not null references desk, owner jsonb not null,
    expires_at timestamptz(3) not null, used_at timestamptz(3))`,
  `create table person (
    iin text primary key check (iin ~ '^[0-9]{12}$'), name text not null, email text, phone text,
    first_seen_at timestamptz(3) not null)`,
  `create table person_grant (
    id bigint generated always as identity primary key, iin text not null check (iin ~ '^[0-9]{12}$'),
    role text not null, district text, kindergarten text,
    granted_at timestamptz(3) not null, revoked_at timestamptz(3),
    check (district is null or kindergarten is null))`,
  `create unique index person_grant_in_force on person_grant
    (iin, role, coalesce(district, ''), coalesce(kindergarten, '')) where revoked_at is null`,
  `create table session (
    id uuid primary key, token_hash text not null unique, iin text not null, name text not null,
    desk uuid not null references desk, means text not null check (means in ('eds', 'code')),
    started_at timestamptz(3) not null, expires_at timestamptz(3) not null, ended_at timestamptz(3),
    lookups int not null default 0)`,

  `create table file (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'), type text not null, size int not null,
    desk uuid not null references desk, stored_at timestamptz(3) not null)`,
  `create table registry_answer (iin text primary key, person jsonb not null, at timestamptz(3) not null)`,

  `create table submission (
    uuid uuid primary key, desk uuid not null references desk, session uuid not null references session,
    challenge text not null references challenge, signed_xml text not null, verification jsonb not null,
    received_at timestamptz(3) not null)`,
  `create table application (
    uuid uuid primary key, id bigint generated always as identity unique, number text not null unique,
    submission uuid not null references submission, district text not null,
    kind text not null check (kind in ('general', 'special')), group_year int not null, child_index int not null,
    child_iin text not null, applicant_iin text not null, form jsonb not null,
    status text not null check (status in ('pending', 'queued', 'notified', 'referred', 'extended', 'stopListed',
      'enrolled', 'left', 'removed', 'withdrawn', 'rejected')),
    queue_class text not null check (queue_class in ('E', 'P', 'G')),
    benefit_claim text not null check (benefit_claim in ('none', 'claimed', 'confirmed', 'rejected')),
    papers_claim text not null check (papers_claim in ('none', 'claimed', 'confirmed', 'rejected')),
    filed_at timestamptz(3) not null, queue_number_at_filing int not null check (queue_number_at_filing > 0),
    provisional jsonb, entered_by text not null, signed_by jsonb not null, parents text[] not null,
    expiries int not null default 0, choose_by timestamptz(3), stop_list_until timestamptz(3),
    confirm_interest_by timestamptz(3), referral jsonb, relation_unproved boolean not null,
    row_version bigint not null)`,
  // One active application per child in the whole region (domain.md §1.10.14); an enrolled one blocks as well.
  `create unique index application_one_active_per_child on application (child_iin)
    where status in ('pending', 'queued', 'notified', 'referred', 'extended', 'stopListed', 'enrolled')`,
  // Order of a cell: class, filing time, number (domain.md §1.10.3).
  `create index application_waiting on application (district, kind, group_year, queue_class, filed_at, number)
    where status in ('pending', 'queued', 'notified')`,
  `create index application_changes on application (district, row_version, uuid)`,
  `create index application_parents on application using gin (parents)`,
  `create table application_file (
    application uuid not null references application, sha256 text not null references file,
    primary key (application, sha256))`,
  `create index application_file_by_content on application_file (sha256)`,
  `create table history (
    id bigint generated always as identity primary key, application uuid not null references application,
    district text not null, at timestamptz(3) not null, event text not null check (event ~ '^[a-z-]+$'),
    actor jsonb not null, desk text, facts jsonb not null, row_version bigint not null)`,
  `create index history_changes on history (district, row_version, id)`,
  `create index history_of_application on history (application, id)`,
  `create table document (
    id uuid primary key, application uuid not null references application, district text not null,
    kind text not null, issued_at timestamptz(3) not null, qr text not null, facts jsonb not null,
    row_version bigint not null)`,
  `create index document_changes on document (district, row_version, id)`,
  `create index document_of_application on document (application)`,

  // The version of a district's rows, moved on inside every transaction that writes them (practices b5.5).
  `create table space (district text primary key, version bigint not null default 0)`,
  // Where the 1:3 cycle of a cell stands; a cell without a row stands at the policy's start.
  `create table cell (
    district text not null, kind text not null, group_year int not null, cycle_index int not null,
    primary key (district, kind, group_year))`,
  `create table register_number (
    kind text not null, year int not null, n int not null, primary key (kind, year))`,
  `create table ledger_head (singleton boolean primary key default true check (singleton), size bigint not null)`,
  `insert into ledger_head (size) values (0)`,
  `create table ledger_leaf (
    index bigint primary key, hash bytea not null, kind text not null, subject uuid not null,
    at timestamptz(3) not null, payload text not null)`,
  `create table audit (
    id bigint generated always as identity primary key, at timestamptz(3) not null, action text not null,
    actor text, desk uuid, subject text, facts jsonb not null)`,
  `create index audit_by_time on audit (at)`,
] as const;
