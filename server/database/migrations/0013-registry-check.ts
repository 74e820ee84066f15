import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** People entered by hand while ГБД ФЛ was silent, to be asked about again (domain.md §8). */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // `ended`: the application ended before ГБД ФЛ answered; nobody is asked about without need.
  `create table registry_check (
    application uuid not null references application on delete cascade,
    person text not null check (person in ('applicant', 'child')),
    next_at timestamptz(3) not null, tries int not null default 0,
    finding text check (finding in ('confirmed', 'differs', 'not-found', 'deceased', 'ended')),
    found_at timestamptz(3), primary key (application, person),
    check ((finding is null) = (found_at is null)))`,
  `create index registry_check_due on registry_check (next_at) where finding is null`,
  `insert into registry_check (application, person, next_at)
    select uuid, 'applicant', now() from application where form #>> '{applicant,source}' = 'manual'
    union all
    select uuid, 'child', now() from application
    where form -> 'children' -> child_index ->> 'source' = 'manual'`,
] as const;
