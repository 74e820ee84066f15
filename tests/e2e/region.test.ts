import { expect, type Page, test } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
import { fileElsewhere, openElsewhere } from './elsewhere.ts';
import { choose, kk } from './journey.ts';
import type { Office, OfficeWindow } from './office.ts';
import { pictured } from './pictured.ts';
import { sync } from './queue.ts';
import { changeTo, confirmed, enter, inDialog } from './staff.ts';
import { ownOffice } from './stage.ts';

/** The days of those who do not stand at the queue: the administrator, the directorate of the region, the auditor. */
let office: Office;
let desk: OfficeWindow;
ownOffice(async (opened) => {
  office = opened;
  desk = await enter(office, 'administrator');
});

const open = (page: Page, section: string): Promise<void> =>
  page.getByRole('link', { name: kk('cabinet', `office.${section}.title`) }).click();

const seen = (name: string) => pictured(desk, name);

test('the administrator gives a role, takes it away, joins a computer', async () => {
  const { page } = desk;
  const t = (path: string, values = {}) => kk('administration', path, values);
  await expect(page.getByRole('link', { name: kk('cabinet', 'journal.title') })).toHaveCount(0);
  await seen('cabinet-administrator');
  await open(page, 'staff');
  await expect(page.getByRole('row', { name: new RegExp(demoPerson('operator').iin) })).toBeVisible();
  await seen('staff');

  await page.getByRole('button', { name: t('staff.grant') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('grant.iin')).fill('850717300015');
  await inDialog(page, t('grant.action')).click();
  await expect(dialog.getByText(kk('failure', 'iin-check-digit.text'))).toBeVisible();
  const iin = demoPerson('synaqova-mother').iin;
  await dialog.getByLabel(t('grant.iin')).fill(iin);
  await dialog.getByLabel(t('grant.district')).click();
  await page.getByRole('option', { name: 'Көкшетау қаласы' }).click();
  await seen('grant');
  await dialog.getByLabel(t('staff.role')).click();
  await page.getByRole('option', { name: t('role.director') }).click();
  await inDialog(page, t('grant.action')).click();
  await expect(dialog.getByText(kk('failure', 'required.text'))).toBeVisible();
  await seen('grant-director');
  await dialog.getByLabel(t('staff.role')).click();
  await page.getByRole('option', { name: t('role.operator'), exact: true }).click();
  await inDialog(page, t('grant.action')).click();
  await confirmed(page, t('grant.done'));
  const row = page.getByRole('row', { name: new RegExp(iin) });
  await expect(row).toBeVisible();

  await row.getByRole('button').click();
  await inDialog(page, t('revoke.action')).click();
  await expect(page.getByText(t('reason.missing'))).toBeVisible();
  await page.getByLabel(t('reason.label')).fill('Сынақ мерзімі аяқталды');
  await seen('revoke-role');
  await inDialog(page, t('revoke.action')).click();
  await confirmed(page, t('revoke.done'));
  await expect(row).toHaveCount(0);

  await page.getByRole('link', { name: kk('common', 'action.back') }).click();
  await open(page, 'desks');
  await expect(page.getByText(t('desks.this'))).toBeVisible();
  await seen('desks');
  await page.getByRole('button', { name: t('desks.pair') }).click();
  await inDialog(page, t('pair.action')).click();
  await expect(page.locator('[data-pairing-code]')).toHaveText(/^[A-Z0-9]{8}$/);
  await seen('pairing-code');
  const code = (await page.locator('[data-pairing-code]').textContent()) ?? '';
  await page
    .getByRole('button', { name: t('pair.close') })
    .last()
    .click();

  // The code joins one computer, once; with its key taken back that computer is out.
  const other = await office.open('desk', 'desk-stolen', { pair: false });
  await choose(other.page, 'kk');
  await other.page.getByLabel(kk('start', 'pairing.code')).fill(code);
  await other.page.getByRole('button', { name: kk('start', 'pairing.submit') }).click();
  const entrance = other.page.getByRole('link', { name: kk('start', 'enter') });
  await expect(entrance).toBeVisible();
  await page.getByRole('link', { name: kk('common', 'action.back') }).click();
  await open(page, 'desks');
  await page.getByRole('button', { name: new RegExp(`^${t('desks.revoke')}:`) }).click();
  await page.getByLabel(t('reason.label')).fill('Ноутбук ұрланды');
  await seen('revoke-desk');
  await inDialog(page, t('revokeDesk.action')).click();
  await confirmed(page, t('revokeDesk.done'));
  await expect(page.getByText(t('desks.revoked', { at: '' }).trim())).toBeVisible();
  await seen('desks-revoked');
  await sync(other.page);
  await expect(other.page.getByText(kk('start', 'pairing.title'))).toBeVisible();
  await expect(other.page.locator('[data-failure=desk-unknown]')).toBeVisible();
  await other.pictures('pairing-struck-off');
  await expect(entrance).toHaveCount(0);
  await other.close();
});

test('the region sees all its districts and keeps the calendar', async () => {
  const { page } = desk;
  const t = (path: string, values = {}) => kk('region', path, values);
  await changeTo(office, page, 'region');
  await seen('cabinet-region');
  await open(page, 'region');
  // Twenty districts, their sum, the heading.
  await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(22);
  await seen('region');
  await page.getByRole('link', { name: kk('common', 'action.back') }).click();
  await open(page, 'calendar');
  await seen('calendar');
  await page.getByRole('button', { name: t('calendar.add') }).click();
  const dialog = page.getByRole('dialog');
  const days = dialog.getByLabel(t('calendar.daysOff'));
  await days.fill('01.01.2028 | Жаңа жыл');
  await dialog.getByLabel(kk('administration', 'reason.label')).fill('Бұйрық');
  await inDialog(page, t('calendar.save')).click();
  await expect(dialog.getByText(t('calendar.fault.parts', { line: 1 }))).toBeVisible();
  await days.fill('01.01.2028 | Жаңа жыл | Новый год | New Year');
  await inDialog(page, t('calendar.save')).click();
  // A Saturday is no day off of its own.
  await expect(dialog.getByText(t('calendar.fault.weekend', { line: 1 }))).toBeVisible();
  await seen('calendar-refused');
  await days.fill('03.01.2028> | Жаңа жыл | Новый год | New Year');
  await inDialog(page, t('calendar.save')).click();
  await confirmed(page, t('calendar.done'));
  await expect(page.getByRole('row', { name: /03\.01\.2028/ })).toBeVisible();

  await page.getByRole('link', { name: kk('common', 'action.back') }).click();
  await open(page, 'settlements');
  await page.getByRole('button', { name: t('calendar.edit') }).click();
  const lines = dialog.getByLabel(t('settlements.lines'));
  await seen('settlements-dialog');
  await lines.fill(`Демо ауылы | Демо\n${await lines.inputValue()}`);
  await dialog.getByLabel(kk('administration', 'reason.label')).fill('Жаңа ауыл');
  await inDialog(page, t('calendar.save')).click();
  await confirmed(page, t('settlements.done'));
  await expect(page.getByText('Демо ауылы')).toBeVisible();
  await seen('settlements');
  await page.getByRole('link', { name: kk('common', 'action.back') }).click();
  await open(page, 'categories');
  await expect(page.getByRole('row', { name: /^21/ })).toBeVisible();
  await seen('categories');
  await page.getByRole('button', { name: t('calendar.edit') }).click();
  await dialog.getByLabel(t('categories.lines')).fill('1 | тек қазақша');
  await dialog.getByLabel(kk('administration', 'reason.label')).fill('Бұйрық');
  await inDialog(page, t('calendar.save')).click();
  await expect(dialog.getByText(t('categories.fault', { line: 1 }))).toBeVisible();
  await seen('categories-refused');
  await inDialog(page, kk('command', 'cancel')).click();
});

test('the auditor reads who did it, and finds the ledger whole', async () => {
  const { page } = desk;
  const t = (path: string, values = {}) => kk('audit', path, values);
  await changeTo(office, page, 'auditor');
  await seen('cabinet-auditor');
  await open(page, 'audit');
  const revoked = page.getByRole('row', { name: new RegExp(t('action.role-revoked')) }).first();
  await expect(revoked).toContainText(demoPerson('administrator').iin);
  await expect(revoked).toContainText('Сынақ мерзімі аяқталды');
  await page.getByRole('button', { name: t('ledger.check') }).click();
  await expect(page.getByText(t('ledger.whole'), { exact: true })).toBeVisible();
  await seen('audit');
  // Whatever is spoken of has a name: no code of a district, no identifier, no stored table.
  const log = page.getByRole('region', { name: t('title') });
  await expect(log).toContainText(t('table.working-calendar'));
  await expect(log).toContainText(`${t('table.settlements')}: Көкшетау қаласы`);
  await expect(log).not.toContainText(/1110000|demo-kindergarten|[{[]"/);
  await page.getByLabel(t('filter.from')).fill('31.02.2026');
  await page.getByRole('button', { name: t('filter.apply') }).click();
  await expect(page.getByText(t('filter.notADay'))).toBeVisible();
  await page.getByLabel(t('filter.from')).fill('');
  await page.getByLabel(t('filter.search')).fill('ОДО.2026.999999');
  await page.getByRole('button', { name: t('filter.apply') }).click();
  await expect(page.getByText(t('empty'))).toBeVisible();
  await seen('empty/audit');

  // «Неге бұл нөмір?» as the parent sees it, from the line of the log that says when the application came in.
  await fileElsewhere(await openElsewhere(office), 'synaqova-mother', 'synaqov-2022');
  await page.getByLabel(t('filter.search')).fill('ОДО.2026.000001');
  await page.getByRole('button', { name: t('filter.apply') }).click();
  await page.getByRole('link', { name: 'ОДО.2026.000001' }).first().click();
  await page.getByRole('link', { name: kk('why', 'open') }).click();
  await expect(page.getByText(kk('why', 'first'))).toBeVisible();
  await expect(page.getByRole('button', { name: kk('proposal', 'menu') })).toHaveCount(0);
  await seen('why-auditor');
});
