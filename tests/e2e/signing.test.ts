import type { Page } from '@playwright/test';
import type { FailureCode } from '../../core/domain/failure.ts';
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
  startOver,
  submit,
  word,
} from './journey.ts';
import { inBothLanguages, notice } from './seen.ts';
import { expect, test } from './stage.ts';

/** Whatever goes wrong at NCALayer or with a key is said with its own next action, and can be tried again at once. */

type Trouble = readonly [what: string, behaviour: object, code: FailureCode];

const CANCELS: readonly Trouble[] = [
  'own',
  'user-canceled',
  'action-canceled',
  'no-body',
  'null-result',
  'empty-string',
  'empty-array',
].map((cancelShape) => [`cancel: ${cancelShape}`, { answer: 'cancel', cancelShape }, 'ncalayer-cancelled']);

const TROUBLES: readonly Trouble[] = [
  ['NCALayer off', { running: false }, 'ncalayer-not-running'],
  ['NCALayer too old', { modules: 'nothing' }, 'ncalayer-too-old'],
  ['its TLS certificate unknown', { tls: 'untrusted' }, 'ncalayer-untrusted-certificate'],
  ['its TLS certificate expired', { tls: 'expired' }, 'ncalayer-untrusted-certificate'],
  ['its TLS certificate for another host', { tls: 'other-host' }, 'ncalayer-untrusted-certificate'],
  ...CANCELS,
  // Nothing but a code: it may be a cancel or an error, so nothing more than that is claimed.
  ['a bare 500', { answer: 'cancel', cancelShape: 'bare-500' }, 'ncalayer-refused'],
  ['closed in mid-dialog', { answer: 'close' }, 'ncalayer-closed'],
  ['cut in mid-dialog', { answer: 'abort' }, 'ncalayer-closed'],
  ['a wrong password', { answer: 'wrong-password' }, 'ncalayer-wrong-password'],
  ['the token is not plugged in', { answer: 'token-absent' }, 'ncalayer-token-absent'],
  ['an answer nobody understands', { answer: 'unknown-shape' }, 'ncalayer-garbled'],
  [
    'an error of its own',
    { answer: 'error', error: { code: 'SIGNING_FAILURE', message: 'Signing has failed.', details: '' } },
    'ncalayer-refused',
  ],
];

const other = { whoComes: 'chosen', obeysFilter: false };
const key = (person: string, kind: string, state: string) => ({
  key: { person, kind, state, organisation: false },
});

/** What only a signature can be refused for: its pictures are taken there, the others' at the sign-in. */
const OF_KEYS: ReadonlySet<FailureCode> = new Set([
  'iin-mismatch',
  'key-usage',
  'not-yet-valid',
  'signature',
]);

test('an application at NCALayer: every trouble says what to do, and the form waits unharmed for the signature', async ({
  office,
  desk,
}) => {
  const { page } = desk;
  const parent = 'synaqov-father';
  await startOver(page, 'kk');
  await fillApplicant(page, 'kk', {
    iin: demoPerson(parent).iin,
    phone: '7015550401',
    email: 'ata-ana@example.kz',
  });
  await next(page, 'kk');
  await fillChild(page, 'kk', { iin: demoPerson('synaqova-2021').iin, settlement: 'Көкшетау' });
  await next(page, 'kk');
  await submitAs(page, async () => office.set('ncalayer', { running: false }), 'ncalayer-not-running', true);

  const keys: readonly Trouble[] = [
    ['the key of another person', { ...other, ...key('bogde', 'gost', 'valid') }, 'iin-mismatch'],
    ["the operator's own key", { ...other, ...key('operator', 'rsa-sign', 'valid') }, 'iin-mismatch'],
    ['an expired GOST key', { ...other, ...key(parent, 'gost', 'expired') }, 'expired'],
    ['an expired RSA key', { ...other, ...key(parent, 'rsa-sign', 'expired') }, 'expired'],
    ['a key of tomorrow', { ...other, ...key(parent, 'gost', 'not-yet-valid') }, 'not-yet-valid'],
    ['a revoked key', { ...other, ...key(parent, 'gost', 'revoked') }, 'revoked'],
    ['a revoked RSA key', { ...other, ...key(parent, 'rsa-sign', 'revoked') }, 'revoked'],
    ["a stranger's CA", { ...other, ...key(parent, 'gost', 'stranger') }, 'untrusted'],
    ['a key for signing in only', { ...other, ...key(parent, 'rsa-auth', 'valid') }, 'key-usage'],
    ['another text was signed', { forgery: 'other-content' }, 'content'],
    ['a broken signature', { forgery: 'broken-signature' }, 'signature'],
  ];
  for (const [what, behaviour, code] of [...TROUBLES.slice(1), ...keys])
    await test.step(what, async () => {
      await office.calm();
      await submitAs(page, () => office.set('ncalayer', behaviour), code, false);
      if (OF_KEYS.has(code)) await desk.pictures(`signing-${code}`);
    });

  await office.calm();
  await expect(page.getByText(demoPerson('synaqova-2021').iin)).toBeVisible();
  await submit(page, 'kk');
  expect(await queueNumber(page, 'kk')).toBeGreaterThan(0);
});

/** Presses «Кезекке тұру» (or «Қайталау» in the notice of before) and reads the notice in both languages. */
async function submitAs(
  page: Page,
  prepare: () => Promise<void>,
  code: FailureCode,
  first: boolean,
): Promise<void> {
  await prepare();
  const again = page.getByRole('button', { name: word('kk', 'common', 'action.retry') });
  if (first) await submit(page, 'kk');
  else await again.click();
  await inBothLanguages(page, (language) => notice(page, language, code).then(() => undefined));
  await expect(page.locator('[data-failure]')).toHaveCount(1);
}

test('a child who is in the queue already: said before anybody signs, with the way to correct it', async ({
  desk: { page, pictures },
}) => {
  const file = async (child: string): Promise<void> => {
    await fillApplicant(page, 'kk', {
      iin: demoPerson('kopbalaev-father').iin,
      phone: '7015550402',
      email: 'ata-ana@example.kz',
    });
    await next(page, 'kk');
    await fillChild(page, 'kk', { iin: demoPerson(child).iin, settlement: 'Көкшетау' });
    await next(page, 'kk');
  };
  await startOver(page, 'kk');
  await file('kopbalaev-2024');
  await submit(page, 'kk');
  await queueNumber(page, 'kk');
  await page.getByRole('button', { name: word('kk', 'common', 'action.ok'), exact: true }).click();

  await startOver(page, 'kk');
  await file('kopbalaev-2024');
  await inBothLanguages(page, (language) => notice(page, language, 'duplicate-child').then(() => undefined));
  await pictures('duplicate-child');
  await expect(page.getByRole('button', { name: word('kk', 'application', 'review.submit') })).toBeDisabled();
  await page
    .locator('[data-failure=duplicate-child]')
    .getByRole('link', { name: word('kk', 'common', 'action.edit') })
    .click();
  await expect(page.locator('#field-settlement')).toHaveValue('Көкшетау');
  await page.getByLabel(word('kk', 'application', 'child.iin')).fill(demoPerson('kopbalaeva-2021').iin);
  await next(page, 'kk');
  await expect(page.getByRole('button', { name: word('kk', 'application', 'review.submit') })).toBeEnabled();
});

test('signing in: every trouble says what to do, and then it works', async ({ office, desk }) => {
  const { page } = desk;
  await leaveUnfinished(page, 'kk');
  await page.getByRole('button', { name: word('kk', 'common', 'person.leave') }).click();
  await page.getByRole('link', { name: word('kk', 'start', 'enter') }).click();
  const button = page.getByRole('button', { name: word('kk', 'sign-in', 'choose') });
  const keys: readonly Trouble[] = [
    ['an expired key', { ...other, ...key('operator', 'gost', 'expired') }, 'expired'],
    ['a revoked key', { ...other, ...key('operator', 'rsa-auth', 'revoked') }, 'revoked'],
    ["a stranger's CA", { ...other, ...key('operator', 'gost', 'stranger') }, 'untrusted'],
  ];
  const pictured = new Set<FailureCode>();
  for (const [what, behaviour, code] of [...TROUBLES, ...keys])
    await test.step(what, async () => {
      await office.calm();
      await office.set('ncalayer', behaviour);
      await button.click();
      await inBothLanguages(page, (language) => notice(page, language, code).then(() => undefined));
      if (!pictured.has(code)) {
        await expectAccessible(page);
        await desk.pictures(`sign-in-${code}`);
      }
      pictured.add(code);
    });
  await office.calm();
  for (const language of ['ru', 'kk'] as const) {
    await choose(page, language);
    await page.getByRole('button', { name: word(language, 'ncalayer', 'open') }).click();
    const guide = page.getByRole('dialog', { name: word(language, 'ncalayer', 'title') });
    await expect(guide).toBeVisible();
    await desk.picture('ncalayer-guide');
    await guide.getByRole('button', { name: word(language, 'common', 'action.close') }).click();
  }
  await office.set('ncalayer', { approval: 'click' });
  await button.click();
  await expect(page.getByText(word('kk', 'sign-in', 'waiting.doTitle'))).toBeVisible();
  await desk.pictures('waiting-for-ncalayer');
  await page.getByRole('button', { name: word('kk', 'sign-in', 'waiting.cancel') }).click();
  await office.calm();
  await button.click();
  await expect(page.getByText('СЫНАҚОВА ДЕМОНСТРАЦИЯ').first()).toBeVisible();
  await page.getByRole('button', { name: word('kk', 'sign-in', 'enter'), exact: true }).click();
  await expect(page.getByRole('heading', { name: word('kk', 'cabinet', 'title') })).toBeVisible();
  await beginApplication(page, 'kk');
});
