import { expect, type Page, test } from '@playwright/test';
import { formatDate } from '../../core/domain/almaty.ts';
import { fullName } from '../../core/domain/application-form.ts';
import { demoKindergartens } from '../simulators/demo-kindergartens.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { action, asks, done, file, ofDocument, openDocuments, press } from './card.ts';
import { fileElsewhere, openElsewhere } from './elsewhere.ts';
import { choose, type Language, print, word } from './journey.ts';
import type { Office } from './office.ts';
import { asOnPaper, newestPaper } from './paper.ts';
import { atServer, inQueue, publish, sync } from './queue.ts';
import { behindDialogInBothLanguages, notice } from './seen.ts';
import { enter } from './staff.ts';
import { ownOffice } from './stage.ts';
import { comes } from './visitor.ts';

/** A place is chosen and signed, the referral goes home on paper; what follows from it, and what can come in between (R4, R7, R8). */
let office: Office;
ownOffice(async (opened) => {
  office = opened;
});

const kindergartens = demoKindergartens(new Date().getFullYear()).kindergartens;

/** The first demo kindergarten's group for a child, with the words in which people find it. */
function placeFor(child: string, language: 'kk' | 'ru') {
  const [kindergarten] = kindergartens;
  const year = Number(demoPerson(child).birthDate.slice(0, 4));
  const group = kindergarten?.groups.find(
    (each) => each.birthYear === year && each.language === language && each.kind === 'general',
  );
  if (kindergarten === undefined || group === undefined) throw new Error('no such demo group');
  const { name, settlement, address } = kindergarten;
  return { id: group.id, group: group.name, year, name, address: `${settlement}, ${address}`, language };
}

/** From the card through the message window to the list of free places. */
async function openPlaces(page: Page, language: Language): Promise<void> {
  await action(page, 'choosePlace').click();
  await page.getByRole('button', { name: word(language, 'place', 'window.ok'), exact: true }).click();
  await expect(page.getByText(word(language, 'place', 'list'))).toBeVisible();
}

const chooseGroup = (page: Page, group: string) =>
  page.locator(`[data-group="${group}"]`).getByRole('button').click();

/** What the server keeps of the newest paper of a kind for a child. */
async function factsOf(child: string, kind: 'referral' | 'referral-extension' | 'referral-return') {
  let facts: Readonly<Record<string, string | number | null>> = {};
  await atServer(office, async (db) => {
    const row = await db
      .selectFrom('document as d')
      .innerJoin('application as a', 'a.uuid', 'd.application')
      .select('d.facts')
      .where('a.child_iin', '=', demoPerson(child).iin)
      .where('d.kind', '=', kind)
      .orderBy('d.issued_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    facts = row.facts;
  });
  return facts;
}

const shownDay = (day: string | number | null | undefined) => formatDate(String(day));

test('a parent at the kiosk chooses, signs what the dialog says, takes the referral home in two languages, and extends it', async () => {
  const child = 'synaqov-2022';
  const place = placeFor(child, 'kk');
  const window = await office.open('kiosk', 'kiosk-referral');
  const { page } = window;
  await comes(office, page, 'synaqova-mother');
  await file(page, 'kk', { parent: 'synaqova-mother', child, phone: '7015550111' });
  await publish(office, place.id, 1);
  await page.locator('a[data-uuid]').first().click();
  await sync(page);
  await expect(action(page, 'choosePlace')).toBeVisible();
  await openPlaces(page, 'kk');
  await chooseGroup(page, place.id);

  // What will be signed is read before: the place in words, in the reader's language, never a code.
  const dialog = page.getByRole('dialog');
  await behindDialogInBothLanguages(page, async (language) => {
    const action = dialog.locator('dd').first();
    for (const said of [place.name[language], place.address, place.group, String(place.year)])
      await expect(action).toContainText(said);
    await expect(action).toContainText(word(language, 'command-text', 'language.kk'));
    await expect(dialog).not.toContainText(place.id);
  });
  await window.pictures('referral-sign');
  await press(page, 'kk', 'choosePlace.action');
  await done(page, 'kk', 'choosePlace.doneText');
  await press(page, 'kk', 'choosePlace.toCard');

  await openDocuments(page, 'kk');
  await expect(ofDocument(page, 'kk', 'printNamed', 'referral')).toBeVisible();
  await window.pictures('referral-documents');
  await ofDocument(page, 'kk', 'showNamed', 'referral').click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await window.pictures('referral-shown');
  await page.getByRole('button', { name: word('kk', 'document', 'view.close') }).click();

  const referral = await factsOf(child, 'referral');
  const common = [
    String(referral.number),
    fullName(demoPerson(child)),
    demoPerson(child).iin,
    place.address,
    place.group,
  ];
  for (const language of ['kk', 'ru'] as const) {
    await page
      .getByRole('radiogroup', { name: word('kk', 'document', 'language') })
      .getByText(word('kk', 'document', `languages.${language}`))
      .click();
    await print(page, 'kk', ofDocument(page, 'kk', 'printNamed', 'referral'));
    const paper = await newestPaper(office);
    for (const said of [
      ...common,
      word(language, 'paper', 'referral.title'),
      place.name[language],
      `${word(language, 'paper', 'language.kk')}, ${word(language, 'paper', 'groupKind.general')}`,
      word(language, 'paper', 'referralKind.turn'),
      shownDay(referral.validUntil),
    ])
      expect(paper, said).toContain(asOnPaper(said));
  }

  await action(page, 'extendReferral').click();
  await page.locator('fieldset button:enabled').last().click();
  await window.pictures('referral-extend');
  await press(page, 'kk', 'extendReferral.action');
  await done(page, 'kk', 'extendReferral.done');
  await press(page, 'kk', 'ok');
  await sync(page);
  await openDocuments(page, 'kk');
  await print(page, 'kk', ofDocument(page, 'kk', 'printNamed', 'referral-extension'));
  const extension = await factsOf(child, 'referral-extension');
  const paper = await newestPaper(office);
  expect(shownDay(extension.validUntil)).not.toBe(shownDay(referral.validUntil));
  for (const said of [
    word('ru', 'paper', 'extension.title'),
    String(referral.number),
    place.name.ru,
    shownDay(extension.validUntil),
    shownDay(referral.validUntil),
  ])
    expect(paper, said).toContain(asOnPaper(said));
  await window.kill();
});

test('the last place is taken meanwhile: said with what to do, nothing lost; chosen when it comes back, and returned within 24 hours', async () => {
  const child = 'ulgibaev-twin-one';
  const place = placeFor(child, 'ru');
  const elsewhere = await openElsewhere(office);
  // Nobody waits: the place is open to whoever comes first.
  await publish(office, place.id, 1);
  const quicker = await fileElsewhere(elsewhere, 'ulgibaeva-mother', 'ulgibaeva-twin-two');
  const window = await enter(office, 'operator', 'desk-referral', 'ru');
  const { page } = window;
  await asks(office, 'ulgibaev-father');
  await file(page, 'ru', { parent: 'ulgibaev-father', child, phone: '7015550112' });
  await page.getByText(demoPerson(child).iin).first().dblclick();
  await expect(action(page, 'choosePlace')).toBeVisible();
  await openPlaces(page, 'ru');
  await chooseGroup(page, place.id);
  await inQueue(office, { do: 'choosePlace', application: quicker, group: place.id, by: 'whoever-may' });
  await press(page, 'ru', 'choosePlace.action');
  const dialog = page.getByRole('dialog');
  await behindDialogInBothLanguages(page, async (language) => {
    await notice(dialog, language, 'place-taken');
  });
  await window.pictures('referral-taken');
  await press(page, 'kk', 'choosePlace.another');
  await expect(page.locator('[data-failure=not-your-turn]')).toBeVisible();
  await window.pictures('referral-nothing-free');

  // The quicker family returns it: it is offered to the one who stands next.
  await inQueue(office, { do: 'cancelReferral', application: quicker, by: 'whoever-may' });
  await page.getByRole('button', { name: word('kk', 'place', 'renew') }).click();
  await chooseGroup(page, place.id);
  await press(page, 'kk', 'choosePlace.action');
  await done(page, 'kk', 'choosePlace.doneText');
  await press(page, 'kk', 'choosePlace.toCard');
  await expect(action(page, 'cancelReferral')).toBeVisible();

  await action(page, 'cancelReferral').click();
  await window.pictures('referral-return');
  await press(page, 'kk', 'cancelReferral.action');
  await done(page, 'kk', 'cancelReferral.done');
  await press(page, 'kk', 'ok');
  await sync(page);
  await openDocuments(page, 'kk');
  await print(page, 'kk', ofDocument(page, 'kk', 'printNamed', 'referral-return'));
  const act = await factsOf(child, 'referral-return');
  const paper = await newestPaper(office);
  for (const said of [
    word('kk', 'paper', 'returnAct.title'),
    String(act.referral),
    fullName(demoPerson(child)),
    fullName(demoPerson('ulgibaev-father')),
    place.name.kk,
    place.group,
  ])
    expect(paper, said).toContain(asOnPaper(said));
  await window.kill();
});

test('without the line a choice waits for nobody’s guess, new contacts are kept, shown as such, and sent once', async () => {
  const child = 'qiyalov-twin-one';
  const place = placeFor(child, 'kk');
  await publish(office, place.id, 1);
  const window = await enter(office, 'operator', 'desk-no-line');
  const { page } = window;
  await asks(office, 'qiyalova-mother');
  await file(page, 'kk', { parent: 'qiyalova-mother', child, phone: '7015550113' });
  await page.getByText(demoPerson(child).iin).first().dblclick();
  await expect(action(page, 'choosePlace')).toBeVisible();
  await openPlaces(page, 'kk');
  await chooseGroup(page, place.id);
  await office.stack.stopServer();
  await expect(page.getByText(word('kk', 'common', 'line.unreachable')).first()).toBeVisible();
  await press(page, 'kk', 'choosePlace.action');
  const dialog = page.getByRole('dialog');
  await notice(dialog, 'kk', 'command-needs-line');
  await window.pictures('referral-no-line');
  await press(page, 'kk', 'cancel');

  await page.getByRole('link', { name: word('kk', 'place', 'back') }).click();
  await action(page, 'updateContacts').click();
  await dialog
    .getByLabel(word('kk', 'application', 'applicant.phone'))
    .first()
    .fill('7015550999');
  await press(page, 'kk', 'updateContacts.action');
  await expect(dialog.getByText(word('kk', 'command', 'saved.text'))).toBeVisible();
  await press(page, 'kk', 'ok');
  const name = (language: Language) => word(language, 'command', 'name.updateContacts');
  const waiting = (language: Language) =>
    page.getByText(word(language, 'command', 'open.waiting', { name: name(language) }));
  await expect(waiting('kk')).toBeVisible();
  await choose(page, 'ru');
  await expect(waiting('ru')).toBeVisible();
  await choose(page, 'kk');
  await window.pictures('command-waiting');

  await office.stack.startServer();
  await sync(page);
  await expect(waiting('kk')).toHaveCount(0);
  await atServer(office, async (db) => {
    const kept = await db.selectFrom('command').select('args').where('name', '=', 'updateContacts').execute();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).toContain('+77015550999');
  });
  // The place was there all the time, and is chosen now.
  await sync(page);
  await expect(action(page, 'choosePlace')).toBeVisible();
  await openPlaces(page, 'kk');
  await chooseGroup(page, place.id);
  await press(page, 'kk', 'choosePlace.action');
  await done(page, 'kk', 'choosePlace.doneText');
  await window.kill();
});
