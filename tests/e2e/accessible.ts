import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What is asked of every page: WCAG 2.1, level AA (practices.md). */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Nothing that axe-core finds is wrong with what the window shows now; each finding names its rule and element. */
export async function expectAccessible(page: Page): Promise<void> {
  // The legacy mode runs in this page: Electron opens no second one.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
  expect(found).toEqual([]);
}
