import { expect, type Page, test } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
import { codeField, giveCode, messagesTo, newCode, wrong } from './codes.ts';
import { beginApplication, choose, type Language, signIn, word } from './journey.ts';
import { type Office, type OfficeWindow, openOffice } from './office.ts';
import { atServer, sync } from './queue.ts';
import { failureWords, faultAt, notice } from './seen.ts';

/** Both ways of signing in at a real window, wrong codes and all; what a code does not allow; the lock of an idle desk. */
let office: Office;
test.beforeAll(async () => {
  office = await openOffice();
});
test.beforeEach(() => office.calm());
test.afterEach(() => {
  expect(office.errors).toEqual([]);
});
test.afterAll(async () => {
  await office.close();
});

/** The second tab of «Кіру». */
async function toCodes(page: Page, language: Language): Promise<void> {
  await choose(page, language);
  await page
    .getByRole('link', { name: word(language, 'start', 'enter') })
    .first()
    .click();
  await page.getByRole('tab', { name: word(language, 'sign-in', 'tab.code') }).click();
}

async function askCode(page: Page, language: Language, iin: string, phone: string): Promise<void> {
  await page.getByLabel(word(language, 'sign-in', 'code.iin')).fill(iin);
  await page.getByLabel(word(language, 'sign-in', 'code.phone')).fill(phone);
  await page.getByRole('button', { name: word(language, 'sign-in', 'enter'), exact: true }).click();
}

const parents: readonly [Language, string][] = [
  ['kk', 'ulgibaeva-mother'],
  ['ru', 'qiyalova-mother'],
];
for (const [language, key] of parents)
  test(`a parent signs in by a one-time code, a wrong one first; filing leads on to the EDS (${language})`, async () => {
    const parent = demoPerson(key);
    const phone = parent.phone ?? '';
    const enter = word(language, 'sign-in', 'enter');
    const window = await office.open('desk', `codes-${language}`);
    const { page } = window;
    const { picture } = window;
    await toCodes(page, language);
    await expect(page.getByText(word(language, 'sign-in', 'warning'))).toBeVisible();
    await expect(page.getByText(word(language, 'sign-in', 'code.bmg'))).toBeVisible();
    await picture('sign-in-code');

    // What is no IIN and no phone of Kazakhstan is said at the field, and no code is asked for.
    await askCode(page, language, '900312445671', '3015550101');
    await faultAt(page.getByLabel(word(language, 'sign-in', 'code.iin')), language, 'iin-check-digit');
    await faultAt(page.getByLabel(word(language, 'sign-in', 'code.phone')), language, 'phone-malformed');

    // A phone that is not this person's in БМГ.
    const stranger = demoPerson('qiyalov-father');
    await askCode(page, language, stranger.iin, stranger.phone ?? '');
    await faultAt(page.getByLabel(word(language, 'sign-in', 'code.phone')), language, 'phone-not-linked');
    await picture('sign-in-code-not-linked');

    const before = (await messagesTo(office, phone)).length;
    await askCode(page, language, parent.iin, phone);
    const code = await newCode(office, phone, before);
    await expect(page.getByText(word(language, 'code', 'delivery.delivered'))).toBeVisible();
    await picture('sign-in-code-sent');

    const email = page.getByLabel(word(language, 'sign-in', 'email.label'));
    await expect(email).toBeVisible();
    await email.fill('ata-ana@example.kz');
    await giveCode(page, language, '12', enter);
    await expect(page.getByText(word(language, 'code', 'six'))).toBeVisible();
    await giveCode(page, language, wrong(code), enter);
    await expect(page.getByText(word(language, 'code', 'tries', { number: 4 }))).toBeVisible();
    await expect(codeField(page, language)).toHaveAccessibleDescription(
      new RegExp(failureWords(language, 'code-wrong').next),
    );
    await picture('sign-in-code-wrong');

    await giveCode(page, language, code, enter);
    await expect(page.getByText(word(language, 'sign-in', 'byCode.title'))).toBeVisible();
    await picture('cabinet-by-code');
    await page.getByRole('link', { name: word(language, 'cabinet', 'journal.title') }).click();
    await expect(page.getByRole('heading', { name: word(language, 'journal', 'title') })).toBeVisible();
    await page.getByRole('link', { name: word(language, 'common', 'action.back') }).click();

    await page.getByRole('link', { name: word(language, 'cabinet', 'apply.title') }).click();
    await expect(
      page.getByRole('heading', { name: word(language, 'sign-in', 'needsEds.title') }),
    ).toBeVisible();
    await picture('needs-eds');
    await office.set('ncalayer', {
      key: { person: key, kind: 'gost', state: 'valid', organisation: false },
    });
    await page.getByRole('button', { name: word(language, 'sign-in', 'needsEds.enter') }).click();
    await expect(page.getByText(word(language, 'sign-in', 'toFile'))).toBeVisible();
    await page.getByRole('button', { name: word(language, 'sign-in', 'choose') }).click();
    await page.getByRole('button', { name: enter, exact: true }).click();
    await expect(
      page.getByRole('heading', { name: word(language, 'application', 'service.title') }),
    ).toBeVisible();
    await window.close();
  });

test('five wrong codes are the end of a code, and another one still lets the parent in', async () => {
  const parent = demoPerson('kopbalaeva-mother');
  const phone = parent.phone ?? '';
  const enter = word('kk', 'sign-in', 'enter');
  const window = await office.open('desk', 'codes-spent');
  const { page } = window;
  await page.clock.install();
  await toCodes(page, 'kk');
  await askCode(page, 'kk', parent.iin, phone);
  const first = await newCode(office, phone, 0);
  await page.getByLabel(word('kk', 'sign-in', 'email.label')).fill('ata-ana@example.kz');
  for (const left of [4, 3, 2, 1]) {
    await giveCode(page, 'kk', wrong(first), enter);
    await expect(page.getByText(word('kk', 'code', 'tries', { number: left }))).toBeVisible();
  }
  await giveCode(page, 'kk', wrong(first), enter);
  await notice(page, 'kk', 'code-used-up');
  await expect(codeField(page, 'kk')).toBeDisabled();
  await window.pictures('sign-in-code-used-up');
  await page.getByRole('button', { name: word('kk', 'code', 'resend') }).click();
  const second = await newCode(office, phone, 1);
  await giveCode(page, 'kk', second, enter);
  await expect(page.getByText(word('kk', 'sign-in', 'byCode.title'))).toBeVisible();
  await window.close();
});

test('a code that was not entered in five minutes is over, by the clock the parent watches', async () => {
  const parent = demoPerson('ulgibaev-father');
  const phone = parent.phone ?? '';
  const window = await office.open('desk', 'codes-late');
  const { page } = window;
  await page.clock.install();
  await toCodes(page, 'kk');
  await askCode(page, 'kk', parent.iin, phone);
  await newCode(office, phone, 0);
  await expect(codeField(page, 'kk')).toBeEnabled();
  await page.clock.runFor(5 * 60_000 + 1000);
  await notice(page, 'kk', 'code-expired');
  await expect(codeField(page, 'kk')).toBeDisabled();
  await expect(page.getByRole('button', { name: word('kk', 'code', 'resend') })).toBeEnabled();
  await window.close();
});

test('an idle desk locks over a half-filled form, opens for its own operator only, and the form is as it was', async () => {
  const window = await office.open('desk', 'locked');
  const { page } = window;
  await page.clock.install();
  await choose(page, 'kk');
  await office.set('ncalayer', {
    key: { person: 'operator', kind: 'gost', state: 'valid', organisation: false },
  });
  await signIn(page, 'kk', { email: 'operator@example.kz' });
  await beginApplication(page, 'kk');
  const email = page.getByLabel(word('kk', 'application', 'applicant.email')).first();
  await email.fill('zhartylai@example.kz');

  await page.clock.fastForward(9 * 60_000 + 45_000);
  await expect(page.getByText(word('kk', 'lock', 'now'))).toBeVisible();
  await page.clock.fastForward(16_000);
  const locked = page.getByRole('heading', { name: word('kk', 'lock', 'title') });
  await expect(locked).toBeVisible();
  await expect(email).toBeHidden();
  await window.pictures('locked');
  await page.keyboard.press('Escape');
  await expect(locked).toBeVisible();

  const unlock = page.getByRole('button', { name: word('kk', 'lock', 'unlock') });
  await office.set('ncalayer', {
    whoComes: 'chosen',
    obeysFilter: false,
    key: { person: 'operator-two', kind: 'gost', state: 'valid', organisation: false },
  });
  await unlock.click();
  await notice(page, 'kk', 'iin-mismatch');
  await expect(locked).toBeVisible();
  await expect(email).toBeHidden();
  await unlockAs(window, 'operator');
  await expect(locked).toBeHidden();
  await expect(email).toBeVisible();
  await expect(email).toHaveValue('zhartylai@example.kz');

  await page.getByRole('button', { name: word('kk', 'lock', 'now') }).click();
  // The page behind has a language switch too, until the lock stands before it.
  await expect(locked).toBeVisible();
  await choose(page, 'ru');
  await expect(page.getByRole('heading', { name: word('ru', 'lock', 'title') })).toBeVisible();
  await window.pictures('locked');
  await page.getByRole('button', { name: word('ru', 'lock', 'leave') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: word('ru', 'lock', 'leave') })
    .click();
  await expect(page.getByRole('link', { name: word('ru', 'start', 'enter') }).first()).toBeVisible();
  await window.close();
});

test('a role taken away meanwhile: the operator is told why, and comes back as an applicant', async () => {
  const operator = demoPerson('operator');
  await office.set('ncalayer', {
    key: { person: 'operator', kind: 'gost', state: 'valid', organisation: false },
  });
  const window = await office.open('desk', 'revoked');
  const { page } = window;
  await choose(page, 'kk');
  await signIn(page, 'kk');
  const role = page.getByText(word('kk', 'common', 'person.role.operator'), { exact: true });
  await expect(role.first()).toBeVisible();
  await atServer(office, async (db) => {
    await db
      .updateTable('person_grant')
      .set({ revoked_at: new Date() })
      .where('iin', '=', operator.iin)
      .execute();
  });
  await sync(page);
  await notice(page, 'kk', 'rights-withdrawn');
  await window.pictures('rights-withdrawn');
  await page.getByRole('button', { name: word('kk', 'sign-in', 'choose') }).click();
  await page.getByRole('button', { name: word('kk', 'sign-in', 'enter'), exact: true }).click();
  await expect(page.getByRole('heading', { name: word('kk', 'cabinet', 'title') })).toBeVisible();
  await expect(role).toHaveCount(0);
  await window.close();
});

async function unlockAs({ page }: OfficeWindow, person: string): Promise<void> {
  await office.set('ncalayer', { key: { person, kind: 'gost', state: 'valid', organisation: false } });
  await page.getByRole('button', { name: word('kk', 'lock', 'unlock') }).click();
}
