import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openReplica } from '../../../core/replica/replica.ts';
import { clockOf, pairing, replica } from '../../../scripts/kezek/doctor/desk.ts';
import { calendar, timeZone } from '../../../scripts/kezek/doctor/machine.ts';
import { revocationLists, trust } from '../../../scripts/kezek/doctor/signing.ts';
import { doctorCommand } from '../../../scripts/kezek/doctor.ts';
import { DAY, openDemoCa } from '../../simulators/demo-ca/index.ts';
import { scripted } from '../../unit/eds/ncalayer/scripted.ts';
import { loopbackIdentity } from '../../unit/eds/ncalayer/tls.ts';

const folder = mkdtempSync(join(tmpdir(), 'kezek-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const running: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

const ca = openDemoCa(join(folder, 'ca'));
const tls = loopbackIdentity();
const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const caFile = put('tls-root.pem', tls.ca);

const Report = z.object({
  ok: z.boolean(),
  steps: z.array(
    z.object({
      step: z.string(),
      state: z.enum(['ok', 'warning', 'failed']),
      code: z.string(),
      text: z.string(),
      next: z.string().optional(),
    }),
  ),
});

async function doctor(environment: Readonly<Record<string, string>>, ...args: string[]) {
  const said: string[] = [];
  const code = await doctorCommand(args, {
    cwd: folder,
    env: environment,
    out: (text) => void said.push(text),
    err: (text) => void said.push(text),
  });
  return { code, text: said.join('') };
}

/** Code of each step, by its name. */
async function report(environment: Readonly<Record<string, string>>) {
  const { code, text } = await doctor(environment, '--json');
  const { ok, steps } = Report.parse(JSON.parse(text));
  expect(ok).toBe(code === 0);
  expect(steps.some(({ state }) => state === 'failed')).toBe(code === 1);
  for (const { state, next, text: told } of steps) {
    expect(next === undefined).toBe(state === 'ok');
    expect(`${told} ${next ?? ''}`).not.toContain('{{');
    expect(`${told} ${next ?? ''}`, 'no path with the name of a user').not.toContain(folder);
  }
  return Object.fromEntries(steps.map(({ step, code: found }) => [step, found]));
}

/** A server that says who it is, with a clock that is off by so much. */
async function serverWith(protocol: number, off = 0): Promise<string> {
  const server = createServer((_, response) => {
    const now = new Date(Date.now() + off).toISOString();
    const serverId = '0b0e7a3c-52a3-4a8e-9a4e-3f1f6a1d2c3b';
    response.end(JSON.stringify({ serverId, protocol, now, policy: 'classic' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  running.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

const MISSING = '{"success":false,"errorCode":"MODULE_NOT_FOUND"}';
const NO_METHOD = '{"status":false,"code":"INVOCATION_ERROR","message":"no such method"}';
async function ncalayerAt(answer: string): Promise<string> {
  const side = await scripted(tls.server, () => answer);
  running.push(side);
  return side.url;
}

describe('kezek doctor', () => {
  const data = join(folder, 'data');
  beforeAll(() => {
    mkdirSync(data, { recursive: true });
    const key = Buffer.alloc(32, 7);
    const opened = openReplica({ folder: data, key, mode: 'desk' });
    if (!opened.ok) throw new Error(opened.error);
    opened.value.device.setPairing({
      serverId: '0b0e7a3c-52a3-4a8e-9a4e-3f1f6a1d2c3b',
      deskId: '1b0e7a3c-52a3-4a8e-9a4e-3f1f6a1d2c3b',
      deskCode: 'K07',
      district: '111000000',
      mode: 'desk',
      slipKey: 'AAAA',
    });
    opened.value.device.setLastSyncAt(new Date().toISOString());
    opened.value.close();
    writeFileSync(join(data, 'replica.key.open'), key.toString('hex'), { mode: 0o600 });
  });
  const healthy = async () => ({
    KEZEK_DATA_DIR: data,
    KEZEK_SERVER_URL: await serverWith(1),
    KEZEK_NCALAYER_URL: await ncalayerAt(NO_METHOD),
    KEZEK_NCALAYER_CA: caFile,
    KEZEK_TRUST_DIR: ca.trustFolder,
    KEZEK_CRL_DIR: ca.crlFolder,
  });

  test('on a healthy desk nothing fails but what the machine of the test lacks', async () => {
    const { electron: _, printer: __, calendar: ___, ...found } = await report(await healthy());
    expect(found).toEqual({
      configuration: 'configuration-well',
      dataFolder: 'folder-well',
      timeZone: 'zone-well',
      keyStore: 'key-in-file',
      replica: 'replica-well',
      pairing: 'pairing-well',
      server: 'server-well',
      clock: 'clock-well',
      ncalayer: 'ncalayer-well',
      trust: 'trust-well',
      revocationLists: 'lists-well',
    });
  });

  test('on a broken one each step says what it found, and the report ends with 1', async () => {
    const found = await report({
      KEZEK_DATA_DIR: join(put('a-file', 'text'), 'within'),
      KEZEK_SERVER_URL: 'http://127.0.0.1:9',
      KEZEK_NCALAYER_URL: await ncalayerAt(NO_METHOD),
      KEZEK_NCALAYER_CA: put('other.pem', loopbackIdentity().ca),
      KEZEK_TRUST_DIR: join(put('no-trust/ca.pem', 'hello'), '..'),
      KEZEK_CRL_DIR: join(put('no-list/ca.crl', 'hello'), '..'),
      KEZEK_PRINTER: 'a printer that nobody has',
    });
    expect(found).toMatchObject({
      dataFolder: 'folder-unusable',
      replica: 'replica-none',
      pairing: 'desk-not-paired',
      server: 'server-unreachable',
      clock: 'clock-unknown',
      ncalayer: 'ncalayer-untrusted-certificate',
      trust: 'trust-unusable',
      revocationLists: 'lists-unusable',
    });
    expect(found.printer).not.toBe('printer-well');
  });

  test('a server of another protocol, a clock that is wrong, an NCALayer without its modules, a damaged replica', async () => {
    const damaged = join(put('damaged/replica.db', 'x'.repeat(8192)), '..');
    put('damaged/replica.key.open', '07'.repeat(32));
    const found = await report({
      ...(await healthy()),
      KEZEK_DATA_DIR: damaged,
      KEZEK_SERVER_URL: await serverWith(99, 11 * 60_000),
      KEZEK_NCALAYER_URL: await ncalayerAt(MISSING),
    });
    expect(found).toMatchObject({
      replica: 'replica-broken',
      server: 'upgrade-needed',
      clock: 'clock-wrong',
      ncalayer: 'ncalayer-too-old',
    });
  });

  test('a configuration that cannot be read: the field is named, its value is not', async () => {
    const { code, text } = await doctor({
      KEZEK_DATABASE_URL: 'mysql://admin:secret@host/x',
      KEZEK_LOCALE: 'ru',
    });
    expect(code).toBe(1);
    expect(text).toContain('KEZEK_DATABASE_URL');
    expect(text).toContain('ошибка');
    expect(text).not.toMatch(/secret|admin|mysql/);
  });

  test('speaks Kazakh, and Russian where KEZEK_LOCALE says so', async () => {
    const broken = { KEZEK_SERVER_URL: 'http://127.0.0.1:9', KEZEK_NCALAYER_URL: 'ws://127.0.0.1:9/' };
    expect((await doctor(broken)).text).toContain('Баптаулар: жақсы');
    expect((await doctor({ ...broken, KEZEK_LOCALE: 'ru' })).text).toContain('Настройки: в порядке');
  });

  test('2 for what it does not take', async () => {
    expect((await doctor({}, '--fix')).code).toBe(2);
    expect((await doctor({}, 'desk')).code).toBe(2);
  });
});

describe('what time does to a machine', () => {
  const now = Date.now();
  test('certificates and lists that end', () => {
    expect(trust(ca.trustFolder, now)).toMatchObject({ state: 'ok', code: 'trust-well' });
    expect(trust(ca.trustFolder, now + 40_000 * DAY)).toMatchObject({
      state: 'failed',
      code: 'trust-expiring',
    });
    expect(trust(undefined, now).code).toBe('trust-not-set');
    expect(revocationLists(ca.crlFolder, now + 400 * DAY)).toMatchObject({
      state: 'warning',
      code: 'lists-outdated',
    });
  });

  test('a calendar without the year, time zone data from before 2024', () => {
    expect(calendar(Date.parse('2040-05-01T00:00:00Z'))).toEqual({
      state: 'failed',
      code: 'calendar-year-missing',
      facts: { year: 2040 },
    });
    expect(timeZone(now).state).toBe('ok');
  });

  test('a clock is wrong beyond five minutes', () => {
    expect(clockOf(-299_000)).toEqual({ state: 'ok', code: 'clock-well', facts: { seconds: 299 } });
    expect(clockOf(-301_000).code).toBe('clock-wrong');
  });

  test('an exchange long ago, and none at all', () => {
    const at = (days: number) =>
      ({ kind: 'open', desk: null, lastSyncAt: new Date(now - days * DAY).toISOString() }) as const;
    expect(replica(at(1), now).code).toBe('replica-well');
    expect(replica(at(4), now)).toMatchObject({ state: 'warning', code: 'replica-long-ago' });
    expect(replica({ kind: 'open', desk: null, lastSyncAt: null }, now).code).toBe('replica-never');
    expect(pairing(at(1))).toMatchObject({ state: 'warning', code: 'desk-not-paired' });
  });
});
