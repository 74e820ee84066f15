#!/usr/bin/env node
/**
 * Makes a fresh clone ready on a machine with Node 20 or newer and npm: the pinned packages, the system libraries that
 * Electron and the tests need, and an Electron to run. Plain JavaScript without dependencies, because it runs before any
 * is there. Run again, it is done in a fraction of a second.
 *
 *   node scripts/setup.mjs [--quiet] [--test] [--then FILE …]
 *
 * `--then` goes on with a program on the Node 24 of the packages: a shell that found another `node` before the packages were
 * there would go on calling that one.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronReady, prepareElectron } from './setup/electron.mjs';
import { missingLibraries } from './setup/libraries.mjs';
import { ownNode } from './setup/node.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const then = process.argv.indexOf('--then');
const own = then < 0 ? process.argv.slice(2) : process.argv.slice(2, then);
const next = then < 0 ? [] : process.argv.slice(then + 1);
const forTests = own.includes('--test');
const quiet = own.includes('--quiet');
const say = (text) => process.stderr.write(`kezek setup: ${text}\n`);

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  say(
    `Node ${process.versions.node} is too old. Install Node 20 or newer (https://nodejs.org) and run the command again.`,
  );
  process.exit(1);
}

installPackages();
installLibraries();
await installElectron();
if (!quiet) say('ready.');
if (next.length > 0) goOn(next);

/** Runs the program and ends as it ends; what ends this process is passed on to it. */
function goOn(program) {
  const node = ownNode(root);
  const child = spawn(node, program, { cwd: root, stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    say(`${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}

/** `npm ci` when the lock file is not the one that is installed. */
function installPackages() {
  const stamp = join(root, 'node_modules', '.kezek-setup');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing the pinned packages (npm ci), a minute or two…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  });
  if (done.status !== 0) {
    say(
      'npm ci failed (its message stands above). Check the connection to the npm registry and run the command again.',
    );
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

/** On Debian as root they are installed; elsewhere the exact command is printed and the work goes on. */
function installLibraries() {
  const missing = missingLibraries(forTests);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    say(`these system packages are missing; please run:  sudo ${command}`);
    return;
  }
  say(`installing system packages: ${missing.join(' ')}`);
  const run = (args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  run(['update', '-qq']);
  const done = run(['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  if (done.status !== 0) say(`could not install them; please run:  ${command}`);
}

async function installElectron() {
  if (electronReady(root)) return;
  const outcome = await prepareElectron(root, say);
  if (!outcome) {
    say(
      'no Electron could be had. The interface can still be used in a browser: npm start prints its address.',
    );
  }
}
