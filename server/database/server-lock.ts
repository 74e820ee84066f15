import pg from 'pg';
import { SERVER_LOCK } from './cluster.ts';

/**
 * Marks the embedded database as served, for as long as this process lives: a session of its own holds an advisory lock. Gives
 * the function that lets go of it.
 */
export async function holdServerLock(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url, application_name: 'kezek-lock' });
  let broken: Error | undefined;
  client.on('error', (error) => {
    broken = error;
  });
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [SERVER_LOCK]);
  return async () => {
    if (broken === undefined) await client.end();
  };
}
