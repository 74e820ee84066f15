import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from '../../../core/host/log.ts';

test('the log never carries a number, a name, an address or a key of a person', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const secrets = ['850717300014', '+7 701 123-45-67', 'Әбдіқалықова', 'ata.ana@example.kz', 'ab'.repeat(32)];
  openLog(folder).error('handler-failed', new Error(`no ${secrets.join(' nor ')} here`), {
    method: 'application.card',
    incident: 'c0ffee',
  });
  const text = readFileSync(join(folder, 'desk.log'), 'utf8');
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text).toContain('application.card');
  expect(text).toContain('c0ffee');
  expect(text).toContain('log.test.ts');
});
