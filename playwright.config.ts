import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'out/test/e2e',
  // How quick a window is belongs to the benches: here only what never comes fails, on the slowest machine too.
  timeout: 360_000,
  expect: { timeout: 60_000 },
  // What a person does at a window is mostly waiting: two offices wait together, each on a display of its own (display.ts).
  workers: process.env.DISPLAY === undefined && process.platform === 'linux' ? 2 : 1,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'out/test/playwright.json' }]],
});
