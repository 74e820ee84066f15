import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../../electron/configuration.ts';
import { isOwn, maySave, pryingSwitch } from '../../../electron/limits.ts';

describe('what the shell allows', () => {
  test.each([
    '--inspect',
    '--inspect-brk=0',
    '--inspect=127.0.0.1:9229',
    '-inspect',
    '--debug-brk',
    '--remote-debugging-port=9222',
    '--Remote-Debugging-Pipe',
    '--remote-allow-origins=*',
    '--js-flags=--allow-natives-syntax',
    '--disable-web-security',
  ])('does not start with %s', (each) => {
    expect(pryingSwitch(['--no-sandbox', each], 'linux')).toBe(each.split('=')[0]);
    expect(pryingSwitch([each.replace(/^--?/, '/')], 'win32')).toBe(each.replace(/^--?/, '/').split('=')[0]);
  });

  test('starts with its own switches and with a path', () => {
    expect(pryingSwitch(['--no-sandbox', '--pair=ABCD2345', '/debug/app', 'inspect'], 'linux')).toBeNull();
  });

  test('knows its own pages by their parsed address', () => {
    expect(isOwn('app://kezek/index.html#/journal')).toBe(true);
    for (const other of [
      'app://kezek.example/',
      'https://kezek/',
      'https://x/?app://kezek/',
      'app:kezek',
      '',
    ])
      expect(isOwn(other)).toBe(false);
  });

  test('saves at a desk only what the interface made, at a kiosk nothing', () => {
    const own = 'blob:app://kezek/0f1e2d3c';
    expect(maySave('desk', own)).toBe(true);
    expect(maySave('kiosk', own)).toBe(false);
    for (const other of [
      'blob:https://kezek/0f1e',
      'data:text/plain,x',
      'https://example.kz/x.exe',
      'app://kezek/a',
      '',
    ])
      expect(maySave('desk', other)).toBe(false);
  });
});

describe('the district of the configuration', () => {
  test('is one of the register, which is named when it is not', () => {
    const read = (district: string) => readConfiguration([], { KEZEK_DISTRICT: district }, []);
    expect(read('111000000').ok).toBe(true);
    const refused = read('119999999');
    expect(refused.ok).toBe(false);
    const line = refused.ok ? '' : refused.line;
    expect(line).toMatch(/^KEZEK_DISTRICT: got "119999999", takes one of 111000000 Көкшетау қаласы, /);
    expect(line).toContain('117000000 Бурабай ауданы');
  });
});
