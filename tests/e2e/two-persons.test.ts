import { expect, test } from '@playwright/test';
import { LINKS } from '../../renderer/links.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import { asks } from './card.ts';
import {
  beginApplication,
  fillApplicant,
  fillChild,
  goTo,
  kk,
  next,
  queueNumber,
  submit,
} from './journey.ts';
import type { Office } from './office.ts';
import { pdfScan } from './scans.ts';
import { changeTo, confirmed, enter, inDialog } from './staff.ts';
import { ownOffice } from './stage.ts';

/** The moderator's day, the head's decision and the operator's work list, each in its own hands (issue 4.5). */
let office: Office;
ownOffice(async (opened) => {
  office = opened;
});

test('a benefit is confirmed by the moderator, a refusal proposed by the operator and declined by the head', async () => {
  const mother = demoPerson('synaqova-mother');
  const child = demoPerson('synaqov-2022');
  const desk = await enter(office, 'operator');
  const { page } = desk;
  await beginApplication(page, 'kk');
  await fillApplicant(page, 'kk', { iin: mother.iin, phone: '7015550303', email: 'ana@example.kz' });
  await next(page, 'kk');
  await fillChild(page, 'kk', { iin: child.iin, settlement: 'Көкшетау' });
  await page.getByLabel(kk('application', 'child.benefit'), { exact: true }).check();
  await page.getByRole('combobox', { name: kk('application', 'child.benefitCategory') }).click();
  await page.getByRole('option', { name: /көпбалалы/ }).click();
  await page
    .locator('#field-attachments-benefit input[type=file]')
    .setInputFiles(await pdfScan('анықтама.pdf', 'Анықтама'));
  await next(page, 'kk');
  await asks(office, 'synaqova-mother');
  await submit(page, 'kk');
  await queueNumber(page, 'kk');

  await goTo(page, LINKS.cabinet);
  await changeTo(office, page, 'moderator');
  const benefits = page.getByRole('link', { name: kk('benefit', 'cabinet.title') });
  await expect(benefits).toContainText(kk('benefit', 'cabinet.waiting', { number: 1 }));
  await benefits.click();
  await page.getByRole('button', { name: new RegExp(`^${kk('benefit', 'open')}`) }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await expectAccessible(page);
  await desk.pictures('benefit-claim');
  await page.getByRole('button', { name: kk('benefit', 'confirm.action') }).click();
  await inDialog(page, kk('benefit', 'confirm.action')).click();
  await confirmed(page, kk('benefit', 'confirm.done'));
  await expect(page.getByRole('heading', { name: kk('benefit', 'empty') })).toBeVisible();

  await changeTo(office, page, 'operator');
  await page.getByRole('link', { name: kk('work', 'cabinet.title') }).click();
  await expect(page.getByRole('heading', { name: kk('work', 'empty') })).toBeVisible();
  await goTo(page, LINKS.journal);
  await page.getByText(child.iin).first().dblclick();
  await page.getByRole('button', { name: kk('proposal', 'menu') }).click();
  await page.getByRole('menuitem', { name: kk('proposal', 'kind.reject') }).click();
  await page.getByRole('radio', { name: /^RJ2/ }).check();
  await page.getByLabel(kk('proposal', 'reject.facts')).fill('Ауданда тіркелмеген');
  await page.getByLabel(kk('proposal', 'reject.hearing')).fill('Өтініш беруші келмеді');
  await desk.pictures('propose-refusal');
  await page.getByRole('button', { name: kk('proposal', 'propose.action') }).click();
  await confirmed(page, kk('proposal', 'propose.done'));

  await changeTo(office, page, 'head');
  const proposals = page.getByRole('link', { name: kk('proposal', 'cabinet.title') });
  await expect(proposals).toContainText(kk('proposal', 'cabinet.waiting', { number: 1 }));
  await proposals.click();
  await expect(page.getByText('Ауданда тіркелмеген')).toBeVisible();
  await expectAccessible(page);
  await desk.pictures('proposals');
  await page.getByRole('button', { name: kk('proposal', 'decline.action') }).click();
  await page.getByLabel(kk('proposal', 'decline.reason')).fill('Тіркеу расталды');
  await desk.pictures('decline');
  await inDialog(page, kk('proposal', 'decline.action')).click();
  await confirmed(page, kk('proposal', 'decline.done'));
  await expect(page.getByText('Тіркеу расталды')).toBeVisible();
  await desk.close();
});
