import { expect, type Page } from '@playwright/test';
import { asks } from './card.ts';
import { type Language, signIn, word } from './journey.ts';
import type { Office } from './office.ts';
import { inDialog } from './staff.ts';

/** Who comes to the kiosk in the hall, and leaves it. */

/** The first screen of the kiosk: a language, in its own words. */
const firstScreen = (page: Page, language: Language) =>
  page.getByRole('button', { name: word(language, 'kiosk', `language.${language}`) });

/** A visitor takes a language. */
export async function arrive(page: Page, language: Language): Promise<void> {
  await firstScreen(page, language).click();
}

/** A visitor takes Kazakh and signs in. */
export async function comes(office: Office, page: Page, person: string): Promise<void> {
  await asks(office, person);
  await arrive(page, 'kk');
  await signIn(page, 'kk', { email: 'ata-ana@example.kz' });
}

/** The kiosk stands as nobody has touched it. */
export async function waits(page: Page): Promise<void> {
  await expect(firstScreen(page, 'kk')).toBeVisible();
}

/** The visitor leaves the kiosk, and it waits for the next. */
export async function leaves(page: Page, language: Language): Promise<void> {
  await page
    .getByRole('button', { name: word(language, 'kiosk', 'bar.leave') })
    .first()
    .click();
  await inDialog(page, word(language, 'kiosk', 'leave.leave')).click();
  await waits(page);
}
