import { test as base, expect } from '@playwright/test';
import { signIn } from './journey.ts';
import { type Office, type OfficeWindow, openOffice } from './office.ts';

/**
 * One office for all the tests that do not stop its server, and in it one desk whose operator is signed in, in Kazakh. Every
 * test begins with the stand-ins as on an ordinary day and ends without a complaint of any page.
 */
export const test = base.extend<{ readonly quiet: undefined }, { office: Office; desk: OfficeWindow }>({
  office: [
    // Playwright reads from the pattern what is needed; this needs nothing of its.
    async ({ playwright: _ }, use) => {
      const office = await openOffice();
      await use(office);
      await office.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  desk: [
    async ({ office }, use) => {
      const window = await office.open('desk', 'desk-shared');
      await signIn(window.page, 'kk');
      await use(window);
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  quiet: [
    async ({ office }, use, info) => {
      await office.calm();
      const before = office.errors.length;
      await use(undefined);
      if (info.status !== info.expectedStatus) await office.shots(info.outputPath('window'));
      expect(office.errors.slice(before)).toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * An office of a file's own, for tests that stop its server or count in its queue from the first: opened before them, as on an
 * ordinary day before each of them, closed after the last. After each no page has complained.
 * @param opened keeps the office and opens what else these tests want of it; gives what closes that again, if anything has to
 * @param given further environment of the server, e.g. `KEZEK_POLICY`
 */
export function ownOffice(
  opened: (office: Office) => Promise<(() => Promise<void>) | undefined>,
  given: Readonly<Record<string, string>> = {},
): void {
  let office: Office;
  let close: (() => Promise<void>) | undefined;
  base.beforeAll(async () => {
    office = await openOffice(given);
    close = await opened(office);
  });
  base.beforeEach(() => office.calm());
  base.afterEach(async ({ playwright: _ }, info) => {
    if (info.status !== info.expectedStatus) await office.shots(info.outputPath('window'));
    expect(office.errors).toEqual([]);
  });
  base.afterAll(async () => {
    await close?.();
    await office.close();
  });
}

export { expect };
