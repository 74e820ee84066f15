import { defineConfig } from '@playwright/test';

/** Where a part of the run that has others beside it keeps its things (scripts/test.ts). */
const part = process.env.KEZEK_E2E_PART ?? 'all';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: `out/test/e2e/${part}`,
  timeout: 120_000,
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: `out/test/playwright-${part}.json` }]],
});
