import type { Page } from '@playwright/test';
import { almatyDay, formatDate } from '../../core/domain/almaty.ts';
import type { AttachmentPurpose } from '../../core/domain/application-form.ts';
import { compareKazakh } from '../../core/domain/kazakh.ts';
import { QOSSHY } from '../simulators/demo-people/person.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import { fileElsewhere, openElsewhere } from './elsewhere.ts';
import {
  fillApplicant,
  fillChild,
  type Language,
  leaveUnfinished,
  next,
  print,
  queueNumber,
  startOver,
  submit,
  word,
} from './journey.ts';
import { pdfScan, pictureScan, type Scan } from './scans.ts';
import { expect, test } from './stage.ts';

/** Applications that are not like most: twins, a guardian, a special group, a non-resident, and the papers they come with. */

async function applicant(page: Page, language: Language, person: string): Promise<void> {
  await startOver(page, language);
  await fillApplicant(page, language, {
    iin: demoPerson(person).iin,
    phone: '7015550801',
    email: 'ata-ana@example.kz',
  });
  await next(page, language);
}

async function attach(page: Page, purpose: AttachmentPurpose, scan: Scan): Promise<void> {
  await page.locator(`#field-attachments-${purpose} input[type=file]`).setInputFiles(scan);
  await expect(page.getByText(scan.name, { exact: true })).toBeVisible();
}

/** «ОК» and the card of this child, at a tab of it. */
async function openCard(page: Page, language: Language, iin: string, tab: string): Promise<void> {
  await page.getByRole('button', { name: word(language, 'common', 'action.ok'), exact: true }).click();
  await page.getByRole('table').getByText(iin).click();
  await page.getByRole('tab', { name: word(language, 'journal', `card.tab.${tab}`) }).click();
}

test('twins: one form, one signature, two numbers next to each other', async ({ desk }) => {
  const { page } = desk;
  const twins = [demoPerson('ulgibaev-twin-one'), demoPerson('ulgibaeva-twin-two')] as const;
  await applicant(page, 'kk', 'ulgibaeva-mother');
  await page.getByLabel(word('kk', 'application', 'child.twins'), { exact: true }).check();
  for (const [index, { iin }] of twins.entries())
    await page.getByLabel(word('kk', 'application', 'child.iinOf', { number: index + 1 })).fill(iin);
  await expect(page.getByText(word('kk', 'application', 'registry.filled'))).toHaveCount(2);
  await page.getByRole('combobox', { name: word('kk', 'application', 'child.settlement') }).fill('Көкшетау');
  await page.keyboard.press('Escape');
  await page.getByLabel(word('kk', 'application', 'child.languageOf.kk'), { exact: true }).check();
  await desk.pictures('step-2-twins');
  await next(page, 'kk');
  await desk.pictures('review-twins');
  await submit(page, 'kk');
  const first = await queueNumber(page, 'kk');
  const pattern = word('kk', 'application', 'success.text', { number: '(\\d+)' });
  const said = page.getByRole('dialog').getByRole('heading', { name: new RegExp(pattern) });
  await expect(said).toHaveCount(2);
  const numbers = (await said.allTextContents()).map((text) => Number(new RegExp(pattern).exec(text)?.[1]));
  expect(numbers.toSorted((left, right) => left - right)).toEqual([
    Math.min(...numbers),
    Math.min(...numbers) + 1,
  ]);
  expect(numbers).toContain(first);
  for (const { name } of twins)
    await expect(page.getByRole('dialog').getByText(new RegExp(name, 'i')).first()).toBeVisible();
  await expectAccessible(page);
  await desk.pictures('success-twins');
  await page.getByRole('button', { name: word('kk', 'common', 'action.ok'), exact: true }).click();
  for (const { iin } of twins) await expect(page.getByRole('table').getByText(iin)).toBeVisible();
  await page.getByRole('table').getByText(twins[1].iin).click();
  await expect(page.getByText(word('kk', 'application', 'child.twins')).first()).toBeVisible();
  await desk.pictures('card-twins');
});

test('a guardian shows the paper that says so', async ({ desk }) => {
  const { page } = desk;
  const orphan = demoPerson('jetimov-2022');
  await applicant(page, 'ru', 'qamqorova-guardian');
  await fillChild(page, 'ru', { iin: orphan.iin, settlement: 'Көкшетау' });
  await page.getByLabel(word('ru', 'application', 'child.relationOf.guardian'), { exact: true }).check();
  await attach(page, 'relation', await pdfScan('опека.pdf', 'Қамқоршылық туралы шешім'));
  await desk.pictures('step-2-guardian');
  await next(page, 'ru');
  await submit(page, 'ru');
  expect(await queueNumber(page, 'ru')).toBeGreaterThan(0);
  await openCard(page, 'ru', orphan.iin, 'information');
  await expect(page.getByText(word('ru', 'application', 'child.relationOf.guardian')).first()).toBeVisible();
  await page.getByRole('tab', { name: word('ru', 'journal', 'card.tab.documents') }).click();
  await expect(page.getByText('опека.pdf', { exact: true })).toBeVisible();
});

test('a child for a special group comes with the conclusion of the ПМПК', async ({ desk }) => {
  const { page } = desk;
  const child = demoPerson('erekshev-2021');
  await applicant(page, 'kk', 'ereksheva-mother');
  await fillChild(page, 'kk', { iin: child.iin, settlement: 'Көкшетау' });
  await page.getByRole('radio', { name: word('kk', 'application', 'child.groupKindOf.special') }).check();
  await attach(page, 'conclusion', await pictureScan(page, 'ПМПК.jpg', 'ПМПК қорытындысы'));
  await desk.pictures('step-2-special');
  await next(page, 'kk');
  await submit(page, 'kk');
  expect(await queueNumber(page, 'kk')).toBe(1);
  await openCard(page, 'kk', child.iin, 'information');
  await expect(page.getByText(word('kk', 'application', 'child.groupKindOf.special')).first()).toBeVisible();
});

test('a non-resident: papers looked at before signing, pending until they are checked, printed from the card', async ({
  office,
  desk,
}) => {
  const { page } = desk;
  const child = demoPerson('sheteldikov-2024');
  await applicant(page, 'ru', 'sheteldikova-mother');
  await page.getByLabel(word('ru', 'application', 'child.nonResident'), { exact: true }).check();
  await fillChild(page, 'ru', { iin: child.iin, settlement: 'Көкшетау' });
  await attach(page, 'non-resident', await pictureScan(page, 'паспорт.png', 'Шетел азаматының паспорты'));
  await attach(page, 'non-resident', await pdfScan('вид на жительство.pdf', 'Тұруға ықтиярхат'));
  await desk.pictures('step-2-non-resident');

  for (const name of ['паспорт.png', 'вид на жительство.pdf']) {
    await page.getByRole('button', { name: word('ru', 'application', 'upload.preview', { name }) }).click();
    const view = page.getByRole('dialog', { name });
    await expect(view.locator('canvas, img').first()).toBeVisible();
    await desk.pictures(`preview-${name.endsWith('.pdf') ? 'pdf' : 'picture'}`);
    await view.getByRole('button', { name: word('ru', 'document', 'view.zoomIn') }).click();
    await view.getByRole('button', { name: word('ru', 'document', 'view.rotate') }).click();
    await expectAccessible(page);
    await view.getByRole('button', { name: word('ru', 'document', 'view.close') }).click();
    await expect(view).toBeHidden();
  }
  await next(page, 'ru');
  await desk.pictures('review-non-resident');
  await submit(page, 'ru');
  expect(await queueNumber(page, 'ru')).toBeGreaterThan(0);
  await openCard(page, 'ru', child.iin, 'documents');
  await expect(page.getByText(word('ru', 'status', 'name.pending')).first()).toBeVisible();
  await desk.pictures('card-documents-attached');
  const before = (await office.printed()).length;
  await print(
    page,
    'ru',
    page.getByRole('button', {
      name: word('ru', 'document', 'printNamed', { name: 'вид на жительство.pdf' }),
    }),
  );
  expect((await office.printed()).length).toBe(before + 1);
  expect((await office.printed()).at(-1)?.subarray(0, 5).toString('latin1')).toBe('%PDF-');
});

test('a child moves here from another district, and keeps its filing time', async ({ office, desk }) => {
  const { page } = desk;
  const child = demoPerson('uaqytov-2023');
  const there = await openElsewhere(office, QOSSHY.code);
  await fileElsewhere(there, 'uaqytova-mother', child.key, { district: QOSSHY.code, settlement: 'Қосшы' });
  await applicant(page, 'kk', 'uaqytova-mother');
  await fillChild(page, 'kk', { iin: child.iin, settlement: 'Көкшетау' });
  await page.getByLabel(word('kk', 'application', 'child.moves'), { exact: true }).check();
  await desk.pictures('step-2-moves');
  await next(page, 'kk');
  await submit(page, 'kk');
  expect(await queueNumber(page, 'kk')).toBeGreaterThan(0);
  await openCard(page, 'kk', child.iin, 'history');
  await expect(page.getByText(word('kk', 'history', 'fact.movedFrom'))).toBeVisible();
  await desk.pictures('card-moved');
});

test('the journal stands in the order of the Kazakh alphabet, with dates as people write them', async ({
  desk,
}) => {
  const { page } = desk;
  await leaveUnfinished(page, 'kk');
  await page.getByRole('link', { name: word('kk', 'cabinet', 'journal.title') }).click();
  const column = word('kk', 'journal', 'column.childName');
  const header = page.getByRole('columnheader').filter({ hasText: column });
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  const names = page.getByRole('table').getByRole('rowheader');
  await expect.poll(async () => isSorted(await names.allTextContents())).toBe(true);
  const shown = await names.allTextContents();
  const of = (surname: string): number => shown.findIndex((name) => name.startsWith(surname.toUpperCase()));
  // By their codes Ү stands after Ш; in the alphabet before it.
  expect(of('Үлгібаев')).toBeGreaterThan(of('Ерекшев'));
  expect(of('Үлгібаев')).toBeLessThan(of('Шетелдіков'));
  const today = formatDate(almatyDay(Date.now()));
  await expect(page.getByRole('row').filter({ hasText: demoPerson('sheteldikov-2024').iin })).toContainText(
    today,
  );
  await desk.pictures('journal-sorted');
});

function isSorted(names: readonly string[]): boolean {
  return names.length > 1 && names.every((name, index) => compareKazakh(names[index - 1] ?? '', name) <= 0);
}
