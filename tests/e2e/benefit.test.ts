import { expect, test } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
import { beginApplication, fillApplicant, type Language, next, word } from './journey.ts';
import type { Office } from './office.ts';
import { pdfScan } from './scans.ts';
import { enter } from './staff.ts';
import { ownOffice } from './stage.ts';

/** Twins and a claimed benefit on one form: each wants its own, and nothing given is lost. */
let office: Office;
ownOffice(async (opened) => {
  office = opened;
});

const families = [
  ['kk', 'ulgibaeva-mother'],
  ['ru', 'qiyalova-mother'],
] as const satisfies readonly (readonly [Language, string])[];

for (const [language, key] of families)
  test(`a form with a benefit wants its paper, and keeps it (${language})`, async () => {
    const mother = demoPerson(key);
    const window = await enter(office, 'operator', `benefit-${language}`, language);
    const { page } = window;
    await beginApplication(page, language);
    await fillApplicant(page, language, { iin: mother.iin, phone: '7015550303', email: 'ana@example.kz' });
    await next(page, language);
    await page.getByLabel(word(language, 'application', 'child.twins'), { exact: true }).check();
    await page.getByLabel(word(language, 'application', 'child.benefit'), { exact: true }).check();
    await next(page, language);
    await expect(page.getByText(word(language, 'failure', 'required.text')).first()).toBeVisible();
    await page
      .locator('#field-attachments-benefit input[type=file]')
      .setInputFiles(await pdfScan('анықтама.pdf', 'Анықтама'));
    await expect(page.getByText('анықтама.pdf', { exact: true })).toBeVisible();
    await window.picture('step-2-benefit-twins');
    await window.close();
  });
