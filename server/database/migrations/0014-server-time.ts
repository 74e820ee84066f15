import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Since when a group holds places back is told by the server's clock, which the transaction says (`server/database/time.ts`); only
 * what is written past the server goes by the database's own.
 */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create function server_time() returns timestamptz language sql stable as $$
    select coalesce(nullif(current_setting('kezek.now', true), '')::timestamptz, now()) $$`,
  `create or replace function group_held_since() returns trigger language plpgsql as $$
    begin
      new.held_since := case
        when new.capacity - new.enrolled_otherwise > (select count(*) from place where group_id = new.id)
        then coalesce(new.held_since, server_time()) end;
      return new;
    end $$`,
];
