import { expect, type Locator, type Page } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
import {
  beginApplication,
  fillApplicant,
  fillChild,
  type Language,
  next,
  queueNumber,
  submit,
  word,
} from './journey.ts';
import type { Office } from './office.ts';

/** What people do on the card of an application, and how it comes to be. */

/**
 * Whose key NCALayer has at hand.
 * @param obeysFilter false: it signs with that key whoever's was asked for
 */
export async function asks(office: Office, person: string, obeysFilter = true): Promise<void> {
  await office.set('ncalayer', {
    key: { person, kind: 'gost', state: 'valid', organisation: false },
    whoComes: 'chosen',
    obeysFilter,
  });
}

/** Files a child's application from the cabinet, to the success dialog and past it; gives the number in the queue. */
export async function file(
  page: Page,
  language: Language,
  family: { readonly parent: string; readonly child: string; readonly phone: string },
): Promise<number> {
  const { parent, child, phone } = family;
  await beginApplication(page, language);
  await fillApplicant(page, language, { iin: demoPerson(parent).iin, phone, email: 'ata-ana@example.kz' });
  await next(page, language);
  await fillChild(page, language, { iin: demoPerson(child).iin, settlement: 'Көкшетау' });
  await next(page, language);
  await submit(page, language);
  const number = await queueNumber(page, language);
  await page.getByRole('button', { name: word(language, 'common', 'action.ok'), exact: true }).click();
  return number;
}

export const action = (page: Page, name: string): Locator => page.locator(`button[data-action=${name}]`);

/** A button of the open dialog, by its word in `command`. */
export async function press(page: Page, language: Language, path: string): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: word(language, 'command', path), exact: true })
    .click();
}

/** The server's yes, as the dialog says it. */
export async function done(page: Page, language: Language, path: string): Promise<void> {
  const text = word(language, 'command', path).split(/\{\{|:/)[0] ?? '';
  await expect(page.getByRole('dialog').getByText(text).first()).toBeVisible();
}

/** A button of a file by its word in `document` (`printNamed`, `showNamed`) and the kind of document; the newest stands last. */
export function ofDocument(page: Page, language: Language, path: string, kind: string): Locator {
  const name = word(language, 'document', `kind.${kind}`);
  return page.getByRole('button', { name: word(language, 'document', path, { name }), exact: true });
}

/** «Жалпы құжаттар». */
export async function openDocuments(page: Page, language: Language): Promise<void> {
  await page.getByRole('tab', { name: word(language, 'journal', 'card.tab.documents') }).click();
  await expect(ofDocument(page, language, 'printNamed', 'registration')).toBeVisible();
}
