import { expect, test } from '@playwright/test';
import { sql } from 'kysely';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import { asks, file } from './card.ts';
import { leaveUnfinished, word } from './journey.ts';
import type { Office } from './office.ts';
import { atServer } from './queue.ts';
import { enter } from './staff.ts';
import { ownOffice } from './stage.ts';

/** A family that no notice reaches: the operator calls it, and marks how the call ended. */
let office: Office;
ownOffice(async (opened) => {
  office = opened;
});

test('the operator sees whom no notice reached, calls, and marks how it ended', async () => {
  const language = 'kk';
  const t = (path: string, values: Record<string, string | number> = {}) =>
    word(language, 'notice', path, values);
  const mother = demoPerson('synaqova-mother');
  const window = await enter(office, 'operator');
  const { page } = window;

  // Nobody is called as long as everybody was reached.
  await page.getByRole('link', { name: word(language, 'cabinet', 'calls.title') }).click();
  await expect(page.getByRole('heading', { name: t('calls.empty') })).toBeVisible();

  await leaveUnfinished(page, language);
  await asks(office, 'synaqova-mother');
  await file(page, language, { parent: 'synaqova-mother', child: 'synaqov-2022', phone: '7015550177' });
  await reachNobody();

  await leaveUnfinished(page, language);
  const section = page.getByRole('link', { name: word(language, 'cabinet', 'calls.title') });
  await expect(section).toContainText(word(language, 'cabinet', 'calls.waiting', { number: 1 }));
  await window.pictures('cabinet-operator');
  await section.click();
  await expect(page.getByRole('heading', { name: new RegExp(mother.surname, 'i') })).toBeVisible();
  await expect(page.getByText('+7 (701) 555-01-77')).toBeVisible();
  await expect(page.getByText(t('tell.application-registered'))).toBeVisible();
  await expect(page.getByText(t('reason.failed'))).toBeVisible();
  await expectAccessible(page);
  await window.pictures('calls');

  await page.getByRole('button', { name: t('outcome.no-answer') }).click();
  await expect(page.getByText(t('called.no-answer'), { exact: false }).first()).toBeVisible();
  await expect(page.getByText(t('calls.before'))).toBeVisible();
  await window.pictures('calls-again');
  await page.getByRole('button', { name: t('outcome.reached') }).click();
  await expect(page.getByRole('heading', { name: t('calls.empty') })).toBeVisible();

  await leaveUnfinished(page, language);
  await page.getByRole('link', { name: word(language, 'cabinet', 'notices.title') }).click();
  await expect(page.getByText(t('kind.application-registered'))).toBeVisible();
  await expect(page.getByText(t('called.reached'))).toBeVisible();
  await expectAccessible(page);
  await window.pictures('notices');
  await page.getByRole('link', { name: /ОДО\.\d{4}\.\d{6}/ }).click();
  await page.getByRole('tab', { name: word(language, 'journal', 'card.tab.notices') }).click();
  await expect(page.getByText(t('called.reached'))).toBeVisible();
  await page.getByText(t('text')).first().click();
  await expect(page.getByText('Өтініш тіркелді', { exact: true }).nth(1)).toBeVisible();
  await expectAccessible(page);
  await window.pictures('card-notices-called');
  await window.close();
});

/** Every way of telling every family has ended without reaching it, whatever the time of day. */
async function reachNobody(): Promise<void> {
  await atServer(office, async (db) => {
    await sql`update notice_delivery set message = gen_random_uuid(), attempts = 3, settled_at = now(),
      next_attempt_at = null, first_attempt_at = now(), state = 'failed',
      text = 'Өтініш тіркелді', recipient = case channel when 'sms' then '+77015550177' else 'ana@example.kz' end,
      reason = case channel when 'sms' then 'failed' else 'rejected' end`.execute(db);
    await sql`update notice set reached_at = null`.execute(db);
  });
}
