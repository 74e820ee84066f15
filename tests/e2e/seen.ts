import { expect, type Locator, type Page } from '@playwright/test';
import type { FailureCode } from '../../core/domain/failure.ts';
import { choose, chooseBehind, type Language, word } from './journey.ts';

/** What people see when something is wrong: what happened and what to do next, in their language, where it belongs. */

/** The words of a failure. */
export function failureWords(
  language: Language,
  code: FailureCode,
): { readonly text: string; readonly next: string } {
  return { text: word(language, 'failure', `${code}.text`), next: word(language, 'failure', `${code}.next`) };
}

/** A check in Russian, then in Kazakh: the message changes with the reader's language, and the page stays what it was. */
export async function inBothLanguages(
  page: Page,
  check: (language: Language) => Promise<void>,
): Promise<void> {
  for (const language of ['ru', 'kk'] as const) {
    await choose(page, language);
    await check(language);
  }
}

/** The same while a dialog lies over the page, and the language over there cannot be clicked. */
export async function behindDialogInBothLanguages(
  page: Page,
  check: (language: Language) => Promise<void>,
): Promise<void> {
  for (const language of ['ru', 'kk'] as const) {
    await chooseBehind(page, language);
    await check(language);
  }
}

/** A failure at its field: seen there, said with the field by a screen reader, and the field marked as wrong. */
export async function faultAt(field: Locator, language: Language, code: FailureCode): Promise<void> {
  const { text, next } = failureWords(language, code);
  await expect(field).toHaveAccessibleDescription(new RegExp(`${escaped(text)} ${escaped(next)}`));
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field.page().getByText(text).first()).toBeVisible();
}

/** A field that nobody complains about any more. */
export async function noFaultAt(field: Locator): Promise<void> {
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
}

/** A notice with what happened and what to do next. */
export async function notice(where: Page | Locator, language: Language, code: FailureCode): Promise<Locator> {
  const { text, next } = failureWords(language, code);
  const shown = where.locator(`[data-failure="${code}"]`).first();
  await expect(shown).toBeVisible();
  await expect(shown).toContainText(text);
  await expect(shown).toContainText(next);
  return shown;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
