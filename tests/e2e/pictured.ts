import { expect } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import type { OfficeWindow } from './office.ts';

/** A screen for people to look at, in both languages and both sizes, with which axe finds nothing wrong. */
export async function pictured(window: OfficeWindow, name: string): Promise<void> {
  // A list that is just closing is neither seen nor used.
  await expect(window.page.getByRole('listbox')).toHaveCount(0);
  await expectAccessible(window.page);
  await window.pictures(name);
}
