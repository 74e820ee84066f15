import { expect, test } from '@playwright/test';
import { LINKS } from '../../renderer/links.ts';
import { expectAccessible } from './accessible.ts';
import { choose, goTo, type Language, next, signIn, word } from './journey.ts';
import type { Office } from './office.ts';
import { notice } from './seen.ts';
import { ownOffice } from './stage.ts';

/** Every screen a desk has before and beside the main job, in both languages: for people to look at. */
let office: Office;
ownOffice(async (opened) => {
  office = opened;
});

/** The districts in the order of the Kazakh alphabet, as nobody's `Intl` in Electron would sort them. */
const IN_KAZAKH_ORDER = [
  'Ақкөл',
  'Аршалы',
  'Астрахан',
  'Атбасар',
  'Бурабай',
  'Бұланды',
  'Біржан сал',
  'Егіндікөл',
];

for (const language of ['kk', 'ru'] as const satisfies readonly Language[])
  test(`every page says what it is, without a complaint, also at twice the size (${language})`, async () => {
    const unpaired = await office.open('desk', `unpaired-${language}`, { pair: false });
    await choose(unpaired.page, language);
    await expect(unpaired.page.getByText(word(language, 'start', 'pairing.title'))).toBeVisible();
    await expectAccessible(unpaired.page);
    await unpaired.picture('pairing');
    await unpaired.page.getByLabel(word(language, 'start', 'pairing.code')).fill('AAAA2222');
    await unpaired.page.getByRole('button', { name: word(language, 'start', 'pairing.submit') }).click();
    await notice(unpaired.page, language, 'pairing-code-wrong');
    await unpaired.picture('pairing-wrong');
    await unpaired.close();

    const desk = await office.open('desk', `screens-${language}`);
    const { page } = desk;
    const seen = async (name: string): Promise<void> => {
      await expectAccessible(page);
      await desk.picture(name);
    };
    await choose(page, language);
    await seen('start');
    for (const [link, title] of [
      ['instructions', 'instructions.title'],
      ['arrival', 'arrival.title'],
    ] as const) {
      await goTo(page, LINKS[link]);
      await expect(
        page.getByRole('heading', { level: 1, name: word(language, 'start', title) }),
      ).toBeVisible();
      await seen(link);
    }
    await goTo(page, LINKS.start);
    await signIn(page, language, { email: 'operator@example.kz' });
    await seen('cabinet');
    await goTo(page, LINKS.journal);
    await expect(page.getByText(word(language, 'journal', 'empty.title'))).toBeVisible();
    await seen('journal-empty');
    await page.getByRole('button', { name: word(language, 'journal', 'filter.button'), exact: true }).click();
    await seen('journal-filter');
    await page.keyboard.press('Escape');
    await goTo(page, '/nowhere');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await seen('missing-page');

    await goTo(page, LINKS.service);
    await page.getByRole('button', { name: word(language, 'application', 'service.algorithmOpen') }).click();
    const algorithm = page.getByRole('dialog', { name: word(language, 'application', 'algorithm.title') });
    await expect(algorithm).toBeVisible();
    await seen('algorithm');
    await algorithm.getByRole('button', { name: word(language, 'application', 'algorithm.read') }).click();
    await expect(page.getByLabel(word(language, 'application', 'service.algorithmRead'))).toBeChecked();
    await page.getByLabel(word(language, 'application', 'service.dataCurrent')).check();
    await seen('service');
    await page.getByRole('button', { name: word(language, 'application', 'service.apply') }).click();
    await expect(page.getByText(word(language, 'application', 'applicant.title'))).toBeVisible();
    await seen('step-1-empty');
    await next(page, language);
    await expect(page.getByText(word(language, 'failure', 'required.text')).first()).toBeVisible();
    await seen('step-1-faults');

    await desk.kill();
  });

test('the window sorts as the Kazakh alphabet does and writes dates as people do', async () => {
  const window = await office.open('desk', 'screens-order');
  const { page } = window;
  await choose(page, 'kk');
  await page.getByRole('combobox', { name: word('kk', 'start', 'district.label') }).click();
  const options = page.getByRole('option');
  await expect(options).toHaveCount(20);
  const names = (await options.allTextContents()).filter((name) => name.endsWith(' ауданы'));
  expect(names.slice(0, IN_KAZAKH_ORDER.length)).toEqual(IN_KAZAKH_ORDER.map((name) => `${name} ауданы`));
  await window.close();
});
