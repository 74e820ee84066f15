import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { demoKindergartens } from '../../simulators/demo-kindergartens.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'kezek-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command line as npm does; scripts of an administrator go by its exit code. */
function kezek(args: string[], environment: Record<string, string> = {}) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('KEZEK_')));
  const done = spawnSync(process.execPath, [join(root, 'scripts', 'kezek.ts'), ...args], {
    env: { ...clean, INIT_CWD: folder, ...environment },
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, lines: done.stderr.trim().split('\n') };
}

describe('§1.11 Roles begin: the exit code of the command line, as a process', () => {
  test('2 and one line for a wrong configuration, with nothing done', () => {
    const { code, out, lines } = kezek(['pair', '--district', '111000000', '--mode', 'desk'], {
      KEZEK_MODE: 'foo',
    });
    expect({ code, out, lines }).toEqual({
      code: 2,
      out: '',
      lines: ['KEZEK_MODE: got "foo", takes desk or kiosk'],
    });
  });

  test('2 for a person or a district that does not exist', () => {
    expect(kezek(['grant', '85071730001', 'operator', '--district', '111000000']).code).toBe(2);
    expect(kezek(['pair', '--district', 'Атлантида', '--mode', 'desk']).code).toBe(2);
  });

  test('2 for a file of kindergartens with a mistake, named by its place', () => {
    const file = join(folder, 'kindergartens.json');
    const demo = demoKindergartens(2026).kindergartens.slice(0, 1);
    writeFileSync(
      file,
      JSON.stringify({ kindergartens: demo.map((each) => ({ ...each, bin: '940140000386' })) }),
    );
    const wrong = kezek(['kindergarten', 'import', 'kindergartens.json']);
    expect(wrong.code).toBe(2);
    expect(wrong.lines.join(' ')).toContain('kindergartens[0].bin');
    writeFileSync(file, JSON.stringify({ kindergartens: [...demo, ...demo] }));
    expect(kezek(['kindergarten', 'import', 'kindergartens.json']).lines.join(' ')).toContain('twice');
    expect(kezek(['kindergarten', 'import', 'nowhere.json']).code).toBe(2);
  });

  test('1 when no server has run in this folder, and it says which folder', () => {
    const { code, lines } = kezek(['grant', '850717300014', 'operator', '--district', '111000000']);
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain(join(folder, '.kezek'));
  });
});
