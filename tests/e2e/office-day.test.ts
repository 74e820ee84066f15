import { expect, test } from '@playwright/test';
import { almatyDay, endOfDay } from '../../core/domain/almaty.ts';
import { addDays, addMonths } from '../../core/domain/plain-date.ts';
import { LINKS } from '../../renderer/links.ts';
import { DEMO_KINDERGARTEN, demoPerson } from '../simulators/demo-people.ts';
import { action, asks } from './card.ts';
import { type Families, openFamilies } from './families.ts';
import { goTo, kk } from './journey.ts';
import { enterOn, pressByKeyboard } from './keyboard.ts';
import type { Office } from './office.ts';
import { pictured } from './pictured.ts';
import { pdfScan } from './scans.ts';
import { notice } from './seen.ts';
import { confirmed, enter, inDialog } from './staff.ts';
import { ownOffice } from './stage.ts';

/** The operator's, the moderator's and the head's day, each with the own key, while families file elsewhere (issue 4.5). */
let office: Office;
let elsewhere: Families;
ownOffice(async (opened) => {
  office = opened;
  elsewhere = await openFamilies(opened);
  return elsewhere.close;
});

/** One child has to choose a place today, another's interest has to be confirmed. */
async function endsToday(notified: string, due: string): Promise<void> {
  const group = `${DEMO_KINDERGARTEN}-2022-kk`;
  await elsewhere.give({ do: 'publishPlaces', group, places: 1, by: 'whoever-may' });
  const { db } = elsewhere.database;
  const until = new Date(endOfDay(almatyDay(Date.now())) - 1);
  await db.updateTable('application').set({ choose_by: until }).where('uuid', '=', notified).execute();
  await db.updateTable('application').set({ confirm_interest_by: until }).where('uuid', '=', due).execute();
}

test('the moderator looks at papers of a non-resident, refuses a benefit, and confirms one claimed later on a parent’s behalf', async () => {
  const passport = await elsewhere.scan('non-resident', 'паспорт.pdf', 'Шетел азаматының паспорты');
  const foreigner = await elsewhere.file('sheteldikova-mother', 'sheteldikov-2024', {
    nonResident: true,
    attachments: [passport],
  });
  const certificate = await elsewhere.scan('benefit', 'анықтама.pdf', 'Әскери қызметте екені туралы');
  const soldier = await elsewhere.file('kopbalaeva-mother', 'kopbalaeva-2021', {
    // Valid for two days more.
    benefit: { category: 'E1', certificateDate: addDays(addMonths(almatyDay(Date.now()), -1), 2) },
    attachments: [certificate],
  });
  const later = await elsewhere.file('synaqova-mother', 'synaqova-2021');
  await endsToday(await elsewhere.file('ulgibaev-father', 'ulgibaev-twin-one'), later);
  const operator = await enter(office, 'operator');
  await goTo(operator.page, LINKS.work);
  for (const kind of ['offer-lapses', 'interest-due', 'certificate-ends'] as const)
    await expect(operator.page.getByRole('list', { name: kk('work', `kind.${kind}`) })).toBeVisible();
  await pictured(operator, 'work');

  const desk = await enter(office, 'moderator');
  const { page } = desk;
  await pictured(desk, 'cabinet-moderator');
  await goTo(page, LINKS.benefits);
  const open = (name: string) =>
    page.getByRole('button', { name: new RegExp(`^${kk('benefit', 'open')}.*${name}`, 'i') }).click();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await pictured(desk, 'benefits');

  await open(demoPerson('sheteldikov-2024').name);
  await expect(page.locator('canvas').first()).toBeVisible();
  await pictured(desk, 'papers-claim');
  await page.getByRole('button', { name: kk('benefit', 'confirm.action') }).click();
  await pictured(desk, 'papers-confirm');
  await inDialog(page, kk('benefit', 'confirm.action')).click();
  await confirmed(page, kk('benefit', 'confirm.done'));
  expect((await elsewhere.state(foreigner)).status).toBe('queued');

  await open(demoPerson('kopbalaeva-2021').name);
  await page.getByRole('button', { name: kk('benefit', 'reject.action') }).click();
  // Without a reason nothing is decided.
  await inDialog(page, kk('benefit', 'reject.action')).click();
  await expect(page.getByText(kk('benefit', 'reject.reasonNeeded'))).toBeVisible();
  await pictured(desk, 'benefit-reject');
  await page.getByLabel(kk('benefit', 'reject.reason')).fill('Анықтамада баланың аты жоқ');
  await inDialog(page, kk('benefit', 'reject.action')).click();
  await confirmed(page, kk('benefit', 'reject.done'));
  expect(await elsewhere.state(soldier)).toMatchObject({ status: 'queued', queue_class: 'G' });
  await expect(page.getByRole('heading', { name: kk('benefit', 'empty') })).toBeVisible();

  // The operator claims a benefit for a child that waits already; the parent is there and signs.
  await goTo(operator.page, `/application/${later}`);
  await action(operator.page, 'claimBenefit').click();
  await inDialog(operator.page, kk('command', 'claimBenefit.action')).click();
  await expect(operator.page.getByText(kk('failure', 'required.text')).first()).toBeVisible();
  await pictured(operator, 'claim-benefit');
  await operator.page.getByRole('combobox', { name: kk('application', 'child.benefitCategory') }).click();
  await operator.page.getByRole('option', { name: /көпбалалы/ }).click();
  await operator.page
    .getByRole('dialog')
    .locator('input[type=file]')
    .first()
    .setInputFiles(await pdfScan('отбасы.pdf', 'Көпбалалы отбасы'));
  await asks(office, 'synaqova-mother');
  await inDialog(operator.page, kk('command', 'claimBenefit.action')).click();
  await confirmed(operator.page, kk('command', 'claimBenefit.done'));
  expect((await elsewhere.state(later)).status).toBe('pending');
  await operator.close();

  await goTo(page, LINKS.cabinet);
  await goTo(page, LINKS.benefits);
  // And the moderator decides without a mouse.
  await pressByKeyboard(page, page.getByRole('button', { name: new RegExp(`^${kk('benefit', 'open')}`) }));
  await pressByKeyboard(page, page.getByRole('button', { name: kk('benefit', 'confirm.action') }));
  await pressByKeyboard(page, inDialog(page, kk('benefit', 'confirm.action')));
  await expect(page.getByText(kk('benefit', 'confirm.done'))).toBeVisible();
  await enterOn(page, inDialog(page, kk('command', 'ok')));
  await expect(page.getByRole('heading', { name: kk('benefit', 'empty') })).toBeVisible();
  expect(await elsewhere.state(later)).toMatchObject({ status: 'queued', queue_class: 'P' });
  await desk.close();
});

test('the head signs a refusal; it is undone by two; an error in the IIN is put right by two', async () => {
  const application = await elsewhere.file('qiyalova-mother', 'qiyalova-2020');
  const filed = (await elsewhere.state(application)).filed_at;
  const name = demoPerson('qiyalova-2020').name;
  const proposer = await elsewhere.desk.signIn('operator');
  const proposed = await elsewhere.desk.give(proposer, {
    ...{ do: 'propose', application },
    proposal: {
      ...{
        kind: 'reject',
        ground: 'RJ2',
        detail: null,
        rulesPoint: null,
        fix: null,
        hearingOn: '2026-11-20',
      },
      ...{ facts: 'Басқа ауданда тіркелген', hearing: 'Өтініш беруші келген жоқ' },
    },
  });
  expect(proposed.outcome).toBe('done');
  const head = await enter(office, 'head');
  await pictured(head, 'cabinet-head');
  const approve = async (): Promise<void> => {
    await goTo(head.page, LINKS.cabinet);
    await goTo(head.page, LINKS.proposals);
    await head.page.getByRole('button', { name: kk('proposal', 'approve.action') }).click();
  };
  await approve();
  // What is signed is said in words, without a name that only the program knows.
  await expect(head.page.getByRole('dialog')).toContainText(
    /ОДО\.\d{4}\.\d{6} өтініші бойынша дәлелді бас тарту/,
  );
  await pictured(head, 'approve-refusal');
  const sign = inDialog(head.page, kk('proposal', 'approve.sign'));
  await office.set('ncalayer', { answer: 'cancel', cancelShape: 'own' });
  await sign.click();
  await notice(head.page, 'kk', 'ncalayer-cancelled');
  expect((await elsewhere.state(application)).status).toBe('queued');
  await office.calm();
  // Somebody else's key signs nothing here.
  await asks(office, 'operator');
  await sign.click();
  // NCALayer offers the head's own key alone, so whoever else stands there can only close its window.
  await notice(head.page, 'kk', 'ncalayer-cancelled');
  expect((await elsewhere.state(application)).status).toBe('queued');
  await pictured(head, 'approve-other-key');
  await asks(office, 'head');
  await sign.click();
  await confirmed(head.page, kk('proposal', 'approve.done'));
  expect((await elsewhere.state(application)).status).toBe('rejected');
  const { signed_xml, signer } = await elsewhere.database.db
    .selectFrom('command')
    .select(['signed_xml', 'signer'])
    .where('application', '=', application)
    .where('name', '=', 'decideProposal')
    .executeTakeFirstOrThrow();
  expect(signer).toBe('operator');
  expect(signed_xml).toContain('дәлелді бас тарту. Заң бойынша негізі: RJ2');

  const operator = await enter(office, 'operator', 'desk-second');
  const { page } = operator;
  const act = async (kind: 'restore' | 'removeByOffice' | 'correct'): Promise<void> => {
    await goTo(page, LINKS.cabinet);
    await goTo(page, `/application/${application}`);
    await page.getByRole('button', { name: kk('proposal', 'menu') }).click();
    await page.getByRole('menuitem', { name: kk('proposal', `kind.${kind}`) }).click();
  };
  await act('restore');
  await page.getByLabel(kk('proposal', 'restore.reason')).fill('Тіркеу туралы анықтама кейін табылды');
  await pictured(operator, 'propose-restore');
  await inDialog(page, kk('proposal', 'propose.action')).click();
  await confirmed(page, kk('proposal', 'propose.done'));
  // The head has no mouse today.
  await goTo(head.page, LINKS.cabinet);
  await pressByKeyboard(
    head.page,
    head.page.getByRole('link', { name: new RegExp(`^${kk('proposal', 'cabinet.title')}`) }),
  );
  await pressByKeyboard(head.page, head.page.getByRole('button', { name: kk('proposal', 'approve.action') }));
  await pictured(head, 'approve-restore');
  await pressByKeyboard(head.page, inDialog(head.page, kk('proposal', 'approve.action')));
  await expect(head.page.getByText(kk('proposal', 'approve.done'))).toBeVisible();
  await enterOn(head.page, inDialog(head.page, kk('command', 'ok')));
  await expect(head.page.getByRole('dialog')).toHaveCount(0);
  expect(await elsewhere.state(application)).toMatchObject({ status: 'queued', filed_at: filed });

  await act('removeByOffice');
  await inDialog(page, kk('proposal', 'propose.action')).click();
  await expect(page.getByText(kk('proposal', 'removeByOffice.file'))).toBeVisible();
  await pictured(operator, 'propose-removal');
  await inDialog(page, kk('command', 'cancel')).click();

  await act('correct');
  const child = page.getByRole('region', { name: kk('proposal', 'correct.child') });
  await child.getByLabel(kk('proposal', 'correct.name'), { exact: true }).fill('Аңызгүлім');
  await page.getByLabel(kk('proposal', 'correct.reason')).fill('Туу туралы куәлікте солай');
  await inDialog(page, kk('proposal', 'correct.action')).click();
  await confirmed(page, kk('proposal', 'correct.done'));

  await act('correct');
  await child.getByLabel(kk('proposal', 'field.childIin')).fill('200312500010');
  await page.getByLabel(kk('proposal', 'correct.reason')).fill('Екі цифр шатастырылған');
  await expect(page.getByText('12.03.2020')).toBeVisible();
  await pictured(operator, 'correct');
  await inDialog(page, kk('proposal', 'propose.action')).click();
  await confirmed(page, kk('proposal', 'propose.done'));
  expect((await elsewhere.state(application)).child_iin).toBe(demoPerson('qiyalova-2020').iin);
  await goTo(page, LINKS.work);
  await expect(page.getByText(kk('work', 'proposals', { number: 1 }))).toBeVisible();
  await goTo(page, LINKS.proposals);
  await expect(page.getByText(kk('proposal', 'own'))).toBeVisible();
  await pictured(operator, 'proposals-own');
  await approve();
  await pictured(head, 'approve-correction');
  await inDialog(head.page, kk('proposal', 'approve.action')).click();
  await confirmed(head.page, kk('proposal', 'approve.done'));
  expect((await elsewhere.state(application)).child_iin).toBe('200312500010');
  await expect(head.page.getByRole('heading', { name: new RegExp(name, 'i') }).first()).toBeVisible();
  await pictured(head, 'proposals-decided');
  await goTo(head.page, `/application/${application}`);
  await head.page.getByRole('tab', { name: kk('journal', 'card.tab.history') }).click();
  await expect(head.page.getByText(kk('history', 'event.application-restored')).first()).toBeVisible();
  await pictured(head, 'card-history-two-persons');
  await operator.close();
  await head.close();
});
