import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { preparedPool } from './prepared-pool.ts';
import type { Database } from './schema.ts';

/** An open database; `close` waits for what is running. */
export type Connection = {
  readonly db: Kysely<Database>;
  close(): Promise<void>;
};

/** Connections of a server. */
export const POOL_CONNECTIONS = 10;

/** How long something may wait for a free connection: on a day when places open, thousands come at once. */
const WAIT_MS = 60_000;

const INT8 = pg.types.builtins.INT8;

/**
 * Opens a pool. Numbers of 64 bits are read as JavaScript numbers (ours stay far below 2⁵³).
 * @param onError told of connections that break while idle; the pool replaces them
 * @param prepared whether statements are parsed once per connection; only for databases that stay small
 */
export function connect(
  url: string,
  onError: (error: Error) => void,
  connections = POOL_CONNECTIONS,
  prepared = false,
): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: WAIT_MS,
    application_name: 'kezek',
    types: {
      getTypeParser: (oid, format) =>
        Number(oid) === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
    },
  });
  pool.on('error', onError);
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: prepared ? preparedPool(pool) : pool }),
  });
  return { db, close: () => db.destroy() };
}
