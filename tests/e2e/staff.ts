import { expect, type Locator, type Page } from '@playwright/test';
import { LINKS } from '../../renderer/links.ts';
import { asks } from './card.ts';
import { choose, goTo, kk, type Language, signIn } from './journey.ts';
import type { Office, OfficeWindow } from './office.ts';
import { sync } from './queue.ts';

/** What members of the office do at their desks. */

/** Somebody comes to a desk with the own key. */
export async function enter(
  office: Office,
  person: string,
  desk = `desk-${person}`,
  language: Language = 'kk',
): Promise<OfficeWindow> {
  await asks(office, person);
  const window = await office.open('desk', desk);
  await choose(window.page, language);
  await signIn(window.page, language, { email: `${person}@example.kz` });
  return window;
}

/** Whoever is at this desk leaves it to another. */
export async function changeTo(office: Office, page: Page, person: string): Promise<void> {
  await page.getByRole('button', { name: kk('common', 'person.leave') }).click();
  await asks(office, person);
  await signIn(page, 'kk', { email: `${person}@example.kz` });
}

export function inDialog(page: Page, name: string): Locator {
  return page.getByRole('dialog').getByRole('button', { name, exact: true });
}

/** The server's yes, read and closed. */
export async function confirmed(page: Page, text: string): Promise<void> {
  await expect(page.getByText(text)).toBeVisible();
  await inDialog(page, kk('command', 'ok')).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** To the card of an application that this computer may not have yet. */
export async function goToCard(page: Page, application: string): Promise<void> {
  await sync(page);
  await goTo(page, LINKS.cabinet);
  await goTo(page, `/application/${application}`);
  await expect(page.getByRole('tab', { name: kk('journal', 'card.tab.information') })).toBeVisible();
}
