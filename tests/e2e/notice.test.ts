import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sql } from 'kysely';
import { clusterUrl, readClusterFile } from '../../server/database/cluster-file.ts';
import { connect } from '../../server/database/connect.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import {
  beginApplication,
  choose,
  fillApplicant,
  fillChild,
  leaveUnfinished,
  next,
  queueNumber,
  signIn,
  submit,
  word,
} from './journey.ts';
import { type Office, openOffice } from './office.ts';

/** A family that no notice reaches: the operator calls it, and marks how the call ended. */
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

test('the operator sees whom no notice reached, calls, and marks how it ended', async () => {
  const language = 'kk';
  const t = (path: string, values: Record<string, string | number> = {}) =>
    word(language, 'notice', path, values);
  const mother = demoPerson('synaqova-mother');
  const child = demoPerson('synaqov-2022');
  const window = await office.open('desk', 'desk-calls');
  const { page } = window;
  await choose(page, language);
  await signIn(page, language, { email: 'operator@example.kz' });

  // Nobody is called as long as everybody was reached.
  await page.getByRole('link', { name: word(language, 'cabinet', 'calls.title') }).click();
  await expect(page.getByRole('heading', { name: t('calls.empty') })).toBeVisible();

  await leaveUnfinished(page, language);
  await beginApplication(page, language);
  await fillApplicant(page, language, { iin: mother.iin, phone: '7015550177', email: 'ana@example.kz' });
  await next(page, language);
  await fillChild(page, language, { iin: child.iin, settlement: 'Көкшетау' });
  await next(page, language);
  await office.set('ncalayer', {
    key: { person: 'synaqova-mother', kind: 'gost', state: 'valid', organisation: false },
  });
  await submit(page, language);
  await queueNumber(page, language);
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
  const file = await readClusterFile(join(office.dataFolder, 'server'));
  if (file === null) throw new Error('The server has no database');
  const { db, close } = connect(clusterUrl(file), () => undefined, 1);
  await sql`update notice_delivery set message = gen_random_uuid(), attempts = 3, settled_at = now(),
    next_attempt_at = null, first_attempt_at = now(), state = 'failed',
    text = 'Өтініш тіркелді', recipient = case channel when 'sms' then '+77015550177' else 'ana@example.kz' end,
    reason = case channel when 'sms' then 'failed' else 'rejected' end`.execute(db);
  await sql`update notice set reached_at = null`.execute(db);
  await close();
}
