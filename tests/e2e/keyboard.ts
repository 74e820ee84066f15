import { expect, type Locator, type Page } from '@playwright/test';

/** As far as anybody goes on with Tab before giving up. */
const FARTHEST = 60;

/** Whoever has no mouse: on with Tab until this has the focus, which is seen, and Enter. */
export async function pressByKeyboard(page: Page, what: Locator): Promise<void> {
  await expect(what).toBeVisible();
  for (let steps = 0; steps < FARTHEST; steps += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(what).toBeFocused();
  expect(await what.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
}

/** Whoever has no mouse and goes on as the dialog stands: its button has the focus by itself, and Enter is enough. */
export async function enterOn(page: Page, what: Locator): Promise<void> {
  await expect(what).toBeFocused();
  await page.keyboard.press('Enter');
}
