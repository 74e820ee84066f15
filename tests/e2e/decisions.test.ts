import { expect, type Page, test } from '@playwright/test';
import { fullName } from '../../core/domain/application-form.ts';
import { LINKS } from '../../renderer/links.ts';
import { DEMO_KINDERGARTEN, demoPerson } from '../simulators/demo-people.ts';
import { action, asks, ofDocument, openDocuments } from './card.ts';
import { giveCode, messagesTo, newCode } from './codes.ts';
import { type Families, openFamilies } from './families.ts';
import { goTo, kk, print } from './journey.ts';
import type { Office, OfficeWindow } from './office.ts';
import { asOnPaper, newestPaper } from './paper.ts';
import { pictured } from './pictured.ts';
import { pdfScan } from './scans.ts';
import { behindDialogInBothLanguages, faultAt, notice } from './seen.ts';
import { confirmed, enter, goToCard, inDialog } from './staff.ts';
import { ownOffice } from './stage.ts';
import { comes, leaves } from './visitor.ts';

/** What an office decides about an application beside the queue, to its end: on the card, on paper and before the family. */
let office: Office;
let elsewhere: Families;
let operator: OfficeWindow;
let head: OfficeWindow;
let kiosk: OfficeWindow;
ownOffice(async (opened) => {
  office = opened;
  elsewhere = await openFamilies(office);
  operator = await enter(office, 'operator');
  head = await enter(office, 'head');
  kiosk = await office.open('kiosk', 'kiosk-families');
  return elsewhere.close;
});

const recordOf = (application: string) =>
  elsewhere.database.db
    .selectFrom('application')
    .select(['status', 'parents', 'number'])
    .where('uuid', '=', application)
    .executeTakeFirstOrThrow();
const papersOf = async (application: string) =>
  (
    await elsewhere.database.db
      .selectFrom('document')
      .select('kind')
      .where('application', '=', application)
      .orderBy('issued_at')
      .execute()
  ).map(({ kind }) => kind);

/** A parent comes to the kiosk and opens the only application there. */
async function opensOwn(person: string): Promise<Page> {
  const { page } = kiosk;
  await comes(office, page, person);
  await goTo(page, LINKS.journal);
  await expect(page.locator('a[data-uuid]')).toHaveCount(1);
  await page.locator('a[data-uuid]').click();
  await expect(page.getByRole('tab', { name: kk('journal', 'card.tab.information') })).toBeVisible();
  return page;
}

/** What stands on the paper that was printed last; null where nothing can be printed here. */
const printedLast = async () => (office.noPrinter === null ? newestPaper(office) : null);

async function chooseOffice(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: kk('proposal', 'menu') }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

async function openApproval(page: Page): Promise<void> {
  await goTo(page, LINKS.cabinet);
  await goTo(page, LINKS.proposals);
  await page.getByRole('button', { name: kk('proposal', 'approve.action') }).click();
}

test('a child who moved away is removed: proposed with its document, approved by the head; the family takes the paper home', async () => {
  const application = await elsewhere.file('qiyalova-mother', 'qiyalova-2020');
  const removal = kk('proposal', 'kind.removeByOffice');
  const { page } = operator;
  await goToCard(page, application);
  await chooseOffice(page, removal);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: kk('proposal', 'removal.departure') }).check();
  await dialog.getByLabel(kk('proposal', 'removeByOffice.note')).fill('Отбасы Астанаға көшті');
  const scan = await pdfScan('көші-қон.pdf', 'Жаңа мекенжай туралы анықтама');
  await dialog.locator('input[type=file]').setInputFiles(scan);
  await expect(dialog.getByText('көші-қон.pdf')).toBeVisible();
  await pictured(operator, 'propose-removal-ready');
  await inDialog(page, kk('proposal', 'propose.action')).click();
  await confirmed(page, kk('proposal', 'propose.done'));
  // Nothing has changed but that a decision is waited for.
  await expect(page.getByText(kk('proposal', 'open', { kind: removal }))).toBeVisible();
  expect((await recordOf(application)).status).toBe('queued');

  await goTo(head.page, LINKS.proposals);
  await expect(head.page.locator('canvas').first()).toBeVisible();
  await expect(head.page.getByText('Отбасы Астанаға көшті')).toBeVisible();
  await pictured(head, 'proposals-removal');
  await openApproval(head.page);
  await expect(head.page.getByRole('dialog')).toContainText(kk('proposal', 'approve.meaning.removeByOffice'));
  await pictured(head, 'approve-removal');
  await inDialog(head.page, kk('proposal', 'approve.action')).click();
  await confirmed(head.page, kk('proposal', 'approve.done'));
  expect((await recordOf(application)).status).toBe('removed');
  expect(await papersOf(application)).toEqual(['registration', 'removal']);
  // What it rests on can be read afterwards as well.
  const basis = kk('document', 'showNamed', { name: kk('document', 'purpose.basis') });
  await expect(head.page.getByRole('button', { name: basis })).toBeVisible();
  await pictured(head, 'proposals-removed');

  await goToCard(page, application);
  await expect(page.getByText(kk('status', 'name.removed')).first()).toBeVisible();
  await expect(action(page, 'withdraw')).toHaveCount(0);
  await page.getByRole('tab', { name: kk('journal', 'card.tab.history') }).click();
  await expect(page.getByText(kk('history', 'event.removed-by-office'))).toBeVisible();
  await expect(page.getByText(kk('proposal', 'removal.departure')).first()).toBeVisible();
  await pictured(operator, 'card-removed');

  const parent = await opensOwn('qiyalova-mother');
  await expect(parent.getByText(kk('status', 'meaning.removed'))).toBeVisible();
  await pictured(kiosk, 'parent-card-removed');
  await openDocuments(parent, 'kk');
  await ofDocument(parent, 'kk', 'showNamed', 'removal').click();
  await expect(parent.locator('canvas').first()).toBeVisible();
  await kiosk.pictures('parent-removal-paper');
  await parent.keyboard.press('Escape');
  await print(parent, 'kk', ofDocument(parent, 'kk', 'printNamed', 'removal'));
  const paper = await printedLast();
  if (paper !== null)
    for (const said of ['removal.title', 'removal.officeReason.departure', 'removal.rule.anew'])
      expect(paper).toContain(asOnPaper(kk('paper', said)));
  await leaves(parent, 'kk');
});

test('a refusal that somebody else’s key signed for the head: said with whose key it takes, and nothing is done', async () => {
  const application = await elsewhere.file('synaqova-mother', 'synaqova-2021');
  const proposer = await elsewhere.desk.signIn('operator');
  const proposed = await elsewhere.desk.give(proposer, {
    ...{ do: 'propose', application },
    proposal: {
      ...{ kind: 'reject', ground: 'RJ1', detail: null, rulesPoint: null, fix: null, hearingOn: null },
      ...{ facts: 'Анықтама жарамсыз', hearing: 'Өтініш беруші келіскен жоқ' },
    },
  });
  expect(proposed.outcome).toBe('done');
  const { surname, name } = demoPerson('head');
  await openApproval(head.page);
  await asks(office, 'operator', false);
  await inDialog(head.page, kk('proposal', 'approve.sign')).click();
  await behindDialogInBothLanguages(head.page, async (language) => {
    const shown = await notice(head.page, language, 'iin-mismatch');
    await expect(shown).toContainText(new RegExp(`${surname} ${name}`, 'i'));
  });
  await pictured(head, 'approve-foreign-key');
  expect((await recordOf(application)).status).toBe('queued');
  expect(await papersOf(application)).toEqual(['registration']);
  const given = await elsewhere.database.db
    .selectFrom('command')
    .select('name')
    .where('application', '=', application)
    .execute();
  expect(given.map(({ name }) => name)).toEqual(['propose']);

  await asks(office, 'head');
  await head.page.getByRole('button', { name: kk('common', 'action.retry') }).click();
  await confirmed(head.page, kk('proposal', 'approve.done'));
  expect((await recordOf(application)).status).toBe('rejected');
  expect(await papersOf(application)).toEqual(['registration', 'refusal']);
});

test('a second parent joins at the operator’s with both parents there, another by the head with a document', async () => {
  const [mother, father] = [demoPerson('synaqova-mother'), demoPerson('synaqov-father')];
  const application = await elsewhere.file('synaqova-mother', 'synaqov-2022');
  const { page } = operator;
  await goToCard(page, application);
  await action(page, 'mergeApplication').click();
  const dialog = page.getByRole('dialog');
  const iin = dialog.getByLabel(kk('command', 'mergeApplication.iin'));
  const join = inDialog(page, kk('command', 'mergeApplication.action'));
  await join.click();
  await faultAt(iin, 'kk', 'iin-length');
  await iin.fill(mother.iin);
  await expect(dialog.getByText(kk('command', 'mergeApplication.already'))).toBeVisible();
  await iin.fill(father.iin);
  await pictured(operator, 'merge-desk');
  // Both are there: the second parent's key alone is not enough.
  await join.click();
  await notice(page, 'kk', 'consent-required');
  const phone = mother.phone ?? '';
  const before = (await messagesTo(office, phone)).length;
  await dialog.getByLabel(kk('consent', 'phone')).fill(phone.slice(2));
  await dialog.getByRole('button', { name: kk('consent', 'ask') }).click();
  await giveCode(page, 'kk', await newCode(office, phone, before), kk('consent', 'give'));
  await expect(dialog.getByText(kk('consent', 'given'), { exact: true })).toBeVisible();
  await asks(office, 'synaqova-mother', false);
  await join.click();
  await expect(await notice(page, 'kk', 'iin-mismatch')).toContainText(father.iin);
  await pictured(operator, 'merge-desk-foreign-key');
  expect((await recordOf(application)).parents).toEqual([mother.iin]);
  await asks(office, 'synaqov-father');
  await join.click();
  await confirmed(page, kk('command', 'mergeApplication.done'));
  expect((await recordOf(application)).parents).toEqual([mother.iin, father.iin]);
  await goToCard(page, application);
  await expect(page.getByText(father.iin).first()).toBeVisible();
  await expect(action(page, 'mergeApplication')).toHaveCount(0);
  await pictured(operator, 'card-merged');

  const other = await elsewhere.file('ulgibaeva-mother', 'ulgibaev-twin-one');
  const second = demoPerson('ulgibaev-father').iin;
  await goToCard(head.page, other);
  await action(head.page, 'mergeApplication').click();
  const asked = head.page.getByRole('dialog');
  await asked.getByLabel(kk('command', 'mergeApplication.iin')).fill(second);
  await asks(office, 'head');
  await inDialog(head.page, kk('command', 'mergeApplication.action')).click();
  await expect(asked.getByText(kk('failure', 'file-required.text'))).toBeVisible();
  const scan = await pdfScan('неке.pdf', 'Неке туралы куәлік');
  await asked.locator('input[type=file]').setInputFiles(scan);
  await expect(asked.getByText('неке.pdf')).toBeVisible();
  await pictured(head, 'merge-head');
  await inDialog(head.page, kk('command', 'mergeApplication.action')).click();
  await confirmed(head.page, kk('command', 'mergeApplication.done'));
  expect((await recordOf(other)).parents).toEqual([demoPerson('ulgibaeva-mother').iin, second]);

  const parent = await opensOwn('ulgibaev-father');
  await expect(parent.getByText((await recordOf(other)).number).first()).toBeVisible();
  await expect(action(parent, 'withdraw')).toBeVisible();
  await leaves(parent, 'kk');
});

test('a receipt of documents from the card of an application, and from a director’s list', async () => {
  const proof = await elsewhere.scan('benefit', 'анықтама.pdf', 'Көпбалалы отбасы');
  const application = await elsewhere.file('kopbalaeva-mother', 'kopbalaeva-2021', {
    ...{ benefit: { category: 'P4', certificateDate: null }, attachments: [proof] },
  });
  const { number } = await recordOf(application);
  const mother = demoPerson('kopbalaeva-mother');
  const { page } = operator;
  const field = (at: Page, name: string) =>
    at.getByRole('dialog').getByRole('textbox', { name: kk('receipt', name) });
  await goToCard(page, application);
  await chooseOffice(page, kk('receipt', 'action'));
  // What the application knows is not typed again.
  await expect(field(page, 'iin')).toHaveValue(mother.iin);
  await expect(field(page, 'handed.name')).toHaveValue(new RegExp(kk('document', 'purpose.benefit')));
  await pictured(operator, 'receipt-card');
  await print(page, 'kk', inDialog(page, kk('document', 'print')));
  await expect(page.getByText(kk('receipt', 'given').split('{{')[0] ?? '')).toBeVisible();
  const accepted = await printedLast();
  for (const said of [kk('paper', 'receipt.accepted'), number, fullName(demoPerson('kopbalaeva-2021'))])
    if (accepted !== null) expect(accepted).toContain(asOnPaper(said));
  expect(accepted ?? '').not.toContain(mother.iin);

  const group = `${DEMO_KINDERGARTEN}-2024-kk`;
  const referred = await elsewhere.file('synaqova-mother', 'synaqov-2024');
  await elsewhere.give({ do: 'publishPlaces', group, places: 1, by: 'whoever-may' });
  await elsewhere.give({ do: 'choosePlace', application: referred, group, by: 'whoever-may' });
  const director = await enter(office, 'director');
  const at = director.page;
  await at.getByRole('link', { name: kk('kindergarten', 'cabinet.own') }).click();
  await at.getByRole('tab', { name: kk('kindergarten', 'tab.received') }).click();
  const name = fullName(demoPerson('synaqov-2024'));
  await at.getByRole('button', { name: kk('kindergarten', 'receipt.named', { name }) }).click();
  // Nobody here knows the parent's IIN: it is read from the parent's card.
  await inDialog(at, kk('document', 'print')).click();
  await faultAt(field(at, 'iin'), 'kk', 'iin-length');
  await field(at, 'iin').fill(demoPerson('synaqova-mother').iin);
  await at.getByRole('button', { name: kk('receipt', 'missing.add') }).click();
  await at
    .getByRole('dialog')
    .getByRole('textbox', { name: kk('receipt', 'missing.row', { number: 1 }) })
    .fill('065/у медициналық картасы');
  await pictured(director, 'receipt-kindergarten');
  await print(at, 'kk', inDialog(at, kk('document', 'print')));
  const refused = await printedLast();
  for (const said of ['«Сынақ-Балапан»', kk('paper', 'receipt.refused'), '065/у медициналық картасы'])
    if (refused !== null) expect(refused).toContain(asOnPaper(said));
  await director.close();
});
