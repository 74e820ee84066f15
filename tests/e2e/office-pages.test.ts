import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { ROLES } from '../../core/domain/status.ts';
import { isLinkName, LINKS, type LinkName } from '../../renderer/links.ts';
import { grantRole } from '../../server/person/grant.ts';
import { DEMO_KINDERGARTEN, demoPerson } from '../simulators/demo-people.ts';
import { choose, signIn, word } from './journey.ts';
import { type Office, type OfficeWindow, openOffice } from './office.ts';
import { pictured } from './pictured.ts';
import { atServer } from './queue.ts';
import { notice } from './seen.ts';

/** Every page of the office as it is for whoever has nothing to do yet, and while the server is away (issue 4.5). */
let office: Office;
let desk: OfficeWindow;
test.beforeAll(async () => {
  office = await openOffice();
});
test.afterEach(async ({ playwright: _ }, info) => {
  if (info.status !== info.expectedStatus) await office.shots(info.outputPath('window'));
  expect(office.errors).toEqual([]);
});
test.afterAll(async () => {
  await office.close();
});

/** The pages of office-pages.ts, as they are listed there, and the two of the kindergartens. */
const PAGES: readonly LinkName[] = [
  ...readFileSync(join(import.meta.dirname, '..', '..', 'renderer', 'office-pages.ts'), 'utf8').matchAll(
    /link: '(\w+)'/g,
  ),
]
  .map(([, link]) => link)
  .concat('kindergarten', 'papers')
  .filter(isLinkName);

const kk = (file: string, path: string) => word('kk', file, path);

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, path);
}

/** What an office has from its first day on; region.test.ts has their pictures. */
const NEVER_EMPTY: readonly LinkName[] = [
  ...(['staff', 'desks', 'region', 'calendar', 'settlements', 'categories', 'audit'] as const),
];

/** The page has come, and nothing on it is waited for any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(kk('common', 'state.loading'))).toHaveCount(0);
}

test('every page says what it is for when there is nothing on it', async () => {
  const { iin } = demoPerson('administrator');
  await atServer(office, async (db) => {
    for (const role of ROLES)
      await db.transaction().execute((trx) =>
        grantRole(
          trx,
          {
            ...{ iin, role },
            district: role === 'director' || role === 'region' || role === 'auditor' ? null : '111000000',
            kindergarten: role === 'director' ? DEMO_KINDERGARTEN : null,
          },
          Date.now(),
        ),
      );
  });
  await office.set('ncalayer', {
    key: { person: 'administrator', kind: 'gost', state: 'valid', organisation: false },
  });
  desk = await office.open('desk', 'desk-everything');
  const { page } = desk;
  await choose(page, 'kk');
  await signIn(page, 'kk', { email: 'administrator@example.kz' });
  for (const link of PAGES.filter((each) => !NEVER_EMPTY.includes(each))) {
    await go(page, LINKS[link]);
    await settled(page);
    await pictured(desk, `empty/${link}`);
  }
});

test('while the server is away every page says so, and what to do', async () => {
  const { page } = desk;
  await go(page, LINKS.cabinet);
  await office.stack.stopServer();
  // What stands on this computer is shown all the same.
  const here: readonly LinkName[] = ['categories', 'papers'];
  for (const link of PAGES.filter((each) => !here.includes(each))) {
    await go(page, LINKS[link]);
    await notice(page, 'kk', 'server-unreachable');
    await settled(page);
    await pictured(desk, `down/${link}`);
  }
  await office.stack.startServer();
  await page
    .getByRole('button', { name: kk('common', 'action.retry') })
    .first()
    .click();
  await expect(page.locator('[data-failure=server-unreachable]')).toHaveCount(0);
  await desk.close();
});
