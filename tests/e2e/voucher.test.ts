import { expect, test } from '@playwright/test';
import { LINKS } from '../../renderer/links.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { type Families, openFamilies } from './families.ts';
import { goTo, kk } from './journey.ts';
import type { Office } from './office.ts';
import { pictured } from './pictured.ts';
import { sync } from './queue.ts';
import { confirmed, enter, inDialog } from './staff.ts';
import { ownOffice } from './stage.ts';

/** voucher2025: the region keeps the table of categories, the moderator gives one, and the queue is ordered by it (domain.md §1.7). */
let office: Office;
let elsewhere: Families;
ownOffice(
  async (opened) => {
    office = opened;
    elsewhere = await openFamilies(opened, 'voucher2025');
    return elsewhere.close;
  },
  { KEZEK_POLICY: 'voucher2025' },
);

test('a category that the moderator gives puts the child before those who filed earlier', async () => {
  const first = await elsewhere.file('synaqova-mother', 'synaqov-2022');
  const second = await elsewhere.file('ulgibaev-father', 'ulgibaev-twin-one');

  const region = await enter(office, 'region');
  await goTo(region.page, LINKS.categories);
  await region.page.getByRole('button', { name: kk('region', 'calendar.edit') }).click();
  const lines = region.page.getByLabel(kk('region', 'categories.lines'));
  await lines.fill('3 | Бес жасқа толған балалар | Дети, достигшие пяти лет\n21');
  await region.page.getByLabel(kk('administration', 'reason.label')).fill('2026 жылғы бұйрық');
  await pictured(region, 'categories-dialog');
  await inDialog(region.page, kk('region', 'calendar.save')).click();
  await confirmed(region.page, kk('region', 'categories.done'));
  await expect(region.page.getByRole('row')).toHaveCount(3);
  await region.close();

  const moderator = await enter(office, 'moderator');
  const { page } = moderator;
  await sync(page);
  await goTo(page, `/application/${second}`);
  await page.getByRole('button', { name: kk('proposal', 'category.title') }).click();
  await page.getByRole('dialog').getByRole('combobox').click();
  await page.getByRole('option', { name: /Бес жасқа толған/ }).click();
  await pictured(moderator, 'assign-category');
  await inDialog(page, kk('proposal', 'category.action')).click();
  await confirmed(page, kk('proposal', 'category.done'));
  await pictured(moderator, 'card-category');

  // Who filed first stands second now, and is told why.
  await goTo(page, `/application/${first}`);
  await page.getByRole('link', { name: kk('why', 'open') }).click();
  await expect(page.getByText(kk('why', 'sentence', { all: 1, position: 2 }))).toBeVisible();
  await expect(page.getByText(kk('why', 'ruleByCategory'))).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: kk('why', 'reason.category') })).toHaveCount(1);
  await expect(page.getByText(demoPerson('ulgibaev-twin-one').surname)).toHaveCount(0);
  await pictured(moderator, 'why-by-category');
  await moderator.close();
});
