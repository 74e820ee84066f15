/**
 * `npm test`: formatting, import rules, types and every test, the Electron ones under Xvfb included. Everything runs even
 * when something fails; the last line is `N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildApplication } from './build.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'out', 'test');
const sum = { passed: 0, failed: 0, skipped: 0 };
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

check('formatting and lint', 'biome', ['check', '--error-on-warnings', '.']);
check('import rules', 'depcruise', [
  '--config',
  '.dependency-cruiser.cjs',
  'core',
  'electron',
  'renderer',
  'server',
  'scripts',
  'tests',
]);
check('types', 'tsc', ['--noEmit']);
check('generated documents', 'node', ['scripts/states.ts', '--check']);
unitTests();
await windowTests();

console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed === 0 ? 0 : 1;

function check(title: string, program: string, args: readonly string[]): void {
  const done = run(program, args);
  sum[done ? 'passed' : 'failed'] += 1;
  console.log(`${done ? 'ok  ' : 'FAIL'} ${title}`);
}

function unitTests(): void {
  const report = join(out, 'vitest.json');
  const done = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const counted = z
    .object({
      numPassedTests: z.int(),
      numFailedTests: z.int(),
      numPendingTests: z.int(),
      numTodoTests: z.int(),
    })
    .safeParse(readJson(report));
  if (counted.success) {
    sum.passed += counted.data.numPassedTests;
    sum.failed += counted.data.numFailedTests;
    sum.skipped += counted.data.numPendingTests + counted.data.numTodoTests;
  }
  if (!done && (!counted.success || counted.data.numFailedTests === 0)) sum.failed += 1;
}

async function windowTests(): Promise<void> {
  await buildApplication((text) => console.log(text));
  const done = run('playwright', ['test', '--config', 'playwright.config.ts']);
  const counted = z
    .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }) })
    .safeParse(readJson(join(out, 'playwright.json')));
  if (counted.success) {
    sum.passed += counted.data.stats.expected;
    sum.failed += counted.data.stats.unexpected + counted.data.stats.flaky;
    sum.skipped += counted.data.stats.skipped;
  }
  if (!done && (!counted.success || counted.data.stats.unexpected === 0)) sum.failed += 1;
}

function run(program: string, args: readonly string[]): boolean {
  const own = join(root, 'node_modules', '.bin', program);
  const done = spawnSync(existsSync(own) ? own : program, args, { cwd: root, stdio: 'inherit' });
  if (done.error !== undefined) console.error(`${program}: ${done.error.message}`);
  return done.status === 0;
}

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
