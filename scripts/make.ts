/** `npm run make`: builds the bundles and lets Electron Forge make the installers of this system into `out/make`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { buildApplication } from './build.ts';
import { electronFolder } from './setup/electron.mjs';

const root = join(import.meta.dirname, '..');
const LockFile = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })),
});
if (process.platform === 'linux') haveDebianMaker();
await buildApplication((text) => console.error(text));
const forge = join(root, 'node_modules', '.bin', 'electron-forge');
const targets = process.platform === 'linux' ? ['--targets', 'deb'] : [];
const done = spawnSync(forge, ['make', ...targets], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, ...standIn() },
});
process.exitCode = done.status ?? 1;

/**
 * The maker of .deb files is an optional part that needs Node 22: where setup ran on Node 20, npm left it out without a word.
 * This runs on the Node 24 of the packages, so now npm takes it, in the version of the lock file.
 */
function haveDebianMaker(): void {
  const name = 'electron-installer-debian';
  if (existsSync(join(root, 'node_modules', name))) return;
  const { version } =
    LockFile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))).packages[
      `node_modules/${name}`
    ] ?? {};
  const bin = [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env.PATH].join(
    delimiter,
  );
  const done = spawnSync(
    'npm',
    [
      'install',
      '--no-save',
      // Vite calls this production, and npm would take away everything that only the making needs.
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      version === undefined ? name : `${name}@${version}`,
    ],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, PATH: bin, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
    },
  );
  if (done.status === 0) return;
  console.error('The maker of .deb files could not be installed; npm says why above.');
  process.exit(1);
}

/** Where Electron 45 cannot be downloaded, the packaging is tried with the Electron at hand, and says so. */
function standIn(): Record<string, string> {
  const folder = electronFolder(root);
  if (folder === null || folder === join(root, 'node_modules', 'electron', 'dist')) return {};
  const version = readFileSync(join(folder, 'version'), 'utf8').trim();
  console.error(
    `Electron ${version} is at hand, not the one that ships: this installer is for trying the packaging only.`,
  );
  const zips = join(folder, '..', `zip-${version}`);
  const zip = join(zips, `electron-v${version}-${process.platform}-${process.arch}.zip`);
  if (!existsSync(zip)) {
    mkdirSync(zips, { recursive: true });
    const work = `${zip}.work`;
    const zipped = spawnSync('zip', ['-q', '-r', '-1', work, '.'], { cwd: folder, stdio: 'inherit' });
    if (zipped.status !== 0) throw new Error('zip failed; install the package zip');
    renameSync(`${work}.zip`.replace(/\.work\.zip$/, '.work'), zip);
  }
  return { KEZEK_ELECTRON_ZIP_DIR: zips, KEZEK_ELECTRON_VERSION: version };
}
