import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigSchema } from '../../../core/protocol/config.ts';
import { grantCommand } from '../../../scripts/kezek/grant.ts';
import { pairCommand } from '../../../scripts/kezek/pair.ts';
import { revokeCommand } from '../../../scripts/kezek/revoke.ts';
import { startCluster } from '../../../server/database/cluster.ts';
import { connect } from '../../../server/database/connect.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { MIGRATIONS } from '../../../server/database/migrations/index.ts';
import { type RunningServer, startServer } from '../../../server/start.ts';

const LATEST = MIGRATIONS.at(-1)?.version ?? 0;

const root = path.join(import.meta.dirname, '..', '..', '..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kezek-database-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const silent = { log: { write: () => undefined } };
const start = (more: object = {}): Promise<RunningServer> =>
  startServer(ConfigSchema.parse({ dataDir: path.join(folder, 'data'), port: 0, ...more }), silent);
const serverId = async ({ url }: RunningServer) =>
  ((await (await fetch(`${url}/v1/health`)).json()) as { serverId: string }).serverId;

/** A command of `kezek`, with what it printed. */
async function kezek(command: typeof grantCommand, args: string[], env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const code = await command(args, {
    cwd: folder,
    env: { KEZEK_DATA_DIR: path.join(folder, 'data'), ...env },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe('the schema', () => {
  it('is brought up to date once, by however many servers, and a newer one is left alone', async () => {
    const home = path.join(folder, 'schema');
    const cluster = await startCluster(home, async () => undefined);
    const one = connect(cluster.url, () => undefined, 2);
    const other = connect(cluster.url, () => undefined, 2);
    try {
      const done = await Promise.all([migrate(one.db), migrate(other.db)]);
      expect(done.map((each) => each.ok && each.value).toSorted()).toEqual([0, MIGRATIONS.length]);
      expect(await migrate(one.db)).toEqual({ ok: true, value: 0 });
      await sql`insert into schema_version (version, name) values (${LATEST + 1}, 'of tomorrow')`.execute(
        one.db,
      );
      const newer = { code: 'newer-database', found: LATEST + 1, known: LATEST };
      expect(await migrate(one.db)).toEqual({ ok: false, error: newer });
      await expect(start({ databaseUrl: cluster.url })).rejects.toThrow(/newer Kezek/);
    } finally {
      await Promise.all([one.close(), other.close()]);
      await cluster.stop();
    }
  });

  it('undoes a step that fails, whole', async () => {
    const cluster = await startCluster(path.join(folder, 'steps'), async () => undefined);
    const { db, close } = connect(cluster.url, () => undefined, 2);
    try {
      await migrate(db);
      const broken = {
        version: LATEST + 1,
        name: 'broken',
        up: async (trx: typeof db) => {
          await sql`create table half (n int)`.execute(trx);
          await sql`select no_such_function()`.execute(trx);
        },
      };
      await expect(migrate(db, [...MIGRATIONS, broken])).rejects.toThrow(/no_such_function/);
      const { rows } = await sql<{ there: boolean }>`select to_regclass('half') is not null as there`.execute(
        db,
      );
      expect(rows[0]?.there).toBe(false);
      expect(await migrate(db)).toEqual({ ok: true, value: 0 });
    } finally {
      await close();
      await cluster.stop();
    }
  });

  it('holds Kazakh letters in UTF-8', async () => {
    const cluster = await startCluster(path.join(folder, 'steps'), async () => undefined);
    const { db, close } = connect(cluster.url, () => undefined, 1);
    const { rows } = await sql<{ encoding: string; collation: string }>`
      select pg_encoding_to_char(encoding) as encoding, datcollate as collation
      from pg_database where datname = current_database()`.execute(db);
    await close();
    await cluster.stop();
    expect(rows[0]).toEqual({ encoding: 'UTF8', collation: 'C' });
  });
});

describe('the embedded database', () => {
  it('keeps everything between starts', async () => {
    const first = await start();
    const id = await serverId(first);
    await first.close();
    const second = await start();
    expect(await serverId(second)).toBe(id);
    await second.close();
  });

  it('has its password in a file that only its user can read', async () => {
    const { mode } = await stat(path.join(folder, 'data', 'server', 'postgres.json'));
    expect(mode & 0o077).toBe(0);
  });

  it('is not shared by two servers', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(/Another Kezek server/);
    expect(await serverId(first)).toBeTypeOf('string');
    await first.close();
  });

  it('starts again after the server was killed and left it running', async () => {
    const killed = run();
    await until(killed, /Kezek server: (\S+)/);
    killed.kill('SIGKILL');
    await new Promise((resolve) => killed.once('exit', resolve));
    const again = await start();
    expect(await serverId(again)).toBeTypeOf('string');
    await again.close();
  });

  it('starts although its pid file names a process of somebody else', async () => {
    const file = path.join(folder, 'data', 'server', 'postgres', 'postmaster.pid');
    await writeFile(file, `${process.pid}\n${path.dirname(file)}\n0\n1\n\n127.0.0.1\n`);
    const again = await start();
    await again.close();
  });
});

describe('npm run server', () => {
  it('ends by itself, cleanly, when asked to', async () => {
    const running = run();
    await until(running, /Kezek server: (\S+)/);
    running.kill('SIGTERM');
    const code = await new Promise((resolve) => running.once('exit', resolve));
    expect(code).toBe(0);
    await expect(stat(path.join(folder, 'data', 'server', 'postgres', 'postmaster.pid'))).rejects.toThrow();
  });

  it.each([
    [{ KEZEK_PORT: 'abc' }, 'KEZEK_PORT: got "abc", takes a port from 0 to 65535'],
    [{ KEZEK_POLICY: 'old' }, 'KEZEK_POLICY: got "old", takes classic or voucher2025'],
    [{ KEZEK_DATABASE_URL: 'mysql://x' }, 'KEZEK_DATABASE_URL: got "mysql://x", takes an address'],
  ])('says in one line what is wrong with %o and starts nothing', async (env, line) => {
    const running = run(env);
    const text = await until(running, /\n/, 'stderr');
    const code = await new Promise((resolve) => running.once('exit', resolve));
    expect(text).toContain(line);
    expect(code).toBe(2);
  });
});

describe('the command line', () => {
  it('says that the server is not running', async () => {
    const answer = await kezek(pairCommand, ['--district', '111000000', '--mode', 'desk']);
    expect(answer).toMatchObject({ code: 1, out: '' });
    expect(answer.err).toContain('not running');
    const nowhere = await kezek(grantCommand, ['850717300014', 'auditor'], {
      KEZEK_DATA_DIR: '/nonexistent/x',
    });
    expect(nowhere.code).toBe(1);
  });

  it('gives and takes roles, and makes pairing codes, beside the running server', async () => {
    const server = await start();
    const role = ['850717300014', 'operator', '--district', '111000000'];
    expect(await kezek(grantCommand, role)).toMatchObject({
      code: 0,
      out: 'granted: operator in 111000000\n',
      err: '',
    });
    // The number of a test certificate: no date, no check digit, and yet its owner's.
    expect(await kezek(grantCommand, ['123456789011', 'auditor'])).toMatchObject({
      code: 0,
      out: 'granted: auditor in the whole region\n',
      err: expect.stringContaining('check it'),
    });
    expect(await kezek(grantCommand, role)).toMatchObject({
      code: 0,
      out: 'already granted: operator in 111000000\n',
    });
    expect((await kezek(revokeCommand, role)).code).toBe(0);
    expect((await kezek(revokeCommand, role)).code).toBe(1);
    const pair = await kezek(pairCommand, ['--district', 'Көкшетау қаласы', '--mode', 'kiosk']);
    expect(pair).toMatchObject({ code: 0, out: expect.stringMatching(/^[A-Z2-9]{8}\n$/) });
    await server.close();
  });

  it.each([
    [grantCommand, ['85071730001', 'operator']],
    [grantCommand, ['850717300014', 'king']],
    [grantCommand, ['850717300014', 'operator', '--district', 'Париж']],
    [grantCommand, ['850717300014', 'director', '--district', '111000000', '--kindergarten', 'k1']],
    [grantCommand, ['850717300014']],
    [revokeCommand, []],
    [pairCommand, ['--district', '111000000']],
    [pairCommand, ['--mode', 'desk', '--district', '999999999']],
    [pairCommand, ['--speed', 'high']],
  ])('explains its use when it is called wrongly (%#)', async (command, args) => {
    const answer = await kezek(command, args);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain('usage: kezek');
  });
});

function run(env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [path.join(root, 'scripts', 'server.ts')], {
    cwd: root,
    env: {
      ...process.env,
      INIT_CWD: folder,
      KEZEK_DATA_DIR: path.join(folder, 'data'),
      KEZEK_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What a process said until it said this. */
async function until(
  child: ChildProcess,
  wanted: RegExp,
  stream: 'stdout' | 'stderr' = 'stdout',
): Promise<string> {
  let text = '';
  for await (const chunk of child[stream] ?? []) {
    text += String(chunk);
    if (wanted.test(text)) return text;
  }
  throw new Error(`It ended and said only: ${text}`);
}
