import type { Page } from '@playwright/test';
import type { FailureCode } from '../../core/domain/failure.ts';
import { CUPS, type PrintService, startPrintService } from '../integration/print/print-service.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import { fillApplicant, fillChild, next, queueNumber, signIn, startOver, submit, word } from './journey.ts';
import type { OfficeWindow } from './office.ts';
import { asOnPaper, wordsOf } from './paper.ts';
import { behindDialogInBothLanguages, notice } from './seen.ts';
import { expect, test } from './stage.ts';

/**
 * Whatever the printer does, the person is told what happened and what to do; then it prints, and exactly once. Through a
 * CUPS of the test's own, with a real queue before the printer.
 */
test.skip(!CUPS.installed, CUPS.missing);

const PRINTER = 'KENSE';
const child = demoPerson('qiyalova-2020');
let cups: PrintService;
let window: OfficeWindow;
let device = '';

test.beforeAll(async ({ office }) => {
  // Whatever the file before this one left behind.
  await office.calm();
  cups = await startPrintService();
  device = String(office.stack.simulators.printer?.url);
  cups.command('lpadmin', '-p', PRINTER, '-E', '-v', device, '-D', 'Кеңсе принтері');
  window = await office.open('desk', 'desk-printer', {
    environment: { CUPS_SERVER: cups.server, KEZEK_PRINTER: PRINTER },
  });
  const { page } = window;
  await signIn(page, 'kk');
  await startOver(page, 'kk');
  await fillApplicant(page, 'kk', {
    iin: demoPerson('qiyalova-mother').iin,
    phone: '7015550701',
    email: 'ata-ana@example.kz',
  });
  await next(page, 'kk');
  await fillChild(page, 'kk', { iin: child.iin, settlement: 'Көкшетау' });
  await next(page, 'kk');
  await submit(page, 'kk');
  await queueNumber(page, 'kk');
});
// A queue of its own for every test: CUPS remembers what the driver of before said of the printer.
test.beforeEach(async () => {
  cups.command('lpadmin', '-x', PRINTER);
  cups.command('lpadmin', '-p', PRINTER, '-E', '-v', device, '-D', 'Кеңсе принтері');
});
test.afterAll(async () => {
  await window?.close();
  await cups?.close();
});

/** Opens the print dialog of the registration document and starts. */
async function startPrinting(page: Page): Promise<void> {
  await page.getByRole('button', { name: word('kk', 'application', 'success.print') }).click();
  await page.getByRole('button', { name: word('kk', 'print', 'start'), exact: true }).click();
}

test('the dialog before anything is printed, in both languages', async () => {
  const { page } = window;
  await page.getByRole('button', { name: word('kk', 'application', 'success.print') }).click();
  await behindDialogInBothLanguages(page, async (language) => {
    await expect(page.getByRole('dialog', { name: word(language, 'print', 'title') })).toBeVisible();
    await expect(
      page.getByRole('button', { name: word(language, 'print', 'start'), exact: true }),
    ).toBeEnabled();
    await expectAccessible(page);
    await window.picture('print');
  });
  await dialog(page)
    .getByRole('button', { name: word('kk', 'print', 'close') })
    .last()
    .click();
});

const dialog = (page: Page) => page.getByRole('dialog', { name: word('kk', 'print', 'title') });

/** What the dialog says in either language, with a picture of it. */
async function said(page: Page, code: FailureCode): Promise<void> {
  await expect(page.locator(`[data-failure="${code}"]`)).toBeVisible();
  await behindDialogInBothLanguages(page, async (language) => {
    await notice(page, language, code);
    await window.picture(code);
  });
}

/** Presses «Қайта басып шығару», sees it printed, and closes the dialog. */
async function printsNow(page: Page): Promise<void> {
  await dialog(page)
    .getByRole('button', { name: word('kk', 'print', 'retry'), exact: true })
    .click();
  await expect(page.getByText(word('kk', 'print', 'step.printed'))).toBeVisible();
  await dialog(page)
    .getByRole('button', { name: word('kk', 'print', 'close') })
    .last()
    .click();
}

test('the printer is off: said after half a minute without an answer; switched on, it prints once', async ({
  office,
}) => {
  const { page } = window;
  const before = (await office.printed()).length;
  await office.set('printer', { answer: 'refuse' });
  await startPrinting(page);
  await expect(page.getByText(word('kk', 'print', 'stepHint.printing'))).toBeVisible();
  await said(page, 'printer-off');
  await office.set('printer', { answer: 'print' });
  await printsNow(page);
  expect((await office.printed()).length).toBe(before + 1);
  const paper = await wordsOf((await office.printed()).at(-1) ?? Buffer.alloc(0));
  expect(paper).toContain(asOnPaper(child.surname));
});

test('out of paper: said while it waits and when it is given up; with paper it prints', async ({
  office,
}) => {
  const { page } = window;
  const before = (await office.printed()).length;
  cups.command('lpadmin', '-p', PRINTER, '-v', 'nopaper:/tray');
  await startPrinting(page);
  await said(page, 'printer-out-of-paper');
  cups.command('lpadmin', '-p', PRINTER, '-v', device);
  await printsNow(page);
  expect((await office.printed()).length).toBe(before + 1);
});

test('the queue is stopped: said at once; resumed, it prints', async ({ office }) => {
  const { page } = window;
  const before = (await office.printed()).length;
  cups.command('cupsdisable', PRINTER);
  await startPrinting(page);
  await said(page, 'printer-disabled');
  cups.command('cupsenable', PRINTER);
  await printsNow(page);
  expect((await office.printed()).length).toBe(before + 1);
});

test('the queue takes no jobs: said at once; taking them again, it prints', async ({ office }) => {
  const { page } = window;
  const before = (await office.printed()).length;
  cups.command('cupsreject', PRINTER);
  await startPrinting(page);
  await said(page, 'printer-rejects');
  cups.command('cupsaccept', PRINTER);
  await printsNow(page);
  expect((await office.printed()).length).toBe(before + 1);
});
