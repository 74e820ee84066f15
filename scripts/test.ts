/**
 * `npm test`: formatting, import rules, types and every test, the Electron ones under Xvfb included. Everything runs even
 * when something fails; the last line is `N passed, N failed, N skipped`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildApplication } from './build.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'out', 'test');
/** What a person does at a window is mostly waiting: two offices at a time, each with a display of its own, wait together. */
const PARTS = ['1', '2'] as const;
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
  const given = process.env.DISPLAY !== undefined || process.platform !== 'linux';
  const parts = given ? (['1'] as const) : PARTS;
  const done = await Promise.all(parts.map((part) => windowPart(part, parts.length, given)));
  parts.forEach((part, index) => {
    countWindowPart(part, done[index] === true);
  });
}

function windowPart(part: string, of: number, display: boolean): Promise<boolean> {
  const own = join(root, 'node_modules', '.bin', 'playwright');
  const playwright = [own, 'test', '--config', 'playwright.config.ts', `--shard=${part}/${of}`];
  const screen = ['-a', '-n', `${part}90`, '-s', '-screen 0 1920x1200x24'];
  const [program = own, ...args] = display ? playwright : ['xvfb-run', ...screen, ...playwright];
  const env = { ...process.env, KEZEK_E2E_PART: part };
  return new Promise((resolve) => {
    const running = spawn(program, args, { cwd: root, stdio: 'inherit', env });
    running.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(false);
    });
    running.once('exit', (code) => resolve(code === 0));
  });
}

function countWindowPart(part: string, done: boolean): void {
  const counted = z
    .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }) })
    .safeParse(readJson(join(out, `playwright-${part}.json`)));
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
