import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Matters of two persons and what was corrected beside the signed form (issue 4.5). */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table proposal (
    uuid uuid primary key, application uuid not null references application on delete cascade, district text not null,
    kind text not null check (kind in ('restore', 'reject', 'removeByOffice', 'correct')),
    args jsonb not null, attachments jsonb not null,
    proposed_by text not null, proposer text not null, role text not null check (role in ('operator', 'head')),
    at timestamptz(3) not null,
    decided_by text, decider text, decided_at timestamptz(3), approved boolean, reason text,
    -- Nobody decides what he proposed (domain.md §1.10.17).
    check (decided_by <> proposed_by),
    check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (approved is null)
      and (decided_by is null) = (decider is null)),
    check (approved or approved is null or reason is not null))`,
  // One open matter at a time: what is decided of an application changes what could be decided next.
  `create unique index proposal_one_open on proposal (application) where decided_at is null`,
  `create index proposal_open on proposal (district, at) where decided_at is null`,
  `create index proposal_decided on proposal (district, decided_at desc) where decided_at is not null`,
  `create index proposal_of_application on proposal (application)`,
  `alter table application add column corrected jsonb`,
  // What waits for the benefit moderator of a district.
  `create index application_undecided on application (district, filed_at, number_order)
    where benefit_claim = 'claimed' or papers_claim = 'claimed'`,
] as const;
