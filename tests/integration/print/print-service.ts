import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether a real CUPS can be started here, and the words for a test that is skipped. */
export const CUPS = {
  installed:
    process.getuid?.() === 0 &&
    existsSync('/usr/sbin/cupsd') &&
    spawnSync('lpadmin', ['--help']).error === undefined,
  missing: 'skipped: printing for real needs CUPS and root (apt-get install -y cups)',
} as const;

/** A CUPS of one's own, with its own queues; the system's is not touched. */
export type PrintService = {
  /** Value for `CUPS_SERVER`. */
  readonly server: string;
  /** Runs one of CUPS's own programs against it. */
  command(program: string, ...args: readonly string[]): string;
  close(): Promise<void>;
};

/** Starts a CUPS in a folder of its own. */
export async function startPrintService(): Promise<PrintService> {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-cups-'));
  chmodSync(folder, 0o755);
  for (const name of ['root', 'state', 'cache', 'spool', 'temp', 'log'])
    mkdirSync(join(folder, name), { mode: 0o755 });
  const socket = join(folder, 'cups.sock');
  programs(join(folder, 'bin'));
  writeFileSync(
    join(folder, 'files.conf'),
    [
      'User lp',
      'Group lp',
      'SystemGroup root',
      `ServerRoot ${folder}/root`,
      `ServerBin ${folder}/bin`,
      `StateDir ${folder}/state`,
      `CacheDir ${folder}/cache`,
      `RequestRoot ${folder}/spool`,
      `TempDir ${folder}/temp`,
      `AccessLog ${folder}/log/access`,
      `ErrorLog ${folder}/log/error`,
      `PageLog ${folder}/log/page`,
    ].join('\n'),
  );
  writeFileSync(
    join(folder, 'cupsd.conf'),
    [
      `Listen ${socket}`,
      'Browsing No',
      'DefaultAuthType Basic',
      'ErrorPolicy retry-job',
      'JobRetryInterval 1',
      '<Location />',
      'Order allow,deny',
      'Allow all',
      '</Location>',
      '<Policy default>',
      '<Limit Cancel-Job>',
      'AuthType Default',
      'Require user @OWNER @SYSTEM',
      'Order deny,allow',
      '</Limit>',
      '<Limit All>',
      'Order deny,allow',
      '</Limit>',
      '</Policy>',
    ].join('\n'),
  );
  const process = spawn(
    '/usr/sbin/cupsd',
    ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'files.conf')],
    { stdio: 'ignore' },
  );
  for (let tries = 0; !existsSync(socket); tries += 1) {
    if (tries > 200 || process.exitCode !== null) throw new Error('cupsd did not start');
    await pause(50);
  }
  return {
    server: socket,
    command: (program, ...args) =>
      execFileSync(program, ['-h', socket, ...args], {
        env: { ...globalThis.process.env, CUPS_SERVER: socket },
      }).toString(),
    async close() {
      await ended(process);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const BIN = '/usr/lib/cups';

/** CUPS's own programs, and a backend `nopaper:` that says what the driver of an empty printer says. */
function programs(bin: string): void {
  mkdirSync(join(bin, 'backend'), { recursive: true, mode: 0o755 });
  for (const name of readdirSync(BIN)) if (name !== 'backend') symlinkSync(join(BIN, name), join(bin, name));
  symlinkSync(join(BIN, 'backend', 'socket'), join(bin, 'backend', 'socket'));
  writeFileSync(
    join(bin, 'backend', 'nopaper'),
    '#!/bin/sh\n[ $# -eq 0 ] && exit 0\necho "STATE: +media-empty-error" >&2\nexec sleep 60\n',
    { mode: 0o755 },
  );
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return;
  const gone = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGTERM');
  await gone;
}
