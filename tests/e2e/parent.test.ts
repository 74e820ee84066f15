import { expect, type Page, test } from '@playwright/test';
import { sql } from 'kysely';
import { almatyDay, endOfDay } from '../../core/domain/almaty.ts';
import { DAY } from '../../core/domain/instant.ts';
import { addMonths } from '../../core/domain/plain-date.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { action, asks, done, file, press } from './card.ts';
import { giveCode, messagesTo, newCode } from './codes.ts';
import { word } from './journey.ts';
import type { Office } from './office.ts';
import { atServer, publish, sync } from './queue.ts';
import { enter } from './staff.ts';
import { ownOffice } from './stage.ts';
import { comes } from './visitor.ts';

/** A parent's day at the kiosk, and the operator doing the same on a parent's behalf. */
let office: Office;
ownOffice(async (opened) => {
  office = opened;
});

/** The phone that БМГ knows as the father's. */
const phone = demoPerson('ulgibaev-father').phone ?? '';
const group = (child: string, language: 'kk' | 'ru' = 'kk') =>
  `demo-kindergarten-1-${demoPerson(child).birthDate.slice(0, 4)}-${language}`;

test('a parent alone: the turn comes, a kindergarten is chosen and signed, the referral goes home, is returned, and another is extended', async () => {
  const window = await office.open('kiosk', 'kiosk-parent');
  const { page } = window;
  await comes(office, page, 'synaqova-mother');
  await file(page, 'kk', { parent: 'synaqova-mother', child: 'synaqov-2022', phone: '7015550101' });
  await page.locator('a[data-uuid]').first().click();
  await expect(page.getByRole('heading', { name: word('kk', 'actions', 'title') })).toBeVisible();
  // R1: before the turn there is no button, and the card says why.
  await expect(action(page, 'choosePlace')).toHaveCount(0);
  await expect(page.getByText(word('kk', 'actions', 'say.not-your-turn', { position: 1 }))).toBeVisible();
  await window.pictures('parent-card-waiting');

  await publish(office, group('synaqov-2022'), 1);
  await sync(page);
  await expect(action(page, 'choosePlace')).toBeVisible();
  await window.pictures('parent-card-turn');

  await action(page, 'choosePlace').click();
  await expect(page.getByText(word('kk', 'place', 'note.threeDays'))).toBeVisible();
  await window.pictures('parent-message');
  await page.getByRole('button', { name: word('kk', 'place', 'window.ok'), exact: true }).click();
  const item = page.locator(`[data-group="${group('synaqov-2022')}"]`);
  await expect(item).toBeVisible();
  await window.pictures('parent-places');
  await item.getByRole('button').click();
  await window.pictures('parent-choose');
  // A cancel at NCALayer loses nothing.
  await office.set('ncalayer', { answer: 'cancel', cancelShape: 'own' });
  await press(page, 'kk', 'choosePlace.action');
  await expect(page.locator('[data-failure=ncalayer-cancelled]')).toBeVisible();
  await office.calm();
  await asks(office, 'synaqova-mother');
  await press(page, 'kk', 'choosePlace.action');
  await done(page, 'kk', 'choosePlace.doneText');
  await expect(
    page.getByRole('dialog').getByRole('button', { name: word('kk', 'document', 'print') }),
  ).toBeVisible();
  await window.pictures('parent-referral');
  await press(page, 'kk', 'choosePlace.toCard');

  await expect(action(page, 'cancelReferral')).toBeVisible();
  await expect(action(page, 'choosePlace')).toHaveCount(0);
  await window.pictures('parent-card-referred');
  await action(page, 'cancelReferral').click();
  await window.pictures('parent-return');
  await press(page, 'kk', 'cancelReferral.action');
  await done(page, 'kk', 'cancelReferral.done');
  await press(page, 'kk', 'ok');
  // The place that came back is open to all at once: nobody else waits. It may be chosen again.
  await sync(page);
  await expect(action(page, 'choosePlace')).toBeVisible();
  await action(page, 'choosePlace').click();
  await page.getByRole('button', { name: word('kk', 'place', 'window.ok'), exact: true }).click();
  await item.getByRole('button').click();
  await press(page, 'kk', 'choosePlace.action');
  await done(page, 'kk', 'choosePlace.doneText');
  await press(page, 'kk', 'choosePlace.toCard');

  await expect(action(page, 'extendReferral')).toBeVisible();
  await action(page, 'extendReferral').click();
  await press(page, 'kk', 'extendReferral.action');
  await expect(page.getByText(word('kk', 'command', 'extendReferral.choose'))).toBeVisible();
  await page.locator('fieldset button:enabled').last().click();
  await window.pictures('parent-extend');
  await press(page, 'kk', 'extendReferral.action');
  await done(page, 'kk', 'extendReferral.done');
  await press(page, 'kk', 'ok');
  await sync(page);
  await expect(page.getByText(word('kk', 'actions', 'say.extension-used'))).toBeVisible();
  await expect(action(page, 'extendReferral')).toHaveCount(0);
  await window.pictures('parent-card-extended');

  await action(page, 'updateContacts').click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel(word('kk', 'application', 'applicant.phone'))
    .first()
    .fill('7015550909');
  await window.pictures('parent-contacts');
  await press(page, 'kk', 'updateContacts.action');
  await done(page, 'kk', 'updateContacts.done');
  await press(page, 'kk', 'ok');
  await window.kill();
});

test('the operator on a parent’s behalf: interest confirmed and a place chosen with the parent’s consent by code', async () => {
  const window = await enter(office, 'operator', 'desk-behalf', 'ru');
  const { page } = window;
  await asks(office, 'ulgibaev-father');
  await file(page, 'ru', { parent: 'ulgibaev-father', child: 'ulgibaev-twin-one', phone: phone.slice(2) });
  // Filed eleven months and twenty days ago: interest can be confirmed.
  await atServer(office, async (db) => {
    const filed = new Date(endOfDay(addMonths(almatyDay(Date.now() + 10 * DAY), -12)) - DAY / 2);
    await sql`update application set filed_at = ${filed} where child_iin = ${demoPerson('ulgibaev-twin-one').iin}`.execute(
      db,
    );
  });
  await page.getByText(demoPerson('ulgibaev-twin-one').iin).first().dblclick();
  await expect(action(page, 'confirmInterest')).toBeVisible();
  await window.pictures('behalf-card');
  await action(page, 'confirmInterest').click();
  await press(page, 'ru', 'confirmInterest.action');
  await expect(page.locator('[data-failure=consent-required]')).toBeVisible();
  await consent(page);
  await window.pictures('behalf-interest');
  await press(page, 'ru', 'confirmInterest.action');
  await done(page, 'ru', 'confirmInterest.done');
  await press(page, 'ru', 'ok');

  await publish(office, group('ulgibaev-twin-one', 'ru'), 1);
  await sync(page);
  await action(page, 'choosePlace').click();
  await page.getByRole('button', { name: word('ru', 'place', 'window.ok'), exact: true }).click();
  await page
    .locator(`[data-group="${group('ulgibaev-twin-one', 'ru')}"]`)
    .getByRole('button')
    .click();
  await page.getByLabel(word('ru', 'consent', 'operator'), { exact: true }).check();
  await consent(page);
  await window.pictures('behalf-choose');
  await asks(office, 'operator');
  await press(page, 'ru', 'choosePlace.action');
  await done(page, 'ru', 'choosePlace.doneText');
  await press(page, 'ru', 'choosePlace.toCard');
  await expect(action(page, 'cancelReferral')).toBeVisible();
  await window.kill();
});

/** The parent's consent by a code to the phone on the card. */
async function consent(page: Page): Promise<void> {
  const before = (await messagesTo(office, phone)).length;
  await page.getByRole('button', { name: word('ru', 'consent', 'ask') }).click();
  const code = await newCode(office, phone, before);
  await giveCode(page, 'ru', code, word('ru', 'consent', 'give'));
  await expect(page.getByText(word('ru', 'consent', 'given')).first()).toBeVisible();
}
