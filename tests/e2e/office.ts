import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { type Stack, startStack } from '../../scripts/stack.ts';
import { electronProgram, electronSwitches } from '../../scripts/window.ts';
import { closePrintQueue, openPrintQueue } from './print-queue.ts';

const root = join(import.meta.dirname, '..', '..');
const screens = join(root, 'out', 'screens');

/** An office as it stands: server, stand-ins of everything outside, print queue. Windows are opened in it. */
export type Office = {
  readonly stack: Stack;
  /** Where server and desks keep their things. */
  readonly dataFolder: string;
  /** Null when documents really come out of the system's print queue, else why not. */
  readonly noPrinter: string | null;
  /** What any page complained of: uncaught errors, refused scripts and styles. A test expects none. */
  readonly errors: readonly string[];
  /** Opens a window; the same desk once more finds its own folder again. */
  readonly open: (mode?: 'desk' | 'kiosk', desk?: string, options?: WindowOptions) => Promise<OfficeWindow>;
  /** Changes a stand-in's behaviour through its own control address. */
  readonly set: (simulator: StandIn, patch: object) => Promise<void>;
  /** Every stand-in as on an ordinary day. */
  readonly calm: () => Promise<void>;
  /** What the printer got so far: the oldest first. */
  readonly printed: () => Promise<readonly Buffer[]>;
  /** What every open window shows, as `<path>-1.png` and on: for whoever looks why a test failed. */
  readonly shots: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

type StandIn = 'ncalayer' | 'gbdfl' | 'bmg' | 'sms' | 'printer';

export type WindowOptions = {
  /** False: the computer is left unpaired, as it comes. */
  readonly pair?: boolean;
  /** Further environment of the window. */
  readonly environment?: Readonly<Record<string, string>>;
};

export type OfficeWindow = {
  readonly application: ElectronApplication;
  readonly page: Page;
  /** Writes `out/screens/<name>.png`: the whole page; of an open dialog what the window shows. */
  readonly shot: (name: string) => Promise<void>;
  /**
   * The same at twice the size, as the window itself paints it, and long enough for the whole page.
   * @param check what has to hold at that size
   */
  readonly shotAtTwice: (name: string, check?: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
  /** As a power cut ends it. */
  readonly kill: () => Promise<void>;
};

/** Starts an office in a fresh folder. */
export async function openOffice(): Promise<Office> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'kezek-office-'));
  const stack = await startStack({ dataFolder, given: {}, printer: true, say: () => undefined });
  const printer = stack.simulators.printer;
  const queue = printer === undefined ? { missing: 'no simulated printer' } : openPrintQueue(printer.url);
  const windows = new Set<OfficeWindow>();
  const errors: string[] = [];

  const paired = new Set<string>();
  const open: Office['open'] = async (mode = 'desk', desk = 'desk-1', options = {}) => {
    const program = electronProgram();
    if (program === null) throw new Error('no Electron: node scripts/setup.mjs');
    const wantsCode = options.pair !== false && !paired.has(desk);
    const pair = wantsCode ? [`--pair=${await stack.newPairingCode(mode)}`] : [];
    if (wantsCode) paired.add(desk);
    const application = await electron.launch({
      executablePath: program,
      args: [...electronSwitches(), root, ...pair],
      env: {
        ...cleanEnvironment(),
        ...stack.environment,
        KEZEK_DATA_DIR: join(dataFolder, desk),
        KEZEK_MODE: mode,
        ...('name' in queue ? { KEZEK_PRINTER: queue.name } : {}),
        ...options.environment,
      },
    });
    const page = await application.firstWindow();
    page.on('pageerror', (error) => errors.push(`page: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`console: ${message.text()}`);
    });
    const shut = async (end: () => Promise<void>): Promise<void> => {
      windows.delete(window);
      await end();
    };
    const window: OfficeWindow = {
      application,
      page,
      shot: async (name) => {
        const fullPage = (await page.getByRole('dialog').count()) === 0;
        // What sticks to the top of the window would stand in the middle of the page.
        const scrolled = await page.evaluate(() => document.documentElement.scrollTop);
        if (fullPage) await page.evaluate(() => document.documentElement.scrollTo(0, 0));
        await page.screenshot({ path: screenFile(name), animations: 'disabled', fullPage });
        if (fullPage) await page.evaluate((y) => document.documentElement.scrollTo(0, y), scrolled);
      },
      shotAtTwice: async (name, check) => {
        await zoom(application, 2);
        await check?.();
        const high = await page.evaluate(() => document.documentElement.scrollHeight);
        const dialog = (await page.getByRole('dialog').count()) > 0;
        const png = await application.evaluate(
          async ({ BrowserWindow }, height) => {
            const [window] = BrowserWindow.getAllWindows();
            if (window === undefined) throw new Error('no window');
            const [width = 0, before = 0] = window.getContentSize();
            window.setContentSize(width, Math.max(before, height));
            // Two frames of the new size: the first may still be of the old one.
            await new Promise((resolve) => setTimeout(resolve, 300));
            await window.webContents.capturePage();
            const picture = await window.webContents.capturePage();
            window.setContentSize(width, before);
            return picture.toPNG().toString('base64');
          },
          dialog ? 0 : 2 * high,
        );
        writeFileSync(screenFile(name), Buffer.from(png, 'base64'));
        await zoom(application, 1);
      },
      close: () => shut(() => application.close()),
      kill: () =>
        shut(async () => {
          const gone = new Promise((resolve) => application.process().once('exit', resolve));
          application.process().kill('SIGKILL');
          await gone;
        }),
    };
    windows.add(window);
    return window;
  };

  const control = async (simulator: StandIn, request: RequestInit): Promise<void> => {
    const address = stack.simulators[simulator]?.control;
    if (address === undefined) throw new Error(`${simulator} does not run`);
    const answer = await fetch(controlAddress(address), request);
    if (!answer.ok) throw new Error(`${simulator} refused ${String(request.body)}: ${await answer.text()}`);
  };

  return {
    stack,
    dataFolder,
    noPrinter: 'name' in queue ? null : queue.missing,
    errors,
    open,
    set: (simulator, patch) =>
      control(simulator, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(patch),
      }),
    calm: async () => {
      for (const simulator of ['ncalayer', 'gbdfl', 'bmg', 'sms', 'printer'] as const)
        await control(simulator, { method: 'DELETE' });
    },
    printed: async () => {
      const jobs = String(stack.simulators.printer?.jobs ?? '');
      const list: unknown = await (await fetch(jobs)).json();
      if (!Array.isArray(list)) throw new Error('the printer lists no jobs');
      return Promise.all(
        list.map(async ({ id }: { id: number }) =>
          Buffer.from(await (await fetch(`${jobs}/${id}`)).arrayBuffer()),
        ),
      );
    },
    shots: async (path) => {
      // A window that hangs shows nothing: that is no reason to hide why the test failed.
      await Promise.allSettled(
        [...windows].map(({ page }, index) =>
          page.screenshot({ path: `${path}-${index + 1}.png`, timeout: 5_000 }),
        ),
      );
    },
    close: async () => {
      for (const window of windows) await window.close();
      if ('name' in queue) closePrintQueue(queue.name);
      await stack.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function screenFile(name: string): string {
  const path = join(screens, `${name}.png`);
  mkdirSync(join(path, '..'), { recursive: true });
  return path;
}

/** As Ctrl and + do it. */
function zoom(application: ElectronApplication, factor: number): Promise<void> {
  return application.evaluate(({ BrowserWindow }, times) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(times);
  }, factor);
}

/** NCALayer's page keeps its interface below it; the others are steered where they say. */
function controlAddress(control: string): string {
  return control.endsWith('/') ? new URL('behaviour', control).href : control;
}

function cleanEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) =>
      value === undefined || key.startsWith('KEZEK_') || key === 'ELECTRON_RUN_AS_NODE' ? [] : [[key, value]],
    ),
  );
}
