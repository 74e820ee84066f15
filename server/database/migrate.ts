import { type Kysely, sql } from 'kysely';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import type { Database } from './schema.ts';

/** The database was written by a newer Kezek; this one must not touch it. */
export type NewerDatabase = {
  readonly code: 'newer-database';
  readonly found: number;
  readonly known: number;
};

/** Any number that no other program uses for an advisory lock in this database. */
const LOCK = 7_219_301;

/**
 * Brings the schema up to date under an advisory lock, each step in its own transaction, and gives the number of steps
 * done. Two servers that start at once do not disturb each other. A database with a step that this program does not
 * know is refused and left alone.
 */
export async function migrate(
  db: Kysely<Database>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Result<number, NewerDatabase>> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection);
    try {
      await sql`create table if not exists schema_version (
        version int primary key, name text not null, at timestamptz(3) not null default now())`.execute(
        connection,
      );
      const done = await versionsDone(connection);
      const found = Math.max(0, ...done);
      const known = Math.max(0, ...migrations.map(({ version }) => version));
      if (found > known) return fail({ code: 'newer-database', found, known });
      const missing = migrations.filter(({ version }) => !done.includes(version));
      for (const step of missing) {
        await connection.transaction().execute(async (trx) => {
          await step.up(trx);
          await sql`insert into schema_version (version, name) values (${step.version}, ${step.name})`.execute(
            trx,
          );
        });
      }
      return ok(missing.length);
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
    }
  });
}

async function versionsDone(db: Kysely<Database>): Promise<readonly number[]> {
  const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(db);
  return rows.map(({ version }) => version);
}
