import type { Page } from '@playwright/test';
import type { FailureCode } from '../../core/domain/failure.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { fillApplicant, fillChild, next, startOver, word } from './journey.ts';
import {
  cutOff,
  disguisedProgram,
  emptyFile,
  pdfScan,
  pictureScan,
  type Scan,
  tooLargeFile,
} from './scans.ts';
import { failureWords, inBothLanguages, notice } from './seen.ts';
import { expect, test } from './stage.ts';

/** A scan that cannot be taken is refused with its name, the reason and what to do; what was attached before stays. */

test.beforeEach(async ({ desk: { page } }) => {
  const mother = demoPerson('kopbalaeva-mother');
  await startOver(page, 'kk');
  await fillApplicant(page, 'kk', { iin: mother.iin, phone: '7015550301', email: 'ata-ana@example.kz' });
  await next(page, 'kk');
  await page.getByLabel(word('kk', 'application', 'child.nonResident'), { exact: true }).check();
});

const zone = (page: Page) => page.locator('#field-attachments-non-resident');
const attach = (page: Page, ...scans: Scan[]) => zone(page).locator('input[type=file]').setInputFiles(scans);

test('an unreadable, a disguised, an empty, a locked and a too large file', async ({
  desk: { page, pictures },
}) => {
  const good = await pictureScan(page, 'паспорт.jpg', 'Шетел азаматының паспорты');
  await attach(page, good);
  await expect(page.getByText('паспорт.jpg', { exact: true })).toBeVisible();
  const bad: readonly (readonly [Scan, FailureCode])[] = [
    [disguisedProgram(), 'file-type'],
    [emptyFile, 'file-empty'],
    [cutOff(good, 3000, 'үзілген.jpg'), 'file-unreadable'],
    [await pdfScan('құпиясөзбен.pdf', 'Құпия', 'password'), 'file-unreadable'],
    [tooLargeFile(), 'file-too-large'],
  ];
  for (const [scan, code] of bad) {
    await attach(page, scan);
    await inBothLanguages(page, async (language) => {
      const shown = await notice(page, language, code);
      await expect(shown).toContainText(word(language, 'application', 'upload.failed', { name: scan.name }));
    });
    await expect(page.getByRole('listitem').filter({ hasText: 'паспорт.jpg' })).toBeVisible();
    if (code === 'file-type') await pictures('file-type');
  }
  await attach(page, await pdfScan('рұқсат.pdf', 'Тұруға рұқсат'));
  await expect(page.getByText('рұқсат.pdf', { exact: true })).toBeVisible();
  await expect(page.locator('[data-failure]')).toHaveCount(0);
});

test('ten files are taken, the eleventh is not; one is taken away, another comes', async ({
  desk: { page },
}) => {
  const scans = await Promise.all(
    Array.from({ length: 11 }, (_, index) => pdfScan(`бет-${index + 1}.pdf`, `${index + 1}-бет`)),
  );
  await attach(page, ...scans);
  await inBothLanguages(page, async (language) => {
    const shown = await notice(page, language, 'too-many-files');
    await expect(shown).toContainText(word(language, 'application', 'upload.failed', { name: 'бет-11.pdf' }));
  });
  const list = page.getByRole('list', { name: word('kk', 'application', 'upload.list') });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  await page
    .getByRole('button', { name: word('kk', 'application', 'upload.remove', { name: 'бет-1.pdf' }) })
    .click();
  await expect(list.getByRole('listitem')).toHaveCount(9);
  await attach(page, ...scans.slice(10));
  await expect(list.getByText('бет-11.pdf')).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveCount(10);
});

test('what has to be shown on paper is missed in its place, before anything is signed', async ({ desk }) => {
  const { page } = desk;
  await fillChild(page, 'kk', { iin: demoPerson('kopbalaeva-2021').iin, settlement: 'Көкшетау' });
  await page.getByLabel(word('kk', 'application', 'child.relationOf.guardian'), { exact: true }).check();
  await page.getByRole('radio', { name: word('kk', 'application', 'child.groupKindOf.special') }).check();
  await page.getByLabel(word('kk', 'application', 'child.benefit'), { exact: true }).check();
  await next(page, 'kk');
  await inBothLanguages(page, async (language) => {
    const { text } = failureWords(language, 'file-required');
    for (const purpose of ['non-resident', 'relation', 'conclusion', 'benefit']) {
      const group = page.getByRole('group').filter({ has: page.locator(`#field-attachments-${purpose}`) });
      await expect(group.getByText(text).first()).toBeVisible();
    }
    await desk.picture('step-2-papers-missing');
  });
  await expect(page.locator('#field-settlement')).toHaveValue('Көкшетау');
});
