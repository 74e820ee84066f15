/** Opens the application's window: `npm run kiosk` (only the application, configured), and the last step of `npm start`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { calledFrom, OF_A_DESK, readConfiguration } from '../electron/configuration.ts';
import { buildApplication } from './build.ts';
import { INSIDE, outdatedLists } from './configured-files.ts';
import { electronFolder } from './setup/electron.mjs';

const root = join(import.meta.dirname, '..');

/** How long a window may take to save and close. */
const PATIENCE_MS = 15_000;

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

/** Passes on the signals that end this process, which then lives until the window is gone; one that does not go is killed. */
function endWith(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
    });
}

if (import.meta.main) {
  const found = readConfiguration([calledFrom(process.env), root], process.env, OF_A_DESK, INSIDE);
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
  for (const line of outdatedLists(found.config.crlDir, new Date())) console.error(line);
  await buildApplication((text) => console.error(text));
  const mode = process.argv[2] === 'kiosk' ? { KEZEK_MODE: found.given.KEZEK_MODE ?? 'kiosk' } : {};
  const child = openWindow(mode, []);
  endWith(child);
  child.on('exit', (code) => process.exit(code ?? 1));
}
