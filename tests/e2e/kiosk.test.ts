import { expect, type Page, test } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
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
  test.setTimeout(120_000);
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
  await expect(page.getByRole('button', { name: word('kk', 'kiosk', 'language.kk') })).toBeVisible({
    timeout: 20_000,
  });
}

test('a parent applies alone, sees the own application, leaves; the next visitor finds nothing of it', async () => {
  const window: OfficeWindow = await office.open('kiosk', 'kiosk');
  const { page } = window;
  await expect(page.getByRole('button', { name: word('kk', 'kiosk', 'language.kk') })).toBeVisible();
  await window.shot('kk/kiosk-language');
  await arrive(page, 'kk');
  await window.shot('kk/kiosk-start');
  await asks('synaqova-mother');
  await signIn(page, 'kk', { email: 'mother@example.kz', shot: (name) => window.shot(`kk/kiosk-${name}`) });
  await beginApplication(page, 'kk');
  await fillApplicant(page, 'kk', { iin: mother.iin, phone: '7015550101', email: 'mother@example.kz' });
  await window.shot('kk/kiosk-step-1');
  await next(page, 'kk');
  await fillChild(page, 'kk', { iin: child.iin, settlement: 'Көкшетау' });
  await next(page, 'kk');
  await submit(page, 'kk');
  expect(await queueNumber(page, 'kk')).toBe(1);
  await window.shot('kk/kiosk-success');
  await page.getByRole('button', { name: word('kk', 'common', 'action.ok'), exact: true }).click();
  await expect(page.getByRole('main').getByText(/ОДО\.2\d{3}\.\d{6}/)).toBeVisible({ timeout: 20_000 });
  await window.shot('kk/kiosk-own');
  await leave(page, 'kk');

  await arrive(page, 'ru');
  await window.shot('ru/kiosk-start');
  await asks('synaqov-father');
  await signIn(page, 'ru', { email: 'father@example.kz' });
  await page.getByRole('link', { name: word('ru', 'cabinet', 'journal.title') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(word('ru', 'journal', 'empty.title'))).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(child.iin)).toHaveCount(0);
  await expect(page.getByText(mother.iin)).toHaveCount(0);
  await window.shot('ru/kiosk-own-empty');
  await leave(page, 'ru');
  await window.kill();
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
  await window.shot('kk/kiosk-idle');
  await page.clock.runFor(16_000);
  await expect(page.getByRole('button', { name: word('kk', 'kiosk', 'language.kk') })).toBeVisible({
    timeout: 20_000,
  });
  await window.kill();
});
