import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian packages Electron needs to start. */
const RUN = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'unzip'];
/** … and what the tests need besides: a screen, a window manager, a print queue, readers of PDF and QR codes, oracles. */
const TEST = [
  'xvfb',
  'xauth',
  'fonts-dejavu-core',
  'openbox',
  'cups',
  'poppler-utils',
  'zbar-tools',
  'libxml2-utils',
  'xmlsec1',
  'openssl',
];

/**
 * The Debian packages that are missing on this machine; empty where there is no `dpkg`.
 * @param {boolean} forTests
 * @returns {string[]}
 */
export function missingLibraries(forTests) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return [];
  const wanted = forTests ? [...RUN, ...TEST] : RUN;
  const field = (name) => `\${${name}}`;
  const format = `${field('Package')} ${field('Provides')} ${field('Status')}\n`;
  const answer = spawnSync('dpkg-query', ['-W', '-f', format], {
    encoding: 'utf8',
  });
  const installed = answer.stdout.split('\n').filter((row) => row.endsWith('install ok installed'));
  const names = new Set(
    installed.flatMap((row) =>
      row
        .replace('install ok installed', '')
        .split(/[ ,]+/)
        .filter((word) => /^[a-z]/.test(word)),
    ),
  );
  return wanted.filter((name) => !names.has(name));
}
