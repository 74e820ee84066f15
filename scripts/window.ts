/** Opens the application's window: `npm run kiosk` (only the application, configured), and the last step of `npm start`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { findConfiguration } from '../electron/configuration.ts';
import { buildApplication } from './build.ts';
import { electronFolder } from './setup/electron.mjs';

const root = join(import.meta.dirname, '..');

/** The Electron program of this machine, or null where none could be had. */
export function electronProgram(): string | null {
  const folder = electronFolder(root);
  if (folder === null) return null;
  if (process.platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * Switches every start of it needs on this machine: root has no sandbox, and where only root is there is hardly a graphics
 * card; looking for one in vain made one start in ten hang.
 */
export function electronSwitches(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [];
}

/** Whether a window can be shown here. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Starts the window as a child of this process. */
export function openWindow(
  environment: Readonly<Record<string, string>>,
  switches: readonly string[],
): ChildProcess {
  const program = electronProgram();
  if (program === null) throw new Error('no Electron on this machine; run node scripts/setup.mjs');
  return spawn(program, [...electronSwitches(), root, ...switches], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
}

if (import.meta.main) {
  const found = findConfiguration(root);
  if (!found.ok) {
    console.error(found.line);
    process.exit(2);
  }
  if (!hasDisplay()) {
    console.error(
      'There is no display here, and the window needs one: call it where DISPLAY or WAYLAND_DISPLAY is set.',
    );
    process.exit(1);
  }
  await buildApplication((text) => console.error(text));
  const mode = process.argv[2] === 'kiosk' ? { KEZEK_MODE: found.given.KEZEK_MODE ?? 'kiosk' } : {};
  const child = openWindow(mode, []);
  child.on('exit', (code) => process.exit(code ?? 1));
}
