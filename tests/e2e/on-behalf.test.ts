import type { Page } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
import { codeField, giveCode, messagesTo, newCode, wrong } from './codes.ts';
import { fillApplicant, fillChild, next, print, queueNumber, startOver, submit, word } from './journey.ts';
import { asOnPaper, wordsOf } from './paper.ts';
import { pdfScan } from './scans.ts';
import { failureWords, notice } from './seen.ts';
import { expect, test } from './stage.ts';

/**
 * An operator files for a parent who has no EDS: with the operator's own key and the parent's consent, by a code or on paper.
 * The slip, the card and the history say so, and the parent's key is never asked for.
 */
const L = 'kk';
const operator = demoPerson('operator');
const said = (key: string, values = {}) => word(L, 'consent', key, values);

/** The form of a family up to the review page, where the operator takes the signature upon himself. */
async function fill(page: Page, parent: string, child: string): Promise<void> {
  await startOver(page, L);
  const { iin, phone } = demoPerson(parent);
  await fillApplicant(page, L, { iin, phone: phone?.slice(2) ?? '', email: 'ata-ana@example.kz' });
  await next(page, L);
  await fillChild(page, L, { iin: demoPerson(child).iin, settlement: 'Көкшетау' });
  await next(page, L);
  await page.getByLabel(said('operator')).check();
  await expect(page.getByText(said('words'))).toBeVisible();
}

/** «ОК», the journal with its mark, the card with who signed and on what, its history, and what was signed. */
async function seenEverywhere(page: Page, child: string, by: string, event: string): Promise<void> {
  await page.getByRole('button', { name: word(L, 'common', 'action.ok') }).click();
  const row = page.getByRole('row').filter({ hasText: demoPerson(child).iin });
  await expect(row.getByText(word(L, 'journal', 'row.onBehalf'))).toBeVisible();
  await row.getByRole('button').first().click();
  await expect(page.getByText(said('onBehalf')).first()).toBeVisible();
  await expect(page.getByText(by).first()).toBeVisible();
  await page.getByRole('tab', { name: word(L, 'journal', 'card.tab.history') }).click();
  await expect(page.getByText(word(L, 'history', `event.${event}`))).toBeVisible();
  await page.getByRole('tab', { name: word(L, 'journal', 'card.tab.signature') }).click();
  await expect(page.getByText(word(L, 'signature', 'verdict.title'))).toBeVisible();
  await expect(page.getByText(by).first()).toBeVisible();
  await expect(page.getByText(operator.iin).first()).toBeVisible();
}

test('with the parent’s code, a wrong one first', async ({ office, desk }) => {
  const { page, pictures } = desk;
  const parent = demoPerson('qiyalova-mother');
  const phone = parent.phone ?? '';
  // Were the parent's key asked for, NCALayer would have none to give: it knows the operator's alone.
  await office.set('ncalayer', {
    key: { person: 'operator', kind: 'gost', state: 'valid', organisation: false },
    whoComes: 'chosen',
  });
  await fill(page, 'qiyalova-mother', 'qiyalov-twin-two');
  await submit(page, L);
  await notice(page, L, 'consent-required');

  // A number that is not the parent's: said at its field, with the paper as the way on.
  const field = page.getByLabel(said('phone'));
  await field.fill('7015550199');
  await page.getByRole('button', { name: said('ask') }).click();
  await expect(field).toHaveAccessibleDescription(
    new RegExp(failureWords(L, 'phone-not-linked').text.replaceAll('.', '\\.')),
  );
  await expect(page.getByText(said('paperInstead'))).toBeVisible();
  await pictures('on-behalf-not-linked');

  const before = (await messagesTo(office, phone)).length;
  await field.fill(phone.slice(2));
  await page.getByRole('button', { name: said('ask') }).click();
  const code = await newCode(office, phone, before);
  await giveCode(page, L, wrong(code), said('give'));
  await expect(codeField(page, L)).toHaveAccessibleDescription(
    new RegExp(failureWords(L, 'code-wrong').next),
  );
  await pictures('on-behalf-code-wrong');
  await giveCode(page, L, code, said('give'));
  await expect(page.getByText(said('given'))).toBeVisible();
  await pictures('on-behalf-code-given');
  await submit(page, L);
  expect(await queueNumber(page, L)).toBeGreaterThan(0);
  await expect(page.getByText(said('doneCode'))).toBeVisible();
  await pictures('on-behalf-received');
  await print(page, L, page.getByRole('button', { name: word(L, 'document', 'print') }).first());
  if (office.noPrinter === null) {
    await expect.poll(async () => (await office.printed()).length).toBeGreaterThan(0);
    const paper = await wordsOf((await office.printed()).at(-1) ?? Buffer.alloc(0));
    expect(paper).toContain(asOnPaper(word(L, 'paper', 'registration.signedOperator')));
  }
  await seenEverywhere(page, 'qiyalov-twin-two', said('by.codeOnly'), 'filed-with-code-consent');
  await pictures('on-behalf-card');
});

test('with the consent on paper: printed, signed, scanned, attached', async ({ office, desk }) => {
  const { page, pictures } = desk;
  await office.set('ncalayer', {
    key: { person: 'operator', kind: 'gost', state: 'valid', organisation: false },
    whoComes: 'chosen',
  });
  await fill(page, 'qiyalova-mother', 'qiyalov-twin-one');
  await page.getByLabel(said('paper'), { exact: true }).check();
  await print(page, L, page.getByRole('button', { name: word(L, 'document', 'print') }).first());
  if (office.noPrinter === null) {
    const paper = await wordsOf((await office.printed()).at(-1) ?? Buffer.alloc(0));
    expect(paper).toContain(demoPerson('qiyalova-mother').iin);
  }
  await submit(page, L);
  await notice(page, L, 'consent-required');
  const signed = await pdfScan('келісім.pdf', 'Келісімге қол қойылды');
  await page.locator('input[type=file]').first().setInputFiles(signed);
  await expect(page.getByText('келісім.pdf').first()).toBeVisible();
  // What was missing is there: nothing says otherwise any more.
  await expect(page.locator('[data-failure="consent-required"]')).toHaveCount(0);
  await pictures('on-behalf-paper');
  await submit(page, L);
  expect(await queueNumber(page, L)).toBeGreaterThan(0);
  await expect(page.getByText(said('donePaper'))).toBeVisible();
  await seenEverywhere(page, 'qiyalov-twin-one', said('by.paper'), 'filed-with-paper-consent');
  await pictures('on-behalf-card-paper');
});
