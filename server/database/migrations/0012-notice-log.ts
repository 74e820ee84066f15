import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The notices log of a district, the newest first. */
export async function up(db: Kysely<Database>): Promise<void> {
  await sql`create index notice_of_district on notice (district, id)`.execute(db);
}
