import { expect, type Page, test } from '@playwright/test';
import { LINKS, type LinkName } from '../../renderer/links.ts';
import { beginApplication, choose, type Language, next, signIn, word } from './journey.ts';
import { type Office, openOffice } from './office.ts';

/** Every screen a desk has before and beside the main job, in both languages: for people to look at. */
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

async function go(page: Page, link: LinkName): Promise<void> {
  await page.evaluate((path) => {
    window.location.hash = `#${path}`;
  }, LINKS[link]);
}

for (const language of ['kk', 'ru'] as const satisfies readonly Language[])
  test(`every page says what it is, without a complaint, also at twice the size (${language})`, async () => {
    const unpaired = await office.open('desk', `unpaired-${language}`, { pair: false });
    await choose(unpaired.page, language);
    await expect(unpaired.page.getByText(word(language, 'start', 'pairing.title'))).toBeVisible();
    await unpaired.shot(`${language}/pairing`);
    await unpaired.close();

    const window = await office.open('desk', `screens-${language}`);
    const { page } = window;
    const shot = (name: string): Promise<void> => window.shot(`${language}/${name}`);
    await choose(page, language);
    for (const [link, title] of [
      ['instructions', 'instructions.title'],
      ['arrival', 'arrival.title'],
    ] as const) {
      await go(page, link);
      await expect(
        page.getByRole('heading', { level: 1, name: word(language, 'start', title) }),
      ).toBeVisible();
      await shot(link);
    }
    await go(page, 'start');
    await signIn(page, language, { email: 'operator@example.kz' });
    await go(page, 'journal');
    await expect(page.getByText(word(language, 'journal', 'empty.title'))).toBeVisible();
    await shot('journal-empty');
    await page.getByRole('button', { name: word(language, 'journal', 'filter.button'), exact: true }).click();
    await shot('journal-filter');
    await page.keyboard.press('Escape');

    await go(page, 'cabinet');
    await beginApplication(page, language);
    await shot('step-1-empty');
    await next(page, language);
    await expect(page.getByText(word(language, 'failure', 'required.text')).first()).toBeVisible();
    await shot('step-1-faults');

    await window.application.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2);
    });
    for (const link of ['start', 'cabinet', 'journal', 'service'] as const) {
      await go(page, link);
      await expect(page.getByRole('main')).toBeVisible();
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
      );
      expect(wide, `${link} is wider than the window at 200 %`).toBe(false);
      await shot(`200/${link}`);
    }
    await window.kill();
  });
