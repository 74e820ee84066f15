import { expect, test } from '@playwright/test';
import { fullName } from '../../core/domain/application-form.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import { asks } from './card.ts';
import {
  beginApplication,
  choose,
  fillApplicant,
  fillChild,
  type Language,
  next,
  queueNumber,
  signIn,
  submit,
  word,
} from './journey.ts';
import type { Office } from './office.ts';
import { asOnPaper, newestPaper } from './paper.ts';
import { ownOffice } from './stage.ts';

/**
 * The main job, end to end, in real Electron: sign in → form → signature → number → the PDF as it arrives from the system's
 * print queue. Kazakh with a GOST key, Russian with an RSA key.
 */
let office: Office;
ownOffice(async (opened) => {
  office = opened;
});

/** The tabs of the card as they stand. */
const TABS = ['card', 'card-history', 'card-notices', 'card-documents', 'card-signature'] as const;

const cases: readonly {
  language: Language;
  kind: 'gost' | 'rsa-sign';
  parent: string;
  child: string;
  phone: string;
}[] = [
  { language: 'kk', kind: 'gost', parent: 'synaqova-mother', child: 'synaqov-2022', phone: '7015550101' },
  { language: 'ru', kind: 'rsa-sign', parent: 'synaqov-father', child: 'synaqova-2021', phone: '7015550102' },
];

for (const { language, kind, parent, child, phone } of cases) {
  test(`an operator enters a parent's application, the parent's ${kind} key signs it, the number is printed (${language})`, async () => {
    const window = await office.open('desk', `desk-${language}`);
    const { page } = window;
    const { picture } = window;
    const applicant = demoPerson(parent);
    const person = demoPerson(child);
    await choose(page, language);
    await picture('start');

    await asks(office, 'operator');
    await signIn(page, language, { email: 'operator@example.kz', shot: picture });
    await beginApplication(page, language, picture);
    await fillApplicant(page, language, { iin: applicant.iin, phone, email: 'parent@example.kz' });
    await picture('step-1');
    await next(page, language);
    await fillChild(page, language, { iin: person.iin, settlement: 'Көкшетау' });
    await picture('step-2');
    await next(page, language);
    await picture('review');

    await office.set('ncalayer', { key: { person: parent, kind, state: 'valid', organisation: false } });
    await submit(page, language);
    const number = await queueNumber(page, language);
    expect(number).toBe(1);
    await picture('success');

    await page.getByRole('button', { name: word(language, 'application', 'success.print') }).click();
    await page.getByRole('button', { name: word(language, 'print', 'start'), exact: true }).click();
    await expect(page.getByText(word(language, 'print', 'step.printed'))).toBeVisible();
    await picture('printed');
    const paper = await newestPaper(office);
    for (const said of [fullName(applicant), fullName(person), person.iin])
      expect(paper).toContain(asOnPaper(said));
    expect(paper).toMatch(/ОДО\.2\d{3}\.\d{6}/);

    await page
      .getByRole('button', { name: word(language, 'print', 'close') })
      .last()
      .click();
    await page.getByRole('button', { name: word(language, 'common', 'action.ok'), exact: true }).click();
    await expect(page.getByRole('heading', { name: word(language, 'journal', 'title') })).toBeVisible();
    await expect(page.getByRole('table').getByText(person.iin)).toBeVisible();
    await picture('journal');
    await page.getByRole('table').getByText(person.iin).click();
    await expect(page.getByRole('tab').first()).toBeVisible();
    for (const [index, name] of TABS.entries()) {
      await page.getByRole('tab').nth(index).click();
      if (name === 'card-signature')
        await expect(
          page.getByRole('heading', { name: word(language, 'signature', 'verdict.title') }),
        ).toBeVisible();
      await expectAccessible(page);
      await picture(name);
    }
    await window.close();
  });
}
