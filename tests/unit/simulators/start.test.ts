import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoStaff } from '../../simulators/demo-people.ts';
import { startSimulators } from '../../simulators/start.ts';
import { connectTo } from './ncalayer-client.ts';

const COMMAND = join(import.meta.dirname, '../../simulators/start.ts');

describe('the command that starts the simulators', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kezek-simulators-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (args: readonly string[], environment: Record<string, string> = {}) =>
    spawn(process.execPath, [COMMAND, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
  const ended = (child: ChildProcess) =>
    new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));

  test('prints one line with all addresses when they answer, and ends when told', async () => {
    const child = run(['--data', folder]);
    const end = ended(child);
    const lines = createInterface({ input: child.stdout });
    const line = await new Promise<string>((resolve) => lines.once('line', resolve));
    const said = JSON.parse(line);
    expect(Object.keys(said).toSorted()).toEqual(
      [
        'bmg',
        'crl',
        'gbdfl',
        'kindergartens',
        'nca',
        'ncalayer',
        'printer',
        'sms',
        'smtp',
        'staff',
        'trust',
      ].toSorted(),
    );
    expect(said.staff).toHaveLength(demoStaff.length);
    expect(readdirSync(said.trust).toSorted()).toEqual([
      'nca_gost_demo.pem',
      'nca_rsa_demo.pem',
      'root_gost_demo.pem',
      'root_rsa_demo.pem',
    ]);
    expect(readdirSync(said.crl)).toHaveLength(4);
    const client = await connectTo({ url: said.ncalayer.url, caPem: said.ncalayer.ca });
    client.close();
    for (const page of [said.ncalayer.control, said.sms.inbox, said.smtp.inbox, said.gbdfl.control]) {
      expect((await fetch(page)).status).toBe(200);
    }
    child.kill('SIGTERM');
    expect(await end).toBe(0);
  });

  test('starts only those asked for, at the ports asked for', async () => {
    const probe = createServer();
    const port = await new Promise<number>((resolve) =>
      probe.listen(0, '127.0.0.1', () => {
        const address = probe.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      }),
    );
    await new Promise((resolve) => probe.close(resolve));
    const child = run(['--data', folder, '--only', 'sms,bmg', '--port', `sms=${port}`]);
    const end = ended(child);
    const line = await new Promise<string>((resolve) =>
      createInterface({ input: child.stdout }).once('line', resolve),
    );
    const said = JSON.parse(line);
    expect(said.sms.url).toBe(`http://127.0.0.1:${port}`);
    expect(said.bmg.url).toMatch(/^http:/);
    expect(said.ncalayer).toBeUndefined();
    child.kill('SIGTERM');
    expect(await end).toBe(0);
  });

  test.each([
    [[], {}],
    [['--data', 'x', '--only', 'everything'], {}],
    [['--data', 'x', '--port', 'sms=one'], {}],
    [['--data', 'x'], { KEZEK_SIMULATOR_PORT_SMS: '99999' }],
    [['--folder', 'x'], {}],
  ] as const)('refuses a wrong command line %j %j with code 2', async (args, environment) => {
    const child = run(args, environment);
    expect(await ended(child)).toBe(2);
    expect(existsSync('x')).toBe(false);
  });

  test('a port that is taken closes those already started', async () => {
    const first = await startSimulators({ dataFolder: folder, only: ['sms'] });
    const taken = Number(new URL(first.sms?.url ?? '').port);
    await expect(
      startSimulators({ dataFolder: folder, only: ['gbdfl', 'smtp'], ports: { smtp: taken } }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
  });

  test('keys are kept between starts', async () => {
    const open = async () => {
      const all = await startSimulators({ dataFolder: folder, only: ['nca'] });
      const signer = all.ca.signer({ person: 'operator', kind: 'gost' });
      await all.close();
      return Buffer.from(signer.certificate).toString('hex');
    };
    expect(await open()).toBe(await open());
  });
});
