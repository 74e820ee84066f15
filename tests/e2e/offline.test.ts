import { expect, type Locator, type Page, test } from '@playwright/test';
import { demoPerson } from '../simulators/demo-people.ts';
import {
  beginApplication,
  choose,
  comeBack,
  fillApplicant,
  fillByHand,
  fillChild,
  type Language,
  leaveUnfinished,
  next,
  print,
  queueNumber,
  signIn,
  submit,
  word,
} from './journey.ts';
import { type Office, type OfficeWindow, openOffice } from './office.ts';
import { asOnPaper, wordsOf } from './paper.ts';
import { sync } from './queue.ts';
import { pdfScan } from './scans.ts';
import { failureWords, inBothLanguages, notice } from './seen.ts';

/**
 * The server cannot be reached: whoever is signed in goes on, what is signed is kept, through a power cut too, and arrives
 * once when the line is back.
 */
let office: Office;
let up = true;
test.beforeAll(async () => {
  office = await openOffice();
});
test.beforeEach(async () => {
  await office.calm();
  await lineUp();
});
test.afterEach(async ({ playwright: _ }, info) => {
  if (info.status !== info.expectedStatus) await office.shots(info.outputPath('window'));
  expect(office.errors).toEqual([]);
});
test.afterAll(async () => {
  await office.close();
});

async function lineDown(): Promise<void> {
  await office.stack.stopServer();
  up = false;
}

async function lineUp(): Promise<void> {
  if (!up) await office.stack.startServer();
  up = true;
}

const row = (page: Page, iin: string): Locator => page.getByRole('row').filter({ hasText: iin });
const button = (page: Page, file: string, path: string, language: Language = 'kk'): Locator =>
  page.getByRole('button', { name: word(language, file, path), exact: true });

async function toJournal(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = '#/journal';
  });
  await expect(page.getByRole('heading', { name: word('kk', 'journal', 'title') })).toBeVisible();
}

/** With the line down nobody can be looked up: typed from the papers, with a paper that shows the registration. */
async function fileByHand(
  page: Page,
  language: Language,
  family: { readonly parent: string; readonly child: string; readonly phone: string },
): Promise<void> {
  await beginApplication(page, language);
  await fillByHand(page, language, 'applicant', demoPerson(family.parent));
  await page
    .getByLabel(word(language, 'application', 'applicant.phone'))
    .first()
    .fill(family.phone);
  await page
    .getByLabel(word(language, 'application', 'applicant.email'))
    .first()
    .fill('ata-ana@example.kz');
  await next(page, language);
  await fillByHand(page, language, 'child', demoPerson(family.child));
  await page
    .getByRole('combobox', { name: word(language, 'application', 'child.settlement') })
    .fill('Көкшетау');
  await page.keyboard.press('Escape');
  await page.getByLabel(word(language, 'application', 'child.languageOf.kk'), { exact: true }).check();
  await next(page, language);
  await page
    .locator('#field-attachments-registration input[type=file]')
    .setInputFiles(await pdfScan('мекенжай.pdf', 'Мекенжай анықтамасы'));
  await expect(page.getByText('мекенжай.pdf', { exact: true })).toBeVisible();
  await next(page, language);
  await submit(page, language);
}

test('signed, saved and printed as provisional; after a power cut sent once, numbered, printed for good', async () => {
  const child = demoPerson('synaqov-2022');
  const before = await office.open('desk', 'desk-1');
  await signIn(before.page, 'kk');
  await lineDown();
  await fileByHand(before.page, 'kk', {
    parent: 'synaqova-mother',
    child: 'synaqov-2022',
    phone: '7015550501',
  });
  await expect(before.page.getByText(word('kk', 'application', 'saved.title'))).toBeVisible();
  await before.pictures('saved');
  const label = (await before.page.getByText(/^K\d\d-\d{6}-\d+$/).textContent()) ?? '';
  await print(before.page, 'kk', button(before.page, 'application', 'saved.print'));
  const slip = await wordsOf((await office.printed()).at(-1) ?? Buffer.alloc(0));
  for (const part of [label, word('kk', 'paper', 'provisional.notAccepted'), child.surname, child.name])
    expect(slip).toContain(asOnPaper(part));
  expect(slip).not.toMatch(/ОДО\.2/);

  await button(before.page, 'application', 'saved.toJournal').click();
  await inBothLanguages(before.page, async (language) => {
    await expect(row(before.page, child.iin)).toContainText(word(language, 'status', 'submission.saved'));
    await expect(row(before.page, child.iin)).toContainText(label);
    await expect(before.page.getByText(word(language, 'common', 'line.unsent', { number: 1 }))).toBeVisible();
    await before.picture('journal-saved');
  });
  await row(before.page, child.iin).click();
  await expect(before.page.getByText(label).first()).toBeVisible();
  await before.pictures('card-saved');
  await before.kill();

  const after = await office.open('desk', 'desk-1');
  // The language chosen last may be gone with the current.
  await choose(after.page, 'kk');
  await expect(after.page.getByText(word('kk', 'common', 'line.unsent', { number: 1 }))).toBeVisible();
  await lineUp();
  await comeBack(after.page, 'kk');
  await toJournal(after.page);
  await expect(row(after.page, child.iin)).toContainText(/ОДО\.2\d{3}\.\d{6}/);
  await row(after.page, child.iin).click();
  await after.page.getByRole('tab').nth(3).click();
  await print(
    after.page,
    'kk',
    after.page.getByRole('button', {
      name: word('kk', 'document', 'printNamed', { name: word('kk', 'document', 'kind.registration') }),
    }),
  );
  const paper = await wordsOf((await office.printed()).at(-1) ?? Buffer.alloc(0));
  expect(paper).toMatch(/ОДО\.2\d{3}\.\d{6}/);
  for (const part of [label, child.surname, child.name]) expect(paper).toContain(asOnPaper(part));
  await after.close();

  const other = await office.open('desk', 'desk-2');
  await signIn(other.page, 'kk');
  await toJournal(other.page);
  await expect(row(other.page, child.iin)).toHaveCount(1);
  await expect(
    other.page.getByText(word('kk', 'journal', 'pager.page', { page: 1, pages: 1, total: 1 })),
  ).toBeVisible();
  await other.close();
});

test('the line comes back while «saved» is on the screen: the number is told there', async () => {
  const { page, close } = await office.open('desk', 'desk-1');
  await comeBack(page, 'ru');
  await lineDown();
  await fileByHand(page, 'ru', { parent: 'synaqov-father', child: 'synaqova-2021', phone: '7015550502' });
  await expect(page.getByText(word('ru', 'application', 'saved.title'))).toBeVisible();
  await lineUp();
  expect(await queueNumber(page, 'ru')).toBe(1);
  await close();
});

test('the same child at two desks without a line: one is received, the other refused, with what to do', async () => {
  const child = demoPerson('kopbalaev-2024');
  const desks = [await office.open('desk', 'desk-1'), await office.open('desk', 'desk-2')] as const;
  for (const { page } of desks) await comeBack(page, 'kk');
  await lineDown();
  for (const [index, { page }] of desks.entries()) {
    await fileByHand(page, 'kk', {
      parent: index === 0 ? 'kopbalaeva-mother' : 'kopbalaev-father',
      child: 'kopbalaev-2024',
      phone: `701555060${index}`,
    });
    await expect(page.getByText(word('kk', 'application', 'saved.title'))).toBeVisible();
    await button(page, 'application', 'saved.toJournal').click();
  }
  await lineUp();
  for (const { page } of desks) await sync(page);
  const settled = /ОДО\.2\d{3}\.\d{6}|қабылдамады/;
  for (const { page } of desks) await expect(row(page, child.iin).first()).toContainText(settled);
  // The other desk's row may arrive before the answer to the own one.
  const isRefused = ({ page }: OfficeWindow): Promise<boolean> =>
    page
      .getByText(word('kk', 'status', 'submission.refused'))
      .first()
      .isVisible();
  await expect.poll(async () => (await Promise.all(desks.map(isRefused))).filter(Boolean).length).toBe(1);
  const refused = [];
  for (const desk of desks) if (await isRefused(desk)) refused.push(desk.page);
  expect(refused).toHaveLength(1);
  const [page] = refused;
  if (page === undefined) throw new Error('none was refused');
  await inBothLanguages(page, async (language) => {
    const { text, next: action } = failureWords(language, 'duplicate-child');
    await expect(page.getByRole('row').filter({ hasText: text })).toContainText(action);
  });
  await page
    .getByRole('row')
    .filter({ hasText: word('kk', 'status', 'submission.refused') })
    .first()
    .click();
  await notice(page, 'kk', 'duplicate-child');
  for (const desk of desks) if (desk.page === page) await desk.pictures('card-refused');
  // Nothing is typed twice: the refused form is opened again as it was.
  await button(page, 'application', 'refused.again').click();
  await expect(page.getByText(word('kk', 'application', 'applicant.title'))).toBeVisible();
  const own = desks[0].page === page ? 'kopbalaeva-mother' : 'kopbalaev-father';
  await expect(page.locator('#field-applicant-iin')).toHaveValue(demoPerson(own).iin);
  await next(page, 'kk');
  await expect(page.locator('#field-children-0-iin')).toHaveValue(child.iin);
  for (const desk of desks) await desk.close();
});

test('a power cut in the middle of step 2: the draft is there, with its scan, and can be signed', async () => {
  const child = demoPerson('ulgibaev-twin-one');
  const before = await office.open('desk', 'desk-1');
  await comeBack(before.page, 'kk');
  await leaveUnfinished(before.page, 'kk');
  await beginApplication(before.page, 'kk');
  await fillApplicant(before.page, 'kk', {
    iin: demoPerson('ulgibaeva-mother').iin,
    phone: '7015550503',
    email: 'ata-ana@example.kz',
  });
  await next(before.page, 'kk');
  await fillChild(before.page, 'kk', { iin: child.iin, settlement: 'Станционный' });
  await before.page
    .getByLabel(word('kk', 'application', 'child.relationOf.guardian'), { exact: true })
    .check();
  await before.page
    .locator('#field-attachments-relation input[type=file]')
    .setInputFiles(await pdfScan('қамқоршылық.pdf', 'Қамқоршылық туралы'));
  await expect(before.page.getByText('қамқоршылық.pdf', { exact: true })).toBeVisible();
  await expect(before.page.getByText(savedMark('kk'))).toBeVisible();
  // What was done is kept at the first pause of the hands, half a second long (draft-saver.ts).
  await before.page.waitForTimeout(1_500);
  await before.kill();

  const after = await office.open('desk', 'desk-1');
  await comeBack(after.page, 'kk');
  await inBothLanguages(after.page, (language) =>
    expect(after.page.getByText(word(language, 'cabinet', 'draft.title'))).toBeVisible(),
  );
  await after.pictures('cabinet-draft');
  await after.page.getByRole('link', { name: word('kk', 'cabinet', 'draft.resume') }).click();
  await expect(after.page.getByLabel(word('kk', 'application', 'child.iin'))).toHaveValue(child.iin);
  await expect(after.page.locator('#field-settlement')).toHaveValue('Станционный');
  await expect(after.page.getByText('қамқоршылық.pdf', { exact: true })).toBeVisible();
  await expect(
    after.page.getByLabel(word('kk', 'application', 'child.relationOf.guardian'), { exact: true }),
  ).toBeChecked();
  await next(after.page, 'kk');
  await expect(after.page.getByText('+7 (701) 555-05-03')).toBeVisible();
  await submit(after.page, 'kk');
  expect(await queueNumber(after.page, 'kk')).toBeGreaterThan(0);
  await after.close();
});

/** «Осы компьютерде сақталды, 15:04», at whatever time. */
function savedMark(language: Language): RegExp {
  return new RegExp(word(language, 'application', 'draft.saved', { at: '\\d\\d:\\d\\d' }));
}

test('nobody signed in and no line: said at the sign-in with what to do, and it works once the line is back', async () => {
  const { page, pictures, close } = await office.open('desk', 'desk-3');
  await expect(page.getByText(word('kk', 'common', 'line.reachable'))).toBeVisible();
  await lineDown();
  await page.getByRole('link', { name: word('kk', 'start', 'enter') }).click();
  await page.getByRole('button', { name: word('kk', 'sign-in', 'choose') }).click();
  await inBothLanguages(page, (language) =>
    notice(page, language, 'server-unreachable').then(() => undefined),
  );
  await pictures('sign-in-server-unreachable');
  await lineUp();
  await choose(page, 'kk');
  await button(page, 'common', 'action.retry').click();
  await expect(page.getByRole('heading', { name: word('kk', 'sign-in', 'owner.title') })).toBeVisible();
  await close();
});
