import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { choose, kk } from './journey.ts';
import type { Office } from './office.ts';
import { enter } from './staff.ts';
import { ownOffice } from './stage.ts';

/** The region reads its reports: a chart and a table in both languages, and takes them home as files. */
let office: Office;
ownOffice(async (opened) => {
  office = opened;
});

const t = (path: string) => kk('report', path);

test('reports of the whole region, on the screen and as files', async () => {
  const desk = await enter(office, 'region');
  const { page } = desk;
  await page.getByRole('link', { name: kk('cabinet', 'office.report.title') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('title') })).toBeVisible();
  await page.getByText(t('name.places.title'), { exact: true }).click();
  await expect(page.getByRole('columnheader', { name: t('column.heldBack'), exact: true })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: t('total') })).toBeVisible();
  await expect(page.getByRole('list', { name: t('column.heldBack'), exact: true })).toBeVisible();

  for (const format of ['xlsx', 'pdf'] as const) {
    await page.getByRole('button', { name: t(format) }).click();
    await expect(page.getByRole('status').filter({ hasText: `.${format}` })).toBeVisible();
  }

  await page.getByLabel(t('to')).fill('01.01.2020');
  await page.getByRole('button', { name: t('show') }).click();
  await expect(page.getByText(t('wrongOrder'))).toBeVisible();
  for (const language of ['ru', 'kk'] as const) {
    await choose(page, language);
    await expectAccessible(page);
    await desk.picture('report');
  }
});
