import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { choose, signIn, word } from './journey.ts';
import { type Office, type OfficeWindow, openOffice } from './office.ts';

/** The region reads its reports: a chart and a table in both languages, and takes them home as files. */
let office: Office;
let desk: OfficeWindow;
test.beforeAll(async () => {
  office = await openOffice();
  desk = await office.open('desk', 'desk-report');
});
test.afterEach(() => {
  expect(office.errors).toEqual([]);
});
test.afterAll(async () => {
  await office.close();
});

const kk = (path: string) => word('kk', 'report', path);

test('reports of the whole region, on the screen and as files', async () => {
  const { page } = desk;
  await choose(page, 'kk');
  await office.set('ncalayer', {
    key: { person: 'region', kind: 'gost', state: 'valid', organisation: false },
  });
  await signIn(page, 'kk', { email: 'region@example.kz' });
  await page.getByRole('link', { name: word('kk', 'cabinet', 'office.report.title') }).click();
  await expect(page.getByRole('heading', { level: 1, name: kk('title') })).toBeVisible();
  await page.getByText(kk('name.places.title'), { exact: true }).click();
  await expect(page.getByRole('columnheader', { name: kk('column.heldBack') })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: kk('total') })).toBeVisible();
  await expect(page.getByRole('list', { name: kk('column.heldBack') })).toBeVisible();

  for (const format of ['xlsx', 'pdf'] as const) {
    await page.getByRole('button', { name: kk(format) }).click();
    await expect(page.getByRole('status').filter({ hasText: `.${format}` })).toBeVisible();
  }

  await page.getByLabel(kk('to')).fill('01.01.2020');
  await page.getByRole('button', { name: kk('show') }).click();
  await expect(page.getByText(kk('wrongOrder'))).toBeVisible();
  for (const language of ['ru', 'kk'] as const) {
    await choose(page, language);
    await expectAccessible(page);
    await desk.picture('report');
  }
});
