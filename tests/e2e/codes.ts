import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { codeIn } from '../simulators/sms/code.ts';
import { type Language, word } from './journey.ts';
import type { Office } from './office.ts';

/** One-time codes as people have them: read from the phone, typed at the screen. */

const Inbox = z.array(z.object({ to: z.string(), text: z.string(), at: z.string() }));

/** Every SMS that a phone got, the oldest first. */
export async function messagesTo(office: Office, phone: string): Promise<readonly string[]> {
  const address = office.stack.simulators.sms?.inbox;
  if (address === undefined) throw new Error('no SMS gateway runs');
  const inbox = Inbox.parse(await (await fetch(`${address}?json`)).json());
  return inbox.filter(({ to }) => to === phone).map(({ text }) => text);
}

/** The newest code of a phone that had `before` messages before it was asked for; notices may come in between. */
export async function newCode(office: Office, phone: string, before: number): Promise<string> {
  let code: string | undefined;
  await expect
    .poll(async () => {
      code = (await messagesTo(office, phone))
        .slice(before)
        .map(codeIn)
        .findLast((found) => found !== undefined);
      return code;
    })
    .toBeDefined();
  if (code === undefined) throw new Error('no code came');
  return code;
}

/** Another six digits than these. */
export function wrong(code: string): string {
  return code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
}

/** The field for the six digits. */
export function codeField(page: Page, language: Language) {
  return page.getByLabel(word(language, 'code', 'label'));
}

/** Types the digits and presses the button. */
export async function giveCode(page: Page, language: Language, code: string, button: string): Promise<void> {
  await codeField(page, language).fill(code);
  await page.getByRole('button', { name: button, exact: true }).click();
}
