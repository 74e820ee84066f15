import { expect, type Page, test } from '@playwright/test';
import { LINKS } from '../../renderer/links.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import { action, file, press } from './card.ts';
import { codeField, giveCode, messagesTo, newCode, wrong } from './codes.ts';
import { goTo, type Language, word } from './journey.ts';
import type { Office, OfficeWindow } from './office.ts';
import { failureWords, faultAt, notice } from './seen.ts';
import { ownOffice } from './stage.ts';
import { comes, leaves } from './visitor.ts';

/**
 * «Өтінішті ата-ананың ЖСН-ға біріктіру» (seed 002, domain.md R10) by the second parent alone at the kiosk: the first one confirms
 * by a code, wherever he or she is. Then the second parent does what the first may: takes the application back.
 */
let office: Office;
ownOffice(async (opened) => {
  office = opened;
});

const L: Language = 'kk';
const mother = demoPerson('synaqova-mother');
const phone = mother.phone ?? '';
const child = demoPerson('synaqov-2022');
const said = (key: string, values = {}) => word(L, 'merge', key, values);

/** The mother files; gives the number she takes home. */
async function motherFiles(page: Page): Promise<string> {
  await comes(office, page, 'synaqova-mother');
  await file(page, L, { parent: 'synaqova-mother', child: 'synaqov-2022', phone: phone.slice(2) });
  const shown = page
    .getByRole('main')
    .getByText(/ОДО\.2\d{3}\.\d{6}/)
    .first();
  await expect(shown).toBeVisible();
  const number = /ОДО\.2\d{3}\.\d{6}/.exec((await shown.textContent()) ?? '')?.[0];
  if (number === undefined) throw new Error('No number is shown');
  await leaves(page, L);
  return number;
}

/** Number and child, and the button. */
async function search(page: Page, number: string, childIin: string): Promise<void> {
  await page.getByLabel(said('search.number')).fill(number);
  await page.getByLabel(said('search.iin')).fill(childIin);
  await page.getByRole('button', { name: said('search.find'), exact: true }).click();
}

/** What cannot be found, or not joined, is said with what to do next. */
async function wrongInput(window: OfficeWindow, number: string): Promise<void> {
  const { page } = window;
  await page.getByRole('button', { name: said('search.find'), exact: true }).click();
  await faultAt(page.getByLabel(said('search.number')), L, 'required');
  await search(page, '123', '220105501234');
  await faultAt(page.getByLabel(said('search.number')), L, 'application-number-malformed');
  await faultAt(page.getByLabel(said('search.iin')), L, 'iin-check-digit');
  await window.pictures('merge-malformed');
  // A number that there is not, and another child: one answer.
  await search(page, 'ОДО.2026.999999', child.iin);
  await notice(page, L, 'application-not-matching');
  await search(page, number, demoPerson('synaqova-2021').iin);
  await notice(page, L, 'application-not-matching');
  await window.pictures('merge-not-matching');
}

test('the second parent joins alone, a wrong code first, finds the application in the own journal, and takes it back', async () => {
  const kiosk = await office.open('kiosk', 'kiosk-second-parent');
  const { page } = kiosk;
  const number = await motherFiles(page);

  await comes(office, page, 'synaqov-father');
  await page.getByRole('link', { name: word(L, 'cabinet', 'journal.title') }).click();
  await expect(page.getByText(word(L, 'journal', 'empty.title'))).toBeVisible();
  await expect(page.getByText(child.iin)).toHaveCount(0);
  await kiosk.pictures('merge-journal-before');
  await page.getByRole('link', { name: said('open') }).click();
  await expect(page.getByText(said('needs.title'))).toBeVisible();
  await expectAccessible(page);
  await kiosk.pictures('merge-search');
  await wrongInput(kiosk, number);

  // As people type it: small letters, no zeros.
  const [, year = '', sequence = ''] = number.split('.');
  await search(page, `одо ${year} ${Number(sequence)}`, child.iin);
  await expect(page.getByText(said('found.title'))).toBeVisible();
  await expect(page.getByText(mother.iin)).toHaveCount(0);
  await expectAccessible(page);
  await kiosk.pictures('merge-found');

  const before = (await messagesTo(office, phone)).length;
  await page.getByRole('button', { name: said('confirm.send') }).click();
  const code = await newCode(office, phone, before);
  await expect(page.getByText(`***-**-${phone.slice(-2)}`).first()).toBeVisible();
  await giveCode(page, L, wrong(code), said('confirm.give'));
  await expect(codeField(page, L)).toHaveAccessibleDescription(
    new RegExp(failureWords(L, 'code-wrong').next),
  );
  await kiosk.pictures('merge-code-wrong');
  await giveCode(page, L, code, said('confirm.give'));
  await expect(page.getByText(said('confirm.given'))).toBeVisible();
  await expectAccessible(page);
  await kiosk.pictures('merge-sign');

  // A cancel at NCALayer loses nothing: the confirmation stands.
  await office.set('ncalayer', { answer: 'cancel', cancelShape: 'own' });
  await page.getByRole('button', { name: said('sign.action') }).click();
  await expect(page.locator('[data-failure=ncalayer-cancelled]')).toBeVisible();
  await office.set('ncalayer', { answer: 'sign' });
  await page.getByRole('button', { name: said('sign.action') }).click();
  const dialog = page.getByRole('dialog', { name: said('done.title') });
  await expect(dialog).toBeVisible();
  await kiosk.pictures('merge-done');
  await dialog.getByRole('button', { name: said('search.journal') }).click();

  const own = page.locator('a[data-uuid]');
  await expect(own).toHaveCount(1);
  await expect(own).toContainText(number);
  await kiosk.pictures('merge-journal');
  await own.click();
  await expect(page.getByRole('heading', { name: word(L, 'actions', 'title') })).toBeVisible();
  await page.getByRole('tab', { name: word(L, 'journal', 'card.tab.history') }).click();
  await expect(page.getByText(word(L, 'history', 'event.application-merged'))).toBeVisible();
  await kiosk.pictures('merge-card-history');

  await action(page, 'withdraw').click();
  const asked = page.getByRole('dialog', { name: word(L, 'command', 'withdraw.title') });
  await expect(asked.getByText(word(L, 'command', 'withdraw.lost'))).toBeVisible();
  // Asked twice: without the tick nothing is done.
  await press(page, L, 'withdraw.action');
  const tick = asked.getByText(word(L, 'command', 'withdraw.tick'));
  await expect(tick).toBeVisible();
  await expect(tick, 'the button stands far below: what is missing is brought into view').toBeInViewport();
  await expect(asked.getByLabel(word(L, 'command', 'withdraw.sure'))).toBeFocused();
  await kiosk.pictures('withdraw-tick');
  await asked.getByLabel(word(L, 'command', 'withdraw.sure')).check();
  await kiosk.pictures('withdraw-sure');
  await press(page, L, 'withdraw.action');
  await expect(page.getByText(word(L, 'command', 'withdraw.done'))).toBeVisible();
  await kiosk.pictures('withdraw-done');
  await press(page, L, 'ok');
  await expect(page.getByText(word(L, 'status', 'name.withdrawn')).first()).toBeVisible();
  await expect(page.locator('button[data-action]')).toHaveCount(0);
  await kiosk.pictures('withdraw-card');

  // Joined once more it is refused: it is the own one already.
  await goTo(page, LINKS.merge);
  await search(page, number, child.iin);
  await notice(page, L, 'merge-own');
  await kiosk.pictures('merge-own');
  await leaves(page, L);

  // Somebody whose child it is not learns that, and nothing of how the application stands.
  await comes(office, page, 'ulgibaev-father');
  await page.getByRole('link', { name: word(L, 'cabinet', 'merge.title') }).click();
  await search(page, number, child.iin);
  await notice(page, L, 'not-your-child');
  await kiosk.pictures('merge-not-your-child');
  await kiosk.kill();
});
