/** A pool whose statements every connection parses once: for a run that says the same few dozen things thousands of times. */
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

const COMMANDS = [
  'UPDATE',
  'DELETE',
  'INSERT',
  'SELECT',
  'MERGE',
  'COMMIT',
  'ROLLBACK',
] as const satisfies readonly PostgresQueryResult<unknown>['command'][];

/**
 * The same pool, with statements named by their text, so that PostgreSQL keeps what it has parsed and planned. Such a plan may be
 * of a time when the tables were small: it is for databases that stay small.
 */
export function preparedPool(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `statement-${names.size}`;
    names.set(text, name);
    return name;
  };
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const prepared = known.get(client) ?? preparedClient(client, nameOf);
      known.set(client, prepared);
      return prepared;
    },
  };
}

function preparedClient(client: pg.PoolClient, nameOf: (text: string) => string): PostgresPoolClient {
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(
    text: string | PostgresCursor<R>,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== 'string') throw new Error('A prepared pool reads no cursors');
    return answer<R>(text, values);
  }
  async function answer<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    const { command, rowCount, rows } = await client.query<R & pg.QueryResultRow>(
      values.length === 0 ? { text } : { text, name: nameOf(text), values: [...values] },
    );
    return { command: COMMANDS.find((each) => each === command) ?? 'SELECT', rowCount: rowCount ?? 0, rows };
  }
  return { query, release: (destroy) => client.release(destroy) };
}
