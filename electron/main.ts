import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain } from 'electron';
import type { Config } from '../core/protocol/config.ts';
import type { DeskEvent } from '../core/protocol/event.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../core/protocol/shell-link.ts';
import { findConfiguration } from './configuration.ts';
import { type CoreProcess, startCore } from './core-process.ts';
import { type FatalCode, fatalWords } from './fatal-words.ts';
import { isOwn, pryingSwitch } from './limits.ts';
import { prepareLockDown, serveInterface } from './lock-down.ts';
import { replicaKey, SealedKeyError } from './replica-key.ts';
import { openWindow, stepBack } from './window.ts';

/** The shell: one window, one core process, and the messages between them. */

/** After so many deaths of the core within that time it is not started again. */
const CRASHES = { allowed: 3, withinMs: 5 * 60_000 };

const found = findConfiguration(app.isPackaged ? dirname(app.getPath('exe')) : app.getAppPath());
// The tests of an unpackaged Kezek need a debugger; nobody else does.
const prying = app.isPackaged ? pryingSwitch(process.argv.slice(1)) : null;
if (prying !== null)
  refuse(`${prying}: Kezek does not let itself be looked into; start it without this switch`);
else if (!found.ok) refuse(found.line);
else run(found.config, found.dataFolder);

/** One line that says why nothing was started; exit code 2. */
function refuse(line: string): void {
  process.stderr.write(`${line}\n`);
  app.exit(2);
}

function run(config: Config, dataFolder: string): void {
  mkdirSync(dataFolder, { recursive: true });
  app.setPath('userData', join(dataFolder, 'window'));
  prepareLockDown();
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write(
      `Kezek is open already with the data in ${dataFolder}; its window comes to the front.\n`,
    );
    app.exit(0);
    return;
  }

  let window: BrowserWindow | undefined;
  let leaving = false;
  const crashes: number[] = [];

  const onEvent = (event: DeskEvent): void => {
    if (window === undefined || window.isDestroyed()) return;
    if (event.topic === 'ncalayer') stepBack(window, config.mode, event.open);
    window.webContents.send(EVENT_CHANNEL, event);
  };
  const onBroken = (how: 'not-started' | 'ended', detail: string): void => {
    process.stderr.write(`core: ${how}: ${detail}\n`);
    if (leaving) return;
    const now = Date.now();
    crashes.push(now);
    const recent = crashes.filter((at) => now - at < CRASHES.withinMs).length;
    if (how === 'ended' && recent < CRASHES.allowed) {
      core = begin();
      return;
    }
    giveUp('internal', detail);
  };
  const giveUp = (code: FatalCode, detail: string): void => {
    leaving = true;
    dialog.showErrorBox('Kezek', fatalWords(code, detail, config.locale));
    app.exit(1);
  };
  const start = async (): Promise<CoreProcess> => {
    await app.whenReady();
    const key = replicaKey(dataFolder);
    return startCore(
      {
        config,
        dataFolder,
        assetsFolder: join(app.getAppPath(), 'assets'),
        replicaKey: key.hex,
        keyStore: key.store,
        demo: process.env.KEZEK_DEMO === '1',
        version: app.getVersion(),
        pairingCode: app.commandLine.getSwitchValue('pair') || null,
      },
      { onEvent, onBroken },
    );
  };

  /** A core that cannot even be started is no core that died: the window would stay empty. */
  const begin = (): Promise<CoreProcess> => {
    const starting = start();
    starting.catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      process.stderr.write(`core: ${why}\n`);
      if (!leaving) giveUp(error instanceof SealedKeyError ? 'replica-broken' : 'internal', why);
    });
    return starting;
  };
  let core = begin();

  ipcMain.handle(CALL_CHANNEL, async (event, method: unknown, input: unknown) => {
    if (event.senderFrame === null || !isOwn(event.senderFrame.url) || typeof method !== 'string')
      return { ok: false, error: { code: 'invalid-request' } };
    return (await core).call(method, input);
  });

  void app.whenReady().then(() => {
    serveInterface(join(app.getAppPath(), '.vite', 'renderer'), config.mode);
    window = openWindow(config.mode);
    window.on('close', (event) => {
      if (config.mode === 'kiosk' && !leaving) event.preventDefault();
    });
    window.on('closed', () => {
      window = undefined;
    });
  });
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (leaving) return;
    event.preventDefault();
    leaving = true;
    void core.then((running) => running.stop()).finally(() => app.quit());
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());
}
