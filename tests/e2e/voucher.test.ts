import { expect, test } from '@playwright/test';
import { LINKS } from '../../renderer/links.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { type Families, openFamilies } from './families.ts';
import { choose, signIn, word } from './journey.ts';
import { type Office, type OfficeWindow, openOffice } from './office.ts';
import { pictured } from './pictured.ts';
import { sync } from './queue.ts';

/** voucher2025: the region keeps the table of categories, the moderator gives one, and the queue is ordered by it (domain.md §1.7). */
let office: Office;
let elsewhere: Families;
test.beforeAll(async () => {
  office = await openOffice({ KEZEK_POLICY: 'voucher2025' });
  elsewhere = await openFamilies(office, 'voucher2025');
});
test.afterEach(async ({ playwright: _ }, info) => {
  if (info.status !== info.expectedStatus) await office.shots(info.outputPath('window'));
  expect(office.errors).toEqual([]);
});
test.afterAll(async () => {
  await elsewhere.close();
  await office.close();
});

const kk = (file: string, path: string, values: Record<string, string | number> = {}) =>
  word('kk', file, path, values);

async function enter(person: string): Promise<OfficeWindow> {
  await office.set('ncalayer', { key: { person, kind: 'gost', state: 'valid', organisation: false } });
  const window = await office.open('desk', `desk-${person}`);
  await choose(window.page, 'kk');
  await signIn(window.page, 'kk', { email: `${person}@example.kz` });
  return window;
}
const go = ({ page }: OfficeWindow, path: string) =>
  page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, path);

test('a category that the moderator gives puts the child before those who filed earlier', async () => {
  const first = await elsewhere.file('synaqova-mother', 'synaqov-2022');
  const second = await elsewhere.file('ulgibaev-father', 'ulgibaev-twin-one');

  const region = await enter('region');
  await go(region, LINKS.categories);
  await region.page.getByRole('button', { name: kk('region', 'calendar.edit') }).click();
  const lines = region.page.getByLabel(kk('region', 'categories.lines'));
  await lines.fill('3 | Бес жасқа толған балалар | Дети, достигшие пяти лет\n21');
  await region.page.getByLabel(kk('administration', 'reason.label')).fill('2026 жылғы бұйрық');
  await pictured(region, 'categories-dialog');
  await region.page
    .getByRole('dialog')
    .getByRole('button', { name: kk('region', 'calendar.save') })
    .click();
  await expect(region.page.getByText(kk('region', 'categories.done'))).toBeVisible();
  await region.page.getByRole('button', { name: kk('command', 'ok') }).click();
  await expect(region.page.getByRole('row')).toHaveCount(3);
  await region.close();

  const moderator = await enter('moderator');
  const { page } = moderator;
  await sync(page);
  await go(moderator, `/application/${second}`);
  await page.getByRole('button', { name: kk('proposal', 'category.title') }).click();
  await page.getByRole('dialog').getByRole('combobox').click();
  await page.getByRole('option', { name: /Бес жасқа толған/ }).click();
  await pictured(moderator, 'assign-category');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: kk('proposal', 'category.action') })
    .click();
  await expect(page.getByText(kk('proposal', 'category.done'))).toBeVisible();
  await page.getByRole('button', { name: kk('command', 'ok') }).click();
  await pictured(moderator, 'card-category');

  // Who filed first stands second now, and is told why.
  await go(moderator, `/application/${first}`);
  await page.getByRole('link', { name: kk('why', 'open') }).click();
  await expect(page.getByText(kk('why', 'sentence', { all: 1, position: 2 }))).toBeVisible();
  await expect(page.getByText(kk('why', 'ruleByCategory'))).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: kk('why', 'reason.category') })).toHaveCount(1);
  await expect(page.getByText(demoPerson('ulgibaev-twin-one').surname)).toHaveCount(0);
  await pictured(moderator, 'why-by-category');
  await moderator.close();
});
