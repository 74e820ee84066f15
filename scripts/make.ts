/** `npm run make`: builds the bundles and lets Electron Forge make the installers of this system into `out/make`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { buildApplication } from './build.ts';
import { electronFolder } from './setup/electron.mjs';

const root = join(import.meta.dirname, '..');
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
