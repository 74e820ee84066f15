import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import {
  beginApplication,
  fillApplicant,
  fillChild,
  type Language,
  next,
  queueNumber,
  signIn,
  submit,
  word,
} from './journey.ts';
import { type Office, type OfficeWindow, openOffice } from './office.ts';

/** The kiosk in the hall: a parent alone, with the own key; everything of the person is gone after leaving. */
let office: Office;
test.beforeAll(async () => {
  office = await openOffice();
});
test.beforeEach(() => office.calm());
test.afterEach(() => {
  expect(office.errors).toEqual([]);
});
test.afterAll(async () => {
  await office.close();
});

const mother = demoPerson('synaqova-mother');
const child = demoPerson('synaqov-2022');

/** The first screen of a visit: a language, in its own words. */
async function arrive(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: word(language, 'kiosk', `language.${language}`) }).click();
}

async function asks(key: string): Promise<void> {
  await office.set('ncalayer', {
    key: { person: key, kind: 'gost', state: 'valid', organisation: false },
    whoComes: 'chosen',
  });
}

async function leave(page: Page, language: Language): Promise<void> {
  await page
    .getByRole('button', { name: word(language, 'kiosk', 'bar.leave') })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: word(language, 'kiosk', 'leave.leave'), exact: true }).click();
  await expect(page.getByRole('button', { name: word('kk', 'kiosk', 'language.kk') })).toBeVisible();
}

test('a parent applies alone, sees the own application, leaves; the next visitor finds nothing of it', async () => {
  const window: OfficeWindow = await office.open('kiosk', 'kiosk');
  const { page } = window;
  await expect(page.getByRole('button', { name: word('kk', 'kiosk', 'language.kk') })).toBeVisible();
  await expect(page.getByText(word('kk', 'common', 'machine.fileKey'))).toBeVisible();
  await window.picture('kiosk-language');
  await arrive(page, 'kk');
  await expect(page.getByText(word('kk', 'common', 'machine.fileKey'))).toBeVisible();
  await window.pictures('kiosk-start');
  await asks('synaqova-mother');
  await signIn(page, 'kk', { email: 'mother@example.kz', shot: (name) => window.picture(`kiosk-${name}`) });
  await beginApplication(page, 'kk');
  await fillApplicant(page, 'kk', { iin: mother.iin, phone: '7015550101', email: 'mother@example.kz' });
  await window.pictures('kiosk-step-1');
  await next(page, 'kk');
  await fillChild(page, 'kk', { iin: child.iin, settlement: 'Көкшетау' });
  await window.pictures('kiosk-step-2');
  await next(page, 'kk');
  await window.pictures('kiosk-review');
  await submit(page, 'kk');
  expect(await queueNumber(page, 'kk')).toBe(1);
  await window.pictures('kiosk-success');
  await page.getByRole('button', { name: word('kk', 'common', 'action.ok'), exact: true }).click();
  await expect(page.getByRole('main').getByText(/ОДО\.2\d{3}\.\d{6}/)).toBeVisible();
  await window.pictures('kiosk-own');
  await leave(page, 'kk');

  await arrive(page, 'ru');
  await asks('synaqov-father');
  await signIn(page, 'ru', {
    email: 'father@example.kz',
    shot: async (name) => {
      await expectAccessible(page);
      await window.picture(`kiosk-${name}`);
    },
  });
  await page.getByRole('link', { name: word('ru', 'cabinet', 'journal.title') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(word('ru', 'journal', 'empty.title'))).toBeVisible();
  await expect(page.getByText(child.iin)).toHaveCount(0);
  await expect(page.getByText(mother.iin)).toHaveCount(0);
  await window.pictures('kiosk-own-empty');
  await page.getByRole('link', { name: word('ru', 'kiosk', 'bar.home') }).click();
  await beginApplication(page, 'ru', (name) => window.pictures(`kiosk-${name}`));
  await fillApplicant(page, 'ru', {
    iin: demoPerson('synaqov-father').iin,
    phone: '7015550102',
    email: 'father@example.kz',
  });
  await expectAccessible(page);
  await next(page, 'ru');
  await fillChild(page, 'ru', { iin: demoPerson('synaqova-2021').iin, settlement: 'Көкшетау' });
  await expectAccessible(page);
  await next(page, 'ru');
  await submit(page, 'ru');
  await queueNumber(page, 'ru');
  await page.getByRole('button', { name: word('ru', 'common', 'action.ok'), exact: true }).click();
  await expect(page.getByRole('main').getByText(/ОДО\.2\d{3}\.\d{6}/)).toBeVisible();
  await page
    .getByRole('button', { name: word('ru', 'kiosk', 'bar.leave') })
    .first()
    .click();
  await window.pictures('kiosk-leave');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: word('ru', 'kiosk', 'leave.stay'), exact: true })
    .click();
  await leave(page, 'ru');
  await window.kill();
});

test('the kiosk holds the screen, steps back for the dialog of NCALayer, and holds it again', async () => {
  // A window manager of the test's own: without one nothing is ever full screen.
  test.skip(!existsSync('/usr/bin/openbox'), 'no openbox');
  const manages = join(office.dataFolder, 'manages');
  const manager = spawn('openbox', ['--startup', `touch ${manages}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: office.display },
  });
  try {
    await expect.poll(() => existsSync(manages)).toBe(true);
    const { application, page, kill } = await office.open('kiosk', 'kiosk-full-screen');
    const fullScreen = (): Promise<boolean> =>
      application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen() ?? false);
    await arrive(page, 'kk');
    await expect.poll(fullScreen).toBe(true);
    const size = await page.evaluate(() => [window.innerWidth, window.innerHeight]);
    expect(size).toEqual(await page.evaluate(() => [window.screen.width, window.screen.height]));
    await asks('synaqova-mother');
    await office.set('ncalayer', { delay: 3_000 });
    await page
      .getByRole('link', { name: word('kk', 'start', 'enter') })
      .first()
      .click();
    await page.getByRole('button', { name: word('kk', 'sign-in', 'choose') }).click();
    await expect.poll(fullScreen).toBe(false);
    await expect(page.getByRole('heading', { name: word('kk', 'sign-in', 'owner.title') })).toBeVisible();
    await expect.poll(fullScreen).toBe(true);
    await expect.poll(() => page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual(size);
    await kill();
  } finally {
    manager.kill();
  }
});

test('nothing can be saved from a kiosk, whatever a page tries', async () => {
  const { application, page, kill } = await office.open('kiosk', 'kiosk-saving');
  await arrive(page, 'kk');
  const refused = application.evaluate(
    ({ session }) =>
      new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented));
      }),
  );
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x'], { type: 'application/pdf' }));
    link.download = 'x.pdf';
    link.click();
  });
  expect(await refused).toBe(true);
  await kill();
});

test('a kiosk that nobody touches asks, and then forgets the visitor', async () => {
  const window = await office.open('kiosk', 'kiosk-idle');
  const { page } = window;
  await page.clock.install();
  await arrive(page, 'kk');
  await asks('synaqova-mother');
  await signIn(page, 'kk', { email: 'mother@example.kz' });
  await page.clock.runFor(46_000);
  await expect(page.getByText(word('kk', 'kiosk', 'idle.title'))).toBeVisible();
  await window.pictures('kiosk-idle');
  await page.clock.runFor(16_000);
  await expect(page.getByRole('button', { name: word('kk', 'kiosk', 'language.kk') })).toBeVisible();
  await window.kill();
});
