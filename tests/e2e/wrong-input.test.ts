import type { Locator, Page } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
import { fillApplicant, fillChild, next, queueNumber, startOver, submit, word } from './journey.ts';
import { pdfScan } from './scans.ts';
import { failureWords, faultAt, inBothLanguages, noFaultAt, notice } from './seen.ts';
import { expect, test } from './stage.ts';

/** What is typed wrongly in the form is said at its field in the reader's language, and nothing that was typed is lost. */

const mother = demoPerson('synaqova-mother');
const father = demoPerson('synaqov-father');
const child = demoPerson('synaqov-2024');
const PHONE = '+7 (701) 555-02-01';

/** A field of the form by its path, whatever the language. */
const field = (page: Page, path: string): Locator => page.locator(`#field-${path.replaceAll('.', '-')}`);
const applicant = (iin: string) => ({ iin, phone: PHONE, email: 'ata-ana@example.kz' });

test.beforeEach(async ({ desk }) => {
  await startOver(desk.page, 'kk');
});

test("the applicant's IIN: the check digit, the calendar, the length", async ({ desk }) => {
  const { page } = desk;
  const iin = field(page, 'applicant.iin');
  await field(page, 'applicant.phone').fill('7015550201');
  await iin.fill('900312445676');
  await inBothLanguages(page, (language) => faultAt(iin, language, 'iin-check-digit'));
  await iin.fill('901332445675');
  await inBothLanguages(page, (language) => faultAt(iin, language, 'iin-date'));
  await iin.fill('90031244567');
  await next(page, 'kk');
  await expect(iin).toBeFocused();
  await inBothLanguages(page, (language) => faultAt(iin, language, 'iin-length'));
  await expect(field(page, 'applicant.phone')).toHaveValue(PHONE);

  await iin.fill(mother.iin);
  await expect(page.getByText(word('kk', 'application', 'registry.filled'))).toBeVisible();
  await noFaultAt(iin);
  await field(page, 'applicant.email').fill('ata-ana@example.kz');
  await next(page, 'kk');
  await expect(page.getByText(word('kk', 'application', 'child.title'))).toBeVisible();
});

test('contacts: no phone, a phone that is none, an address that is none; then «нет e-mail»', async ({
  desk,
}) => {
  const { page } = desk;
  const phone = field(page, 'applicant.phone');
  const email = field(page, 'applicant.email');
  await field(page, 'applicant.iin').fill(mother.iin);
  await expect(page.getByText(word('kk', 'application', 'registry.filled'))).toBeVisible();
  await next(page, 'kk');
  await inBothLanguages(page, async (language) => {
    await faultAt(phone, language, 'required');
    await faultAt(email, language, 'required');
    await expect(page.getByText(word(language, 'application', 'faults.title', { number: 2 }))).toBeVisible();
  });
  await phone.fill('12345');
  await email.fill('ata-ana@');
  await next(page, 'kk');
  await inBothLanguages(page, async (language) => {
    await faultAt(phone, language, 'phone-malformed');
    await faultAt(email, language, 'email-malformed');
    await desk.picture('step-1-contacts-wrong');
  });
  await phone.fill('8 701 555 02 01');
  await expect(phone).toHaveValue(PHONE);
  await page.getByLabel(word('kk', 'application', 'applicant.noEmail')).check();
  await next(page, 'kk');
  await expect(page.getByText(word('kk', 'application', 'child.title'))).toBeVisible();
});

test("the child's IIN: of an adult, of the applicant, of a child over age; corrected, it is filed", async ({
  desk,
}) => {
  const { page } = desk;
  await fillApplicant(page, 'kk', applicant(mother.iin));
  await next(page, 'kk');
  const iin = field(page, 'children.0.iin');
  await page
    .getByRole('combobox', { name: word('kk', 'application', 'child.settlement') })
    .fill('Красный Яр');
  await page.keyboard.press('Escape');
  await iin.fill(father.iin);
  await inBothLanguages(page, (language) => faultAt(iin, language, 'iin-adult'));
  await iin.fill(mother.iin);
  await inBothLanguages(page, (language) =>
    expect(iin).toHaveAccessibleDescription(
      new RegExp(
        `${failureWords(language, 'iin-adult').text}|${failureWords(language, 'iin-same-as-applicant').text}`,
      ),
    ),
  );
  await iin.fill(demoPerson('kopbalaev-2018').iin);
  await inBothLanguages(page, async (language) => {
    await faultAt(iin, language, 'over-age');
    await desk.picture('step-2-over-age');
  });
  await next(page, 'kk');
  await expect(iin).toBeFocused();
  await expect(field(page, 'settlement')).toHaveValue('Красный Яр');

  await fillChild(page, 'kk', { iin: child.iin, settlement: 'Красный Яр' });
  await noFaultAt(iin);
  await next(page, 'kk');
  await submit(page, 'kk');
  expect(await queueNumber(page, 'kk')).toBeGreaterThan(0);
});

test('nothing filled in: every field says so, in its place, and the first of them has the focus', async ({
  desk,
}) => {
  const { page } = desk;
  await next(page, 'kk');
  await expect(field(page, 'applicant.iin')).toBeFocused();
  await inBothLanguages(page, (language) => faultAt(field(page, 'applicant.iin'), language, 'required'));
  await fillApplicant(page, 'kk', applicant(mother.iin));
  await next(page, 'kk');
  await next(page, 'kk');
  await inBothLanguages(page, async (language) => {
    const { text } = failureWords(language, 'required');
    await faultAt(field(page, 'children.0.iin'), language, 'required');
    await faultAt(field(page, 'settlement'), language, 'required');
    await expect(field(page, 'language').getByText(text)).toBeVisible();
  });
});

test('nobody of the family is registered here: said at once, and what to do', async ({ desk }) => {
  const { page } = desk;
  const homeless = demoPerson('tirkeusizova-mother');
  await fillApplicant(page, 'kk', applicant(homeless.iin));
  await inBothLanguages(page, (language) =>
    expect(page.getByText(word(language, 'application', 'applicant.noRegistration'))).toBeVisible(),
  );
  await next(page, 'kk');
  await fillChild(page, 'kk', { iin: demoPerson('tirkeusizov-2023').iin, settlement: 'Көкшетау' });
  await next(page, 'kk');
  await inBothLanguages(page, async (language) => {
    await notice(page, language, 'not-registered');
    await desk.picture('not-registered');
  });
  await expect(page.getByText(word('kk', 'application', 'child.title'))).toBeVisible();
  // The other parent, who is registered, files instead.
  await page
    .getByRole('link', { name: word('kk', 'common', 'action.back') })
    .last()
    .click();
  await expect(field(page, 'applicant.phone')).toHaveValue(PHONE);
  await field(page, 'applicant.iin').fill(mother.iin);
  await expect(page.getByText(word('kk', 'application', 'registry.filled'))).toBeVisible();
  await next(page, 'kk');
  await next(page, 'kk');
  await expect(page.getByText(word('kk', 'application', 'review.lead'))).toBeVisible();
});

test('a deceased person cannot apply, nor be entered by hand', async ({ desk }) => {
  const { page } = desk;
  await field(page, 'applicant.phone').fill('7015550201');
  await field(page, 'applicant.iin').fill(demoPerson('jetimova-mother').iin);
  await inBothLanguages(page, async (language) => {
    await notice(page, language, 'person-deceased');
    await desk.picture('person-deceased');
    await expect(page.getByLabel(word(language, 'application', 'applicant.surname'))).toBeHidden();
  });
  await next(page, 'kk');
  await expect(field(page, 'applicant.iin')).toBeFocused();
  await fillApplicant(page, 'kk', applicant(mother.iin));
  await next(page, 'kk');
  await expect(page.getByText(word('kk', 'application', 'child.title'))).toBeVisible();
});

test('ГБД ФЛ silent: entered by hand, marked as not confirmed, filed with a paper', async ({
  office,
  desk,
}) => {
  const { page } = desk;
  const person = demoPerson('jalgyzova-mother');
  const young = demoPerson('jalgyzova-2025');
  await office.set('gbdfl', { answer: 'silence' });
  await field(page, 'applicant.phone').fill('7015550202');
  await field(page, 'applicant.iin').fill(person.iin);
  await inBothLanguages(page, async (language) => {
    await notice(page, language, 'registry-unavailable');
    await desk.picture('registry-unavailable');
    const mark = word(language, 'application', 'registry.unconfirmed');
    await expect(page.getByText(mark, { exact: true })).toBeVisible();
  });
  await page.getByLabel(word('kk', 'application', 'applicant.surname')).fill(person.surname);
  await page.getByLabel(word('kk', 'application', 'applicant.given')).fill(person.name);
  await page
    .getByLabel(word('kk', 'application', 'address.city'))
    .first()
    .fill('Көкшетау');
  await field(page, 'applicant.email').fill('ata-ana@example.kz');
  await expect(field(page, 'applicant.birthDate')).toHaveValue('04.03.1999');
  await next(page, 'kk');
  await fillChildByHand(page, young);
  await next(page, 'kk');
  await inBothLanguages(page, (language) =>
    expect(page.getByText(failureWords(language, 'file-required').text).first()).toBeVisible(),
  );
  await page
    .locator('#field-attachments-registration input[type=file]')
    .setInputFiles(await pdfScan('мекенжай анықтамасы.pdf', 'Мекенжай анықтамасы'));
  await expect(page.getByText('мекенжай анықтамасы.pdf', { exact: true })).toBeVisible();
  await next(page, 'kk');
  const unconfirmed = word('kk', 'application', 'registry.unconfirmed');
  await expect(page.getByText(`${person.surname} ${person.name}`, { exact: true }).first()).toBeVisible();
  await expect(page.getByText(unconfirmed, { exact: true })).toHaveCount(2);
  await submit(page, 'kk');
  expect(await queueNumber(page, 'kk')).toBeGreaterThan(0);
  await page.getByRole('button', { name: word('kk', 'common', 'action.ok'), exact: true }).click();
  await page.getByRole('table').getByText(young.iin).click();
  await expect(page.getByText(word('kk', 'journal', 'card.source.manual')).first()).toBeVisible();
});

test('nobody of that IIN in ГБД ФЛ: said mildly, and the person is entered by hand', async ({ desk }) => {
  const { page } = desk;
  const person = demoPerson('belgisizova-mother');
  await field(page, 'applicant.iin').fill(person.iin);
  await inBothLanguages(page, async (language) => {
    await notice(page, language, 'person-not-found');
    const mark = word(language, 'application', 'registry.unconfirmed');
    await expect(page.getByText(mark, { exact: true })).toBeVisible();
  });
  await page.getByLabel(word('kk', 'application', 'applicant.surname')).fill(person.surname);
  await page.getByLabel(word('kk', 'application', 'applicant.given')).fill(person.name);
  await next(page, 'kk');
  await expect(field(page, 'applicant.phone')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel(word('kk', 'application', 'applicant.surname'))).toHaveValue(person.surname);
});

async function fillChildByHand(
  page: Page,
  young: { readonly iin: string; readonly surname: string; readonly name: string },
): Promise<void> {
  await field(page, 'children.0.iin').fill(young.iin);
  await page.getByLabel(word('kk', 'application', 'child.surname')).fill(young.surname);
  await page.getByLabel(word('kk', 'application', 'child.given')).fill(young.name);
  await page.getByRole('combobox', { name: word('kk', 'application', 'child.settlement') }).fill('Көкшетау');
  await page.keyboard.press('Escape');
  await page.getByLabel(word('kk', 'application', 'child.languageOf.ru'), { exact: true }).check();
}
