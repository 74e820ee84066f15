import { expect, type Locator, type Page } from '@playwright/test';

/** As far as anybody goes on with Tab before giving up. */
const FARTHEST = 60;

/** Whoever has no mouse: on with Tab until this has the focus, which is seen, and Enter. */
export async function pressByKeyboard(page: Page, what: Locator): Promise<void> {
  await expect(what).toBeVisible({ timeout: 20_000 });
  for (let steps = 0; steps < FARTHEST; steps += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(what).toBeFocused();
  expect(await what.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
}
