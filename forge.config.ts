import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { MakerDeb } from '@electron-forge/maker-deb';
import { MakerSquirrel } from '@electron-forge/maker-squirrel';
import type { ForgeConfig } from '@electron-forge/shared-types';

/**
 * Installers. What ships to offices is Electron 45; KEZEK_ELECTRON_ZIP_DIR names a folder with another Electron's zip where
 * that cannot be downloaded (set by `scripts/make.ts`, for trying the packaging only).
 */
const zipFolder = process.env.KEZEK_ELECTRON_ZIP_DIR;
const electronVersion = process.env.KEZEK_ELECTRON_VERSION;

/** What goes into the package: the bundles, the assets, the manifest, and the replica's native module. */
const SHIPPED = [
  /^\/\.vite(\/|$)/,
  /^\/assets(\/|$)/,
  /^\/package\.json$/,
  /^\/LICENSE$/,
  /^\/node_modules$/,
  /^\/node_modules\/better-sqlite3(\/|$)/,
];

/** What of it is not needed where it runs: maps of the bundles, SQLite's own sources, the native module for other systems. */
const LEFT_OUT = [
  /\.map$/,
  /^\/node_modules\/better-sqlite3\/(deps|src|docs)(\/|$)/,
  new RegExp(`^/node_modules/better-sqlite3/prebuilds/(?!${process.platform}-).+`),
];

/** zstd packs in ten seconds what xz packs in a hundred; its option is missing in the maker's types. */
const debian = {
  name: 'kezek',
  bin: 'kezek',
  maintainer: 'Kezek',
  homepage: 'https://akmola.kz',
  compression: 'zstd',
  depends: ['libasound2 | libasound2t64'],
  preDepends: ['libglib2.0-bin'],
};

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Kezek',
    executableName: 'kezek',
    appBundleId: 'kz.akmola.kezek',
    icon: 'assets/icons/kezek',
    asar: { unpack: '**/*.node' },
    ignore: (path) =>
      path !== '' &&
      (!SHIPPED.some((shipped) => shipped.test(path)) || LEFT_OUT.some((left) => left.test(path))),
    ...(zipFolder === undefined ? {} : { electronZipDir: zipFolder }),
  },
  rebuildConfig: { onlyModules: [] },
  makers: [new MakerDeb({ options: debian }), new MakerSquirrel({ name: 'kezek' })],
  hooks: {
    readPackageJson: async (_config, manifest) => {
      if (electronVersion === undefined) return manifest;
      return { ...manifest, devDependencies: { ...manifest.devDependencies, electron: electronVersion } };
    },
    packageAfterCopy: async (_config, buildPath) => {
      if (!existsSync(join(buildPath, '.vite', 'build', 'main.cjs')))
        throw new Error('the bundles are missing: npm run make');
    },
    packageAfterExtract: async (_config, buildPath, _version, platform) => {
      const program = join(
        buildPath,
        platform === 'win32' ? 'electron.exe' : platform === 'darwin' ? 'Electron.app' : 'electron',
      );
      if (!existsSync(program)) return;
      await flipFuses(program, {
        version: FuseVersion.V1,
        [FuseV1Options.RunAsNode]: false,
        [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
        [FuseV1Options.EnableNodeCliInspectArguments]: false,
        [FuseV1Options.OnlyLoadAppFromAsar]: true,
      });
    },
  },
};

export default config;
