import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Reference tables that people of the region edit; what is not here holds as it came with the program. */
export async function up(db: Kysely<Database>): Promise<void> {
  await sql`create table reference_table (
    name text primary key, body jsonb not null, saved_by text not null, saved_at timestamptz(3) not null)`.execute(
    db,
  );
}
