import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, expect, type Page } from '@playwright/test';
import { type Stack, startStack } from '../../scripts/stack.ts';
import { electronProgram, electronSwitches } from '../../scripts/window.ts';
import { openDisplay } from './display.ts';
import { chooseBehind, type Language } from './journey.ts';
import { closePrintQueue, openPrintQueue } from './print-queue.ts';

const root = join(import.meta.dirname, '..', '..');
const screens = join(root, 'out', 'screens');

/** An office as it stands: server, stand-ins of everything outside, print queue, display. Windows are opened in it. */
export type Office = {
  readonly stack: Stack;
  /** Where server and desks keep their things. */
  readonly dataFolder: string;
  /** The X display its windows open on. */
  readonly display: string;
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
  /**
   * The screen as it stands, in its language, at 100 % and at 200 %: `<language>/<name>.png` and `<language>/200/<name>.png`.
   * At 200 % nothing may be wider than the window.
   */
  readonly picture: (name: string) => Promise<void>;
  /** The same in Kazakh and in Russian: the language changes as a click changes it, and is at the end what it was. */
  readonly pictures: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
  /** As a power cut ends it. */
  readonly kill: () => Promise<void>;
};

/**
 * Starts an office in a fresh folder.
 * @param given further environment of the server, e.g. `KEZEK_POLICY`
 */
export async function openOffice(given: Readonly<Record<string, string>> = {}): Promise<Office> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'kezek-office-'));
  const stack = await startStack({ dataFolder, given, printer: true, say: () => undefined });
  const display = await openDisplay();
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
      // Not the keyring of whoever runs the tests: the key lies in a file everywhere.
      args: [...electronSwitches(), '--password-store=basic', root, ...pair],
      env: {
        ...cleanEnvironment(),
        ...stack.environment,
        DISPLAY: display.name,
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
    const shot = async (file: string): Promise<void> => {
      const fullPage = (await page.getByRole('dialog').count()) === 0;
      // What sticks to the top of the window would stand in the middle of the page.
      const scrolled = await page.evaluate(() => document.documentElement.scrollTop);
      if (fullPage)
        await page.evaluate(() => {
          document.documentElement.scrollTo(0, 0);
          // The whole page is taken without its scroll bar, but as wide as beside it: kept, so that nothing is cut off. Set
          // on the element, for the page's policy refuses the `style` of a screenshot.
          document.documentElement.style.overflowY = 'scroll';
        });
      await page.screenshot({ path: screenFile(file), animations: 'disabled', fullPage });
      if (fullPage)
        await page.evaluate((y) => {
          document.documentElement.style.overflowY = '';
          document.documentElement.scrollTo(0, y);
        }, scrolled);
    };
    const picture = async (name: string): Promise<void> => {
      const language = await shownLanguage(page);
      await shot(`${language}/${name}`);
      await atTwice(page, async () => {
        await shot(`${language}/200/${name}`);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over, `${name} is wider than the window at 200 %`).toBeLessThanOrEqual(1);
      });
    };
    const window: OfficeWindow = {
      application,
      page,
      picture,
      pictures: async (name) => {
        const language = await shownLanguage(page);
        await chooseBehind(page, language === 'ru' ? 'kk' : 'ru');
        await picture(name);
        await chooseBehind(page, language);
        await picture(name);
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
    display: display.name,
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
      display.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function screenFile(name: string): string {
  const path = join(screens, `${name}.png`);
  mkdirSync(join(path, '..'), { recursive: true });
  return path;
}

async function shownLanguage(page: Page): Promise<Language> {
  return page.evaluate(() => (document.documentElement.lang === 'ru' ? 'ru' : 'kk'));
}

/** The page laid out as at 200 %: half the width and height in its own pixels. The picture keeps those pixels: it need not be larger to be looked at. */
async function atTwice(page: Page, look: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({
    width: window.innerWidth,
    height: window.innerHeight,
  }));
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: Math.round(width / 2),
    height: Math.round(height / 2),
    deviceScaleFactor: 1,
    mobile: false,
  });
  // The picture leaves out what a scroll bar would cover.
  await session.send('Emulation.setScrollbarsHidden', { hidden: true });
  await look();
  await session.send('Emulation.setScrollbarsHidden', { hidden: false });
  await session.send('Emulation.clearDeviceMetricsOverride');
  await session.detach();
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
