import { expect, type Page, test } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import {
  beginApplication,
  choose,
  fillApplicant,
  fillChild,
  next,
  queueNumber,
  signIn,
  submit,
  word,
} from './journey.ts';
import { type Office, openOffice } from './office.ts';
import { pdfScan } from './scans.ts';

/** The moderator's day, the head's decision and the operator's work list, each in its own hands (issue 4.5). */
let office: Office;
test.beforeAll(async () => {
  office = await openOffice();
});
test.afterEach(() => {
  expect(office.errors).toEqual([]);
});
test.afterAll(async () => {
  await office.close();
});

const language = 'kk';
const key = (person: string) =>
  office.set('ncalayer', { key: { person, kind: 'gost', state: 'valid', organisation: false } });
async function changeTo(page: Page, person: string): Promise<void> {
  await page.getByRole('button', { name: word(language, 'common', 'person.leave') }).click();
  await key(person);
  await signIn(page, language, { email: `${person}@example.kz` });
}

test('a benefit is confirmed by the moderator, a refusal proposed by the operator and declined by the head', async () => {
  const mother = demoPerson('synaqova-mother');
  const child = demoPerson('synaqov-2022');
  const desk = await office.open('desk', 'desk-two-persons');
  const { page } = desk;
  await choose(page, language);
  await signIn(page, language, { email: 'operator@example.kz' });
  await beginApplication(page, language);
  await fillApplicant(page, language, { iin: mother.iin, phone: '7015550303', email: 'ana@example.kz' });
  await next(page, language);
  await fillChild(page, language, { iin: child.iin, settlement: 'Көкшетау' });
  await page.getByLabel(word(language, 'application', 'child.benefit'), { exact: true }).check();
  await page.getByRole('combobox', { name: word(language, 'application', 'child.benefitCategory') }).click();
  await page.getByRole('option', { name: /көпбалалы/ }).click();
  await page
    .locator('#field-attachments-benefit input[type=file]')
    .setInputFiles(await pdfScan('анықтама.pdf', 'Анықтама'));
  await next(page, language);
  await key('synaqova-mother');
  await submit(page, language);
  await queueNumber(page, language);

  await page.evaluate(() => {
    window.location.hash = '#/cabinet';
  });
  await changeTo(page, 'moderator');
  const benefits = page.getByRole('link', { name: word(language, 'benefit', 'cabinet.title') });
  await expect(benefits).toContainText(word(language, 'benefit', 'cabinet.waiting', { number: 1 }));
  await benefits.click();
  await page.getByRole('button', { name: new RegExp(`^${word(language, 'benefit', 'open')}`) }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await expectAccessible(page);
  await desk.pictures('benefit-claim');
  await page.getByRole('button', { name: word(language, 'benefit', 'confirm.action') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: word(language, 'benefit', 'confirm.action') })
    .click();
  await expect(page.getByText(word(language, 'benefit', 'confirm.done'))).toBeVisible();
  await page.getByRole('button', { name: word(language, 'command', 'ok') }).click();
  await expect(page.getByRole('heading', { name: word(language, 'benefit', 'empty') })).toBeVisible();

  await changeTo(page, 'operator');
  await page.getByRole('link', { name: word(language, 'work', 'cabinet.title') }).click();
  await expect(page.getByRole('heading', { name: word(language, 'work', 'empty') })).toBeVisible();
  await page.evaluate(() => {
    window.location.hash = '#/journal';
  });
  await page.getByText(child.iin).first().dblclick();
  await page.getByRole('button', { name: word(language, 'proposal', 'menu') }).click();
  await page.getByRole('menuitem', { name: word(language, 'proposal', 'kind.reject') }).click();
  await page.getByRole('radio', { name: /^RJ2/ }).check();
  await page.getByLabel(word(language, 'proposal', 'reject.facts')).fill('Ауданда тіркелмеген');
  await page.getByLabel(word(language, 'proposal', 'reject.hearing')).fill('Өтініш беруші келмеді');
  await desk.pictures('propose-refusal');
  await page.getByRole('button', { name: word(language, 'proposal', 'propose.action') }).click();
  await expect(page.getByText(word(language, 'proposal', 'propose.done'))).toBeVisible();
  await page.getByRole('button', { name: word(language, 'command', 'ok') }).click();

  await changeTo(page, 'head');
  const proposals = page.getByRole('link', { name: word(language, 'proposal', 'cabinet.title') });
  await expect(proposals).toContainText(word(language, 'proposal', 'cabinet.waiting', { number: 1 }));
  await proposals.click();
  await expect(page.getByText('Ауданда тіркелмеген')).toBeVisible();
  await expectAccessible(page);
  await desk.pictures('proposals');
  await page.getByRole('button', { name: word(language, 'proposal', 'decline.action') }).click();
  await page.getByLabel(word(language, 'proposal', 'decline.reason')).fill('Тіркеу расталды');
  await desk.pictures('decline');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: word(language, 'proposal', 'decline.action') })
    .click();
  await expect(page.getByText(word(language, 'proposal', 'decline.done'))).toBeVisible();
  await page.getByRole('button', { name: word(language, 'command', 'ok') }).click();
  await expect(page.getByText('Тіркеу расталды')).toBeVisible();
  await desk.close();
});
