import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { z } from 'zod';
import { LINKS } from '../../renderer/links.ts';

/** What people do at the screen, in the words they see there. */

const locales = join(import.meta.dirname, '..', '..', 'assets', 'locales');
export type Language = 'kk' | 'ru';

/** A text of the interface by file and path, e.g. `word('kk', 'sign-in', 'owner.title')`. */
export function word(
  language: Language,
  file: string,
  path: string,
  values: Record<string, string | number> = {},
): string {
  let found: unknown = JSON.parse(readFileSync(join(locales, language, `${file}.json`), 'utf8'));
  for (const part of path.split('.')) found = z.record(z.string(), z.unknown()).parse(found)[part];
  return Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`{{${name}}}`, String(value)),
    z.string().parse(found),
  );
}

/** A text of the Kazakh interface. */
export function kk(file: string, path: string, values: Record<string, string | number> = {}): string {
  return word('kk', file, path, values);
}

/** To a page of the interface by its address, e.g. `LINKS.journal`. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, path);
}

/** One click away, in the header. */
export async function choose(page: Page, language: Language): Promise<void> {
  await page
    .getByText(word(language, 'common', `language.${language}`), { exact: true })
    .filter({ visible: true })
    .first()
    .click();
}

/** The same while a dialog lies over the page, and the language over there cannot be clicked. */
export async function chooseBehind(page: Page, language: Language): Promise<void> {
  await page
    .getByText(word(language, 'common', `language.${language}`), { exact: true })
    .first()
    .dispatchEvent('click');
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** «Жүйеге кіру» → certificate → owner's data → «Кіру». */
export async function signIn(
  page: Page,
  language: Language,
  options: { email?: string; shot?: (name: string) => Promise<void> } = {},
): Promise<void> {
  await page
    .getByRole('link', { name: word(language, 'start', 'enter') })
    .or(page.getByRole('button', { name: word(language, 'start', 'enter') }))
    .first()
    .click();
  await expect(page.getByText(word(language, 'sign-in', 'warning'))).toBeVisible();
  await options.shot?.('sign-in');
  await page.getByRole('button', { name: word(language, 'sign-in', 'choose') }).click();
  await expect(page.getByRole('heading', { name: word(language, 'sign-in', 'owner.title') })).toBeVisible();
  const email = page.getByLabel(word(language, 'sign-in', 'email.label'));
  // Asked for at the first sign-in only.
  if (await email.isVisible()) await email.fill(options.email ?? 'operator@example.kz');
  await options.shot?.('owner');
  await page.getByRole('button', { name: word(language, 'sign-in', 'enter'), exact: true }).click();
  await expect(page.getByRole('heading', { name: word(language, 'cabinet', 'title') })).toBeVisible();
  await options.shot?.('cabinet');
}

/** After a restart, in whatever language it was left: on to the cabinet, signing in again if that is asked. */
export async function comeBack(page: Page, language: Language): Promise<void> {
  await choose(page, language);
  const toCabinet = page.getByRole('link', { name: word(language, 'start', 'toCabinet') });
  const enter = page.getByRole('link', { name: word(language, 'start', 'enter') });
  await expect(toCabinet.or(enter)).toBeVisible();
  if (await enter.isVisible()) return signIn(page, language);
  await toCabinet.click();
  await expect(page.getByRole('heading', { name: word(language, 'cabinet', 'title') })).toBeVisible();
}

/** From the cabinet through the service page with its two ticks to the first step of the form. */
export async function beginApplication(
  page: Page,
  language: Language,
  shot?: (name: string) => Promise<void>,
): Promise<void> {
  await page.getByRole('link', { name: word(language, 'cabinet', 'apply.title') }).click();
  await expect(
    page.getByRole('heading', { name: word(language, 'application', 'service.title') }),
  ).toBeVisible();
  await page.getByLabel(word(language, 'application', 'service.dataCurrent')).check();
  await page.getByLabel(word(language, 'application', 'service.algorithmRead')).check();
  await shot?.('service');
  await page.getByRole('button', { name: word(language, 'application', 'service.apply') }).click();
  await expect(page.getByText(word(language, 'application', 'applicant.title'))).toBeVisible();
}

/** Back to the cabinet, and whatever was begun there is thrown away: where a test starts from. */
export async function leaveUnfinished(page: Page, language: Language): Promise<void> {
  await goTo(page, LINKS.cabinet);
  await choose(page, language);
  await expect(page.getByRole('heading', { name: word(language, 'cabinet', 'title') })).toBeVisible();
  const discard = page.getByRole('button', { name: word(language, 'cabinet', 'draft.discard'), exact: true });
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  if (await discard.isVisible()) {
    await discard.click();
    await page.getByRole('button', { name: word(language, 'cabinet', 'draft.discardYes') }).click();
    await expect(discard).toBeHidden();
  }
}

/** From anywhere to an empty first step. */
export async function startOver(page: Page, language: Language): Promise<void> {
  await leaveUnfinished(page, language);
  await beginApplication(page, language);
}

/** Step 1: IIN, then what ГБД ФЛ does not know. */
export async function fillApplicant(
  page: Page,
  language: Language,
  applicant: { iin: string; phone: string; email: string },
): Promise<void> {
  const iin = page.getByLabel(word(language, 'application', 'applicant.iin'));
  if (await iin.isEditable()) await iin.fill(applicant.iin);
  await expect(page.getByText(word(language, 'application', 'registry.filled'))).toBeVisible();
  await page
    .getByLabel(word(language, 'application', 'applicant.phone'))
    .first()
    .fill(applicant.phone);
  await page
    .getByLabel(word(language, 'application', 'applicant.email'))
    .first()
    .fill(applicant.email);
}

/** «Келесі» / «Далее». */
export async function next(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: word(language, 'common', 'action.next') }).click();
}

/** Step 2: the child by IIN, where and in which language. */
export async function fillChild(
  page: Page,
  language: Language,
  child: { iin: string; settlement: string },
): Promise<void> {
  await page.getByLabel(word(language, 'application', 'child.iin')).fill(child.iin);
  await expect(page.getByText(word(language, 'application', 'registry.filled'))).toBeVisible();
  await page
    .getByRole('combobox', { name: word(language, 'application', 'child.settlement') })
    .fill(child.settlement);
  await page.keyboard.press('Escape');
  await page.getByLabel(word(language, 'application', 'child.languageOf.kk'), { exact: true }).check();
  await page.getByLabel(word(language, 'application', 'child.relationOf.parent'), { exact: true }).check();
}

/** A person whom ГБД ФЛ cannot tell about, from the papers: IIN and name; an applicant also the place of registration. */
export async function fillByHand(
  page: Page,
  language: Language,
  who: 'applicant' | 'child',
  person: { readonly iin: string; readonly surname: string; readonly name: string },
): Promise<void> {
  await page.getByLabel(word(language, 'application', `${who}.iin`)).fill(person.iin);
  const surname = page.getByLabel(word(language, 'application', `${who}.surname`));
  await expect(surname).toBeVisible();
  await surname.fill(person.surname);
  await page.getByLabel(word(language, 'application', `${who}.given`)).fill(person.name);
  if (who === 'applicant')
    await page
      .getByLabel(word(language, 'application', 'address.city'))
      .first()
      .fill('Көкшетау');
}

/** Prints what the button opens the print dialog for, to the end of the job. */
export async function print(page: Page, language: Language, button: Locator): Promise<void> {
  await button.click();
  // The dialog's own: the page below may have a button of the same name.
  await page
    .getByRole('dialog', { name: word(language, 'print', 'title') })
    .getByRole('button', { name: word(language, 'print', 'start'), exact: true })
    .click();
  await expect(page.getByText(word(language, 'print', 'step.printed'))).toBeVisible();
  await page
    .getByRole('button', { name: word(language, 'print', 'close') })
    .last()
    .click();
}

/** Review page → «Кезекке тұру», signed at NCALayer. */
export async function submit(page: Page, language: Language): Promise<void> {
  await expect(page.getByText(word(language, 'application', 'review.lead'))).toBeVisible();
  await page.getByRole('button', { name: word(language, 'application', 'review.submit') }).click();
}

/** The success dialog; gives the queue number it shows. */
export async function queueNumber(page: Page, language: Language): Promise<number> {
  const pattern = word(language, 'application', 'success.text', { number: '(\\d+)' });
  const text = page.getByText(new RegExp(pattern)).first();
  await expect(text).toBeVisible();
  return Number(new RegExp(pattern).exec((await text.textContent()) ?? '')?.[1]);
}
