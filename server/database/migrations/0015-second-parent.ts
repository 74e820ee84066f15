import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * The second parent joins an application alone (domain.md R10): the search for it, the first parent's code, the consent that is
 * good for this application and this person alone; and notices to the second parent as well.
 */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Every search, found or not: tries are limited, and only what somebody found can be asked a code for.
  `create table merge_attempt (
    id bigint generated always as identity primary key, iin text not null check (iin ~ '^[0-9]{12}$'),
    desk uuid not null references desk on delete cascade, at timestamptz(3) not null,
    application uuid references application on delete cascade)`,
  `create index merge_attempt_by_iin on merge_attempt (iin, at)`,
  `create index merge_attempt_by_desk on merge_attempt (desk, at)`,
  `alter table one_time_code
    drop constraint one_time_code_purpose_check, drop constraint one_time_code_check,
    add column application uuid references application on delete cascade,
    add constraint one_time_code_purpose_check check (purpose in ('sign-in', 'consent', 'merge')),
    add constraint one_time_code_to_somebody check ((purpose = 'sign-in') = (operator is null)),
    add constraint one_time_code_of_application check ((purpose = 'merge') = (application is not null))`,
  // Null: a consent to whatever document the operator gives for the parent; else to merging this application and nothing else.
  `alter table consent add column merges uuid references application on delete cascade`,
  // 0: the contacts of the application; 1: the second parent's own.
  `alter table notice_delivery add column parent smallint not null default 0 check (parent in (0, 1)),
    drop constraint notice_delivery_pkey, add primary key (notice, channel, parent)`,
  `create function notice_second_parent() returns trigger language plpgsql as $$
    begin
      insert into notice_delivery (notice, channel, parent, next_attempt_at)
        select d.notice, d.channel, 1, d.next_attempt_at
        from added d join notice n on n.id = d.notice join application a on a.uuid = n.application
        join person p on p.iin = a.parents[2]
        -- A family that shares an address is told once.
        where case d.channel when 'email' then p.email else p.phone end
          <> coalesce(coalesce(a.contacts, a.form -> 'applicant') ->> case d.channel when 'email' then 'email' else 'phone' end, '');
      return null;
    end $$`,
  `create trigger notice_second_parent after insert on notice_delivery
    referencing new table as added for each statement
    when (pg_trigger_depth() = 0) execute function notice_second_parent()`,
] as const;
