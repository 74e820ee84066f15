import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** How notices are sent: what was fixed at the first attempt, whether anybody was reached, who was called (issue 4.3). */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // A notice of an application that was refused has no application: it says itself whom to tell.
  `alter table notice alter column application drop not null,
    add column contact jsonb, add column reached_at timestamptz(3), add column called_at timestamptz(3),
    add constraint notice_to_somebody check (application is not null or contact is not null)`,
  `create index notice_unreached on notice (district, at) where reached_at is null and called_at is null`,
  // Address, text and message id are fixed before the first attempt, so that sending again sends the same. The index of what
  // is due is the queue of jobs: one worker takes from it with SKIP LOCKED.
  `drop index notice_delivery_due`,
  `alter table notice_delivery drop constraint notice_delivery_state_check,
    add constraint notice_delivery_state_check check
      (state in ('waiting', 'sending', 'sent', 'delivered', 'failed', 'impossible', 'outdated'))`,
  `alter table notice_delivery alter column next_attempt_at drop not null,
    add column message uuid not null default gen_random_uuid(), add column recipient text,
    add column subject text, add column text text, add column tried text[] not null default '{}',
    add column first_attempt_at timestamptz(3), add column sent_at timestamptz(3),
    add constraint notice_delivery_ends check ((settled_at is null) = (next_attempt_at is not null))`,
  `create index notice_delivery_due on notice_delivery (channel, next_attempt_at) where next_attempt_at is not null`,
  `create table notice_call (
    id bigint generated always as identity primary key, notice bigint not null references notice on delete cascade,
    at timestamptz(3) not null, by_iin text not null, by_name text not null, desk uuid,
    outcome text not null check (outcome in ('reached', 'no-answer', 'wrong-number')))`,
  `create index notice_call_of_notice on notice_call (notice)`,
] as const;
