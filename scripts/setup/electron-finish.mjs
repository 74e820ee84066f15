/** Last steps of the stand-in distribution, with packages: its fuses, and the default app that runs a given folder. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: electron-finish.mjs FOLDER');

await flipFuses(join(folder, 'electron'), {
  version: FuseVersion.V1,
  [FuseV1Options.RunAsNode]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
});

// Electron's own default app does the same: preload modules of -r, then the folder given as the first argument.
const main = `
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
let folder;
for (let i = 1; i < process.argv.length; i += 1) {
  const argument = process.argv[i];
  if (argument === '-r' || argument === '--require') { i += 1; require(process.argv[i]); }
  else if (!argument.startsWith('-') && folder === undefined) folder = path.resolve(argument);
}
if (folder === undefined) { console.error('usage: electron FOLDER'); process.exit(2); }
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName || manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
require(path.join(folder, manifest.main || 'index.js'));
`;
const source = mkdtempSync(join(tmpdir(), 'kezek-default-app-'));
writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.js' }));
writeFileSync(join(source, 'main.js'), main);
await createPackage(source, join(folder, 'resources', 'default_app.asar'));
rmSync(source, { recursive: true, force: true });
