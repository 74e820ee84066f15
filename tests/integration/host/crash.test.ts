import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { FIRST_QUERY } from './journal-query.ts';
import { type Office, openOffice, until } from './office.ts';
import { familyForm, staffedDesk } from './people.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('killed between the commit and the sending: after the restart it is sent, once', async () => {
  const desk = await staffedDesk(office);
  await desk.get('desk.sync', {});
  await desk.close();
  const folder = mkdtempSync(join(tmpdir(), 'kezek-crash-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await office.keyOf('synaqov-father');
  office.line.cut();
  const form = familyForm('synaqov-father', 'synaqov-2022');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-child.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify({ config: office.configuration('desk'), folder: desk.folder, form }));
  const [saved] = await once(createInterface({ input: child.stdout }), 'line');
  child.kill('SIGKILL');
  await once(child, 'exit');
  office.line.reached.length = 0;
  office.line.restore();
  const again = await office.desk({ folder: desk.folder });
  const { uuid } = JSON.parse(String(saved));
  expect(await again.get('application.outcome', { uuid })).toMatchObject({ state: 'received' });
  await until(async () => (await again.get('desk.status', {})).unsent === 0);
  await again.get('desk.sync', {});
  expect(office.line.reached.filter((request) => request === 'POST /v1/push')).toHaveLength(1);
  expect((await again.get('application.journal', FIRST_QUERY)).total).toBe(1);
});
