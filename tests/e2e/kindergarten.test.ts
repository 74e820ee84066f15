import { expect, type Page, test } from '@playwright/test';
import { fullName } from '../../core/domain/application-form.ts';
import { LINKS } from '../../renderer/links.ts';
import { DEMO_KINDERGARTEN, demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import { type Families, openFamilies } from './families.ts';
import { goTo, type Language, word } from './journey.ts';
import type { Office, OfficeWindow } from './office.ts';
import { enter } from './staff.ts';
import { ownOffice } from './stage.ts';

/** The day of a kindergarten's director, while families file and choose elsewhere. */
let office: Office;
let elsewhere: Families;
ownOffice(async (opened) => {
  office = opened;
  elsewhere = await openFamilies(opened);
  return elsewhere.close;
});

/** The family chooses that group: the referral is issued. */
const refer = (application: string, group: string) =>
  elsewhere.give({ do: 'choosePlace', application, group, by: 'whoever-may' });

const statusOf = async (application: string) => (await elsewhere.state(application)).status;

/** The text of the QR code on the newest paper of an application. */
async function qrOf(application: string): Promise<string> {
  const { qr } = await elsewhere.database.db
    .selectFrom('document')
    .select('qr')
    .where('application', '=', application)
    .orderBy('issued_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return qr;
}

async function openCabinet(language: Language): Promise<OfficeWindow> {
  const window = await enter(office, 'director', `director-${language}`, language);
  await window.page.getByRole('link', { name: word(language, 'kindergarten', 'cabinet.own') }).click();
  await expect(
    window.page.getByRole('tab', { name: word(language, 'kindergarten', 'tab.groups') }),
  ).toBeVisible();
  return window;
}

const button = (page: Page, language: Language, path: string, values: Record<string, string | number> = {}) =>
  page.getByRole('button', { name: word(language, 'kindergarten', path, values), exact: true });
const item = (page: Page, group: string) => page.locator(`[data-group="${group}"]`);
const tab = (page: Page, language: Language, name: string) =>
  page.getByRole('tab', { name: word(language, 'kindergarten', `tab.${name}`) }).click();

/** Publishes in two steps; `check` sees what is foretold. */
async function publish(
  window: OfficeWindow,
  language: Language,
  group: string,
  places: number,
  check: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined,
): Promise<void> {
  const { page } = window;
  await item(page, group)
    .getByText(word(language, 'kindergarten', 'publish.action'), { exact: true })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(word(language, 'kindergarten', 'publish.number')).fill(String(places));
  if (places === 2) await window.pictures('kindergarten-publish-1');
  await dialog.getByRole('button', { name: word(language, 'kindergarten', 'publish.see') }).click();
  await expect(dialog.getByText(word(language, 'kindergarten', 'publish.preview'))).toBeVisible();
  await check(dialog);
  await dialog.getByRole('button', { name: word(language, 'kindergarten', 'publish.confirm') }).click();
  await expect(page.getByText(word(language, 'kindergarten', 'publish.done', { n: places }))).toBeVisible();
}

/** A new group; the name it must have is asked for. */
async function addGroup(window: OfficeWindow): Promise<void> {
  const { page } = window;
  const t = (path: string) => word('kk', 'kindergarten', path);
  await button(page, 'kk', 'group.add').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: t('groupForm.save') })).toBeDisabled();
  await dialog.getByLabel(t('groupForm.name')).fill('«Нұршуақ»');
  await window.pictures('kindergarten-group');
  await dialog.getByRole('button', { name: t('groupForm.save') }).click();
  await expect(page.getByText(t('groupForm.done'))).toBeVisible();
  await expect(page.getByText('«Нұршуақ»')).toBeVisible();
}

test('a place is published, a child notified, referred, marked as arrived by QR code, moved, and leaves (kk)', async () => {
  const language = 'kk';
  const child = demoPerson('synaqova-2021');
  const name = fullName(child);
  const application = await elsewhere.file('synaqova-mother', 'synaqova-2021');
  const [own, other] = [`${DEMO_KINDERGARTEN}-2021-kk`, `${DEMO_KINDERGARTEN}-2021-ru`];
  const window = await openCabinet(language);
  const { page } = window;
  await expect(item(page, own)).toBeVisible();
  const kind = word(language, 'kindergarten', 'group.kind.general');
  await expect(
    page.getByText(word(language, 'kindergarten', 'group.waitingOf', { kind, n: 1 })),
  ).toBeVisible();
  await expectAccessible(page);
  await window.pictures('kindergarten-groups');
  for (const name of ['received', 'enrolled', 'log'] as const) {
    await tab(page, language, name);
    await expect(page.getByText(word(language, 'kindergarten', `${name}.none`))).toBeVisible();
    await window.pictures(`empty/kindergarten-${name}`);
  }
  await tab(page, language, 'papers');
  await window.pictures('kindergarten-papers');
  await tab(page, language, 'groups');
  await addGroup(window);

  await publish(window, language, own, 2, async (dialog) => {
    await expect(dialog.locator('[data-figure=notified]')).toHaveText('1');
    await expect(dialog.locator('[data-figure=opened]')).toHaveText('1');
    expect(await statusOf(application)).toBe('queued');
    await expectAccessible(page);
    await window.pictures('kindergarten-publish-2');
  });
  expect(await statusOf(application)).toBe('notified');
  const told = await elsewhere.database.db
    .selectFrom('notice')
    .select('kind')
    .where('application', '=', application)
    .execute();
  expect(told.map(({ kind }) => kind)).toContain('turn-arrived');
  await expect(item(page, own).locator('[data-figure=offered]')).toHaveText('1');

  await refer(application, own);
  await tab(page, language, 'received');
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await window.pictures('kindergarten-received');
  const scan = page.getByLabel(word(language, 'kindergarten', 'received.scan'));
  await scan.fill('KEZEK1:ЖОҚ');
  await scan.press('Enter');
  await expect(page.locator('[data-failure=slip-malformed]')).toBeVisible();
  // A scanner types the text and Enter.
  await scan.fill(await qrOf(application));
  await scan.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(name)).toBeVisible();
  await window.pictures('kindergarten-arrival');
  await button(page, language, 'arrival.confirm').click();
  await expect(page.getByText(word(language, 'kindergarten', 'arrival.done', { name }))).toBeVisible();
  expect(await statusOf(application)).toBe('enrolled');
  await expect(page.getByText(word(language, 'kindergarten', 'received.none'))).toBeVisible();

  await tab(page, language, 'groups');
  await publish(window, language, other, 1);
  await tab(page, language, 'enrolled');
  await window.pictures('kindergarten-enrolled');
  await button(page, language, 'transfer.named', { name }).click();
  await page.getByRole('radio').first().check();
  await window.pictures('kindergarten-transfer');
  await button(page, language, 'transfer.confirm').click();
  await expect(page.getByText(word(language, 'kindergarten', 'transfer.done', { name }))).toBeVisible();
  await expect(page.locator(`[data-application="${application}"]`)).toContainText('2021, орыс тілінде');
  await button(page, language, 'leave.named', { name }).click();
  await window.pictures('kindergarten-leave');
  await button(page, language, 'leave.confirm').last().click();
  await expect(page.getByText(word(language, 'kindergarten', 'leave.done', { name }))).toBeVisible();
  expect(await statusOf(application)).toBe('left');
  await window.close();
});

test('a child is refused with a reason, places are withdrawn, all of it is in the log, and papers are drawn (ru)', async () => {
  const language = 'ru';
  const child = demoPerson('qiyalova-2020');
  const name = fullName(child);
  const application = await elsewhere.file('qiyalova-mother', 'qiyalova-2020');
  const group = `${DEMO_KINDERGARTEN}-2020-ru`;
  const window = await openCabinet(language);
  const { page } = window;
  await publish(window, language, group, 3);
  await refer(application, group);

  await tab(page, language, 'received');
  await button(page, language, 'refuse.named', { name }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(word(language, 'kindergarten', 'refuse.reason')).click();
  await page.getByRole('option', { name: 'неполный пакет документов' }).click();
  await dialog.getByLabel(word(language, 'kindergarten', 'refuse.own')).fill('нет медкарты 065/у');
  await window.pictures('kindergarten-refuse');
  await button(page, language, 'refuse.confirm').click();
  await expect(page.getByText(word(language, 'kindergarten', 'refuse.done', { name }))).toBeVisible();
  expect(['queued', 'pending']).toContain(await statusOf(application));

  await tab(page, language, 'groups');
  await item(page, group)
    .getByText(word(language, 'kindergarten', 'withdraw.action'), { exact: true })
    .click();
  await dialog.getByLabel(word(language, 'kindergarten', 'withdraw.number')).fill('2');
  await dialog.getByLabel(word(language, 'kindergarten', 'withdraw.reason')).fill('Ошиблись в числе мест');
  await window.pictures('kindergarten-withdraw');
  await button(page, language, 'withdraw.confirm').click();
  await expect(page.getByText(word(language, 'kindergarten', 'withdraw.done', { n: 2 }))).toBeVisible();
  await window.pictures('kindergarten-groups');

  // Less room than places: refused, with what to do.
  await item(page, group)
    .getByText(word(language, 'kindergarten', 'group.change'), { exact: true })
    .click();
  await dialog.getByLabel(word(language, 'kindergarten', 'groupForm.capacity')).fill('0');
  await button(page, language, 'groupForm.save').click();
  await expect(dialog.locator('[data-failure=capacity-below-places]')).toBeVisible();
  await window.pictures('kindergarten-group-refused');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await tab(page, language, 'log');
  await expect(page.getByText('Причина: Ошиблись в числе мест')).toBeVisible();
  await expectAccessible(page);
  await window.pictures('kindergarten-log');

  await tab(page, language, 'papers');
  await page
    .getByRole('button', {
      name: word(language, 'document', 'showNamed', {
        name: word(language, 'kindergarten', 'paper.bulletin'),
      }),
    })
    .click();
  await expect(dialog.locator('canvas').first()).toBeVisible();
  await window.pictures('kindergarten-bulletin');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page
    .getByRole('button', {
      name: word(language, 'document', 'showNamed', { name: word(language, 'kindergarten', 'paper.issued') }),
    })
    .click();
  await expect(dialog.locator('canvas').first()).toBeVisible();
  await window.pictures('kindergarten-issued');
  await page.keyboard.press('Escape');

  // The register of the district stays closed to a director.
  await goTo(page, LINKS.journal);
  await expect(page.getByText(word(language, 'journal', 'empty.title'))).toBeVisible();
  await window.close();
});

test('the region sees who holds places back; a kindergarten with places is not closed; a new one is registered (ru)', async () => {
  const language = 'ru';
  const window = await enter(office, 'region', 'desk-region', language);
  const { page } = window;
  await page.getByRole('link', { name: word(language, 'kindergarten', 'cabinet.all') }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(20);
  await page.getByLabel(word(language, 'kindergarten', 'find')).fill('№ 1 «');
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1);
  await expectAccessible(page);
  await window.pictures('kindergarten-list');
  await page.getByRole('link', { name: 'Демо-детский сад № 1 «Сынақ-Балапан»' }).click();

  await button(page, language, 'close.action').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(word(language, 'kindergarten', 'close.reason')).fill('Капитальный ремонт');
  await expectAccessible(page);
  await button(page, language, 'close.action').last().click();
  await expect(dialog.locator('[data-failure=kindergarten-in-use]')).toBeVisible();
  await window.pictures('kindergarten-close-refused');
  await page.keyboard.press('Escape');
  await tab(page, language, 'received');
  await expect(page.getByText(word(language, 'kindergarten', 'childrenHidden'))).toBeVisible();

  await page.getByRole('link', { name: word(language, 'common', 'action.back') }).click();
  await button(page, language, 'details.add').click();
  await dialog.getByLabel(word(language, 'kindergarten', 'details.kk')).fill('«Жаңа-Үлгі» балабақшасы');
  await dialog.getByLabel(word(language, 'kindergarten', 'details.ru')).fill('Детский сад «Жана-Улги»');
  await dialog.getByLabel(word(language, 'kindergarten', 'details.district')).fill('Косшы');
  await page.getByRole('option', { name: 'г. Косшы' }).click();
  await dialog.getByLabel(word(language, 'kindergarten', 'details.settlement')).fill('Қосшы');
  await dialog.getByLabel(word(language, 'kindergarten', 'details.address')).fill('Үлгі көшесі, 9');
  await dialog.getByLabel(word(language, 'kindergarten', 'details.bin')).fill('940140000386');
  await expect(dialog.getByText(word(language, 'kindergarten', 'details.binFault'))).toBeVisible();
  await dialog.getByLabel(word(language, 'kindergarten', 'details.bin')).fill('940140000385');
  await window.pictures('kindergarten-details');
  await dialog.getByRole('button', { name: word(language, 'kindergarten', 'groupForm.save') }).click();
  await expect(page.getByRole('link', { name: 'Детский сад «Жана-Улги»' })).toBeVisible();
  await window.close();
});
