import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { OF_A_DESK, readConfiguration } from '../../../electron/configuration.ts';
import { INSIDE, outdatedLists } from '../../../scripts/configured-files.ts';
import { keepServer } from '../../../scripts/server-child.ts';
import { OF_THE_SERVER as OF_THE_SERVER_PRESENT } from '../../../scripts/server-configuration.ts';
import { openDemoCa } from '../../simulators/demo-ca/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'kezek-configuration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ca = openDemoCa(join(folder, 'ca'));
const pem = (type: 'ed25519' | 'x25519') =>
  type === 'ed25519'
    ? generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' })
    : generateKeyPairSync('x25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const folderWith = (name: string, file: string, content: string | Uint8Array): string => {
  put(join(name, file), content);
  return join(folder, name);
};
const file = put('a-file', 'text');
const wrongKey = put('wrong.pem', pem('x25519'));

/** Every wrong value, and what the line has to tell of it besides the field. */
const WRONG: readonly [string, string, string][] = [
  ['KEZEK_DATA_DIR', file, 'takes a folder that can be written to'],
  ['KEZEK_DATA_DIR', join(file, 'within'), 'takes a folder that can be written to'],
  ['KEZEK_TRUST_DIR', folderWith('no-trust', 'ca.pem', 'hello'), 'ca.pem is no certificate'],
  [
    'KEZEK_TRUST_DIR',
    folderWith('lone', 'issuing.pem', ca.chain[1] ?? ''),
    'no self-signed certificate in it',
  ],
  ['KEZEK_TRUST_DIR', folderWith('empty', 'readme.txt', 'hello'), 'no self-signed certificate in it'],
  ['KEZEK_TRUST_DIR', join(folder, 'nowhere'), 'takes a folder with the certificates of the trusted CAs'],
  ['KEZEK_CRL_DIR', folderWith('no-list', 'ca.crl', 'hello'), 'ca.crl is no revocation list'],
  ['KEZEK_CRL_DIR', file, 'takes a folder with revocation lists'],
  ['KEZEK_MODE', 'both', 'takes desk or kiosk'],
  ['KEZEK_LOCALE', 'de', 'takes kk or ru or en'],
  ['KEZEK_POLICY', 'new', 'takes classic or voucher2025'],
  ['KEZEK_CODE_SIGNS', 'yes', 'takes on or off'],
  ['KEZEK_EDS_LEGACY', '1', 'takes on or off'],
  ['KEZEK_DISTRICT', '999999999', 'takes one of 1'],
  ['KEZEK_SERVER_URL', 'server', 'takes an address that begins with http:// or https://'],
  ['KEZEK_NCALAYER_URL', 'http://127.0.0.1:13579/', 'takes an address that begins with wss:// or ws://'],
  ['KEZEK_DATABASE_URL', 'mysql://x', 'takes an address that begins with postgres:// or postgresql://'],
  ['KEZEK_SMTP_URL', 'mail', 'takes an address that begins with smtp:// or smtps://'],
  ['KEZEK_SMS_URL', 'sms', 'takes an address that begins with http:// or https://'],
  ['KEZEK_GBDFL_URL', 'x', 'takes an address that begins with http:// or https://'],
  ['KEZEK_BMG_URL', 'x', 'takes an address that begins with http:// or https://'],
  ['KEZEK_REVOCATION_HOSTS', 'a b', 'takes none, or host names with commas between them'],
  ['KEZEK_PORT', '70000', 'takes a port from 0 to 65535'],
];
const OF_THE_SERVER: typeof WRONG = [
  ['KEZEK_LEDGER_KEY', wrongKey, 'takes a PEM file with an Ed25519 private key'],
  ['KEZEK_LEDGER_KEY', file, 'takes a PEM file with an Ed25519 private key'],
  ['KEZEK_GBDFL_KEY', wrongKey, 'takes a PEM file with an RSA private key'],
  ['KEZEK_GBDFL_KEY', join(folder, 'nowhere'), 'takes a PEM file with an RSA private key'],
];
const OF_THE_DESK: typeof WRONG = [
  ['KEZEK_NCALAYER_CA', wrongKey, 'takes a PEM file with certificates'],
  ['KEZEK_NCALAYER_CA', file, 'takes a PEM file with certificates'],
  [
    'KEZEK_NCALAYER_CA',
    put('cut.pem', (ca.chain[0] ?? '').replace(/[A-Za-z0-9]{20}\n/, '\n')),
    'certificates',
  ],
];

function run(script: string, environment: Readonly<Record<string, string>>, cwd: string) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('KEZEK_')));
  const done = spawnSync(process.execPath, [join(root, 'scripts', script)], {
    env: { ...clean, INIT_CWD: cwd, ...environment },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: done.status, out: done.stdout, lines: done.stderr.trim().split('\n') };
}

/** Is refused with exit code 2 and one line that names the field, what it got and what it takes; nothing was made. */
function refuses(script: string, [field, value, takes]: readonly [string, string, string]): void {
  const cwd = mkdtempSync(join(folder, 'cwd-'));
  const { code, out, lines } = run(script, { [field]: value }, cwd);
  expect({ script, field, value, code, out, lines: lines.length }).toEqual({
    script,
    field,
    value,
    code: 2,
    out: '',
    lines: 1,
  });
  expect(lines[0]).toMatch(new RegExp(`^${field}: got .+, takes .+`));
  expect(lines[0]).toContain(takes);
  expect(lines[0]).toContain(JSON.stringify(value).slice(1, -1));
  expect(existsSync(join(cwd, '.kezek'))).toBe(false);
}

describe('a wrong value ends as one line with the field, what it got and what it takes, before anything is started', () => {
  test.each([...WRONG, ...OF_THE_SERVER, ...OF_THE_DESK])('%s=%s', (field, value, takes) => {
    const found = readConfiguration(
      [folder],
      { INIT_CWD: folder, [field]: value },
      [...OF_A_DESK, ...OF_THE_SERVER_PRESENT],
      INSIDE,
    );
    if (found.ok) throw new Error('taken');
    expect(found.line).toMatch(new RegExp(`^${field}: got .+, takes .+`));
    expect(found.line).toContain(takes);
  });

  const FILES = WRONG.filter(
    ([field, , takes]) => /DATA_DIR|TRUST_DIR|CRL_DIR/.test(field) && /is no|written/.test(takes),
  );
  test.each([...FILES, ...OF_THE_SERVER.slice(0, 1)])('npm run server: %s=%s', (...each) =>
    refuses('server.ts', each),
  );
  test.each([...FILES, ...OF_THE_DESK.slice(0, 1)])('npm start: %s=%s', (...each) =>
    refuses('start.ts', each),
  );
  test.each([...FILES, ...OF_THE_DESK.slice(0, 1)])('npm run kiosk: %s=%s', (...each) =>
    refuses('window.ts', each),
  );

  test('a port that another program has', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const address = other.address();
    const port = String(typeof address === 'object' && address !== null ? address.port : 0);
    try {
      for (const script of ['server.ts', 'start.ts'])
        refuses(script, ['KEZEK_PORT', port, 'takes a free port']);
    } finally {
      other.close();
    }
  });

  test('of the file the field is named as it stands there', () => {
    const cwd = mkdtempSync(join(folder, 'cwd-'));
    writeFileSync(join(cwd, 'kezek.config.json'), JSON.stringify({ crlDir: join(folder, 'no-list') }));
    const { code, lines } = run('server.ts', {}, cwd);
    expect(code).toBe(2);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^crlDir: got .*ca\.crl is no revocation list/);
  });
});

test('a revocation list past its next update is told of and stops nothing; a current one is not', () => {
  const day = 86_400_000;
  const now = new Date();
  const lists = folderWith('lists', 'now.crl', ca.crl('rsa', 'issuing'));
  expect(outdatedLists(lists, now)).toEqual([]);
  expect(outdatedLists(undefined, now)).toEqual([]);
  const later = new Date(now.getTime() + 400 * day);
  expect(outdatedLists(lists, later)).toEqual([
    expect.stringMatching(/^KEZEK_CRL_DIR: now\.crl should have been renewed by 2/),
  ]);
});

describe('the server that npm start keeps', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** A server that answers, in a process of its own. */
  async function stage() {
    const probe = createServer();
    await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
    const address = probe.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((done) => probe.close(done));
    const said: string[] = [];
    const source = `require('http').createServer((_, r) => r.end('{}')).listen(${port}, '127.0.0.1'); console.error('{"level":40,"msg":"nobody answers for a key"}'); console.error('{"level":30,"msg":"started"}')`;
    const server = keepServer({
      spawn: () => {
        const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'ignore', 'pipe'] });
        children.push(child);
        return child;
      },
      url: `http://127.0.0.1:${port}`,
      dataFolder: mkdtempSync(join(folder, 'data-')),
      say: (text) => void said.push(text),
    });
    await server.start();
    return { server, said, url: `http://127.0.0.1:${port}` };
  }
  const until = async (met: () => boolean): Promise<void> => {
    while (!met()) await new Promise((done) => setTimeout(done, 20));
  };

  test('killed, it is told of and started again', async () => {
    const { server, said, url } = await stage();
    children[0]?.kill('SIGKILL');
    await until(() => said.includes('The central server is back.'));
    expect(said.join('\n')).toContain('The central server ended by itself (SIGKILL)');
    expect((await fetch(url)).ok).toBe(true);
    await server.stop();
    expect(children).toHaveLength(2);
  });

  test('one that ends again and again is left alone, and the terminal says what to do', async () => {
    const { server, said } = await stage();
    for (let death = 1; death <= 4; death += 1) {
      await until(() => said.filter((line) => line.includes('is back')).length === death - 1);
      children[death - 1]?.kill('SIGKILL');
    }
    await until(() => said.some((line) => line.includes('It is not started again')));
    expect(said.at(-1)).toContain('npm start');
    await server.stop();
  });

  test('stopped on purpose it stays so; warnings of its log are shown, the rest is only kept', async () => {
    const { server, said } = await stage();
    await until(() => said.some((line) => line.includes('nobody answers for a key')));
    await server.stop();
    expect(said.some((line) => line.includes('started') || line.includes('by itself'))).toBe(false);
    expect(children).toHaveLength(1);
  });
});

test('what ends the launcher of the window ends the window too', async () => {
  const record = join(folder, 'electron.txt');
  const electron = join(folder, 'electron-stand-in');
  mkdirSync(electron, { recursive: true });
  writeFileSync(
    join(electron, 'electron'),
    `#!${process.execPath}\nrequire('fs').writeFileSync(${JSON.stringify(record)}, String(process.pid));process.on('SIGTERM', () => { require('fs').writeFileSync(${JSON.stringify(record)}, 'closed'); process.exit(0); });setInterval(() => {}, 1000);`,
    { mode: 0o755 },
  );
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('KEZEK_')));
  const launcher = spawn(process.execPath, [join(root, 'scripts', 'window.ts'), 'kiosk'], {
    env: { ...clean, INIT_CWD: folder, DISPLAY: ':none', ELECTRON_OVERRIDE_DIST_PATH: electron },
    stdio: 'ignore',
  });
  while (!existsSync(record) || readFileSync(record, 'utf8') === '')
    await new Promise((done) => setTimeout(done, 50));
  launcher.kill('SIGTERM');
  const code = await new Promise((done) => launcher.once('exit', done));
  expect(code).toBe(0);
  expect(readFileSync(record, 'utf8')).toBe('closed');
});
