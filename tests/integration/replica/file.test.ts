import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../core/replica/database.ts';
import { MARK_FILE, openReplica, REPLICA_FILE } from '../../../core/replica/replica.ts';
import { formOf, KEY, open, save, temporaryFolder } from './material.ts';

test('nothing readable lies on the disk', () => {
  const folder = temporaryFolder();
  const replica = open(folder);
  const form = formOf({ child: 'Құнанбай Әсел Бекқызы' });
  save(replica, form);
  replica.drafts.save(form.applicant.iin, {
    uuid: form.children[0]?.uuid ?? '',
    step: 'child',
    values: { phone: '+77017654321' },
    savedAt: '2026-03-02T04:00:00.000Z',
  });
  const read = () => readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  const running = read();
  replica.close();
  for (const bytes of [...running, ...read()])
    for (const secret of ['Құнанбай', 'әсел', form.applicant.iin, '+77017654321', 'SQLite format'])
      expect(bytes.includes(secret)).toBe(false);
});

test('a wrong key and a damaged file are told as a broken replica, and nothing is overwritten', () => {
  const folder = temporaryFolder();
  const replica = open(folder);
  save(replica, formOf({ child: 'Бала Бір' }));
  replica.close();
  const wrong = openReplica({ folder, key: Buffer.alloc(32, 1), mode: 'desk' });
  expect(wrong).toEqual({ ok: false, error: 'replica-broken' });
  expect(open(folder).outbox.count()).toBe(1);
});

test('a file of a newer program is refused and stays as it is', () => {
  const folder = temporaryFolder();
  const replica = open(folder);
  replica.database.pragma('user_version=999');
  replica.close();
  expect(openReplica({ folder, key: KEY, mode: 'desk' })).toEqual({ ok: false, error: 'upgrade-needed' });
  const opened = openDatabase(join(temporaryFolder(), 'new.db'), KEY);
  expect(opened.ok && opened.value.pragma('user_version', { simple: true })).toBeLessThan(999);
  if (opened.ok) opened.value.close();
});

test('an older state put back takes a new client identifier, and what it has not sent is numbered anew', () => {
  const folder = temporaryFolder();
  const first = open(folder);
  save(first, formOf({ child: 'Бала Бір', serial: 1 }));
  const clientId = first.device.clientId();
  first.close();

  const second = open(folder);
  expect(second.device.clientId()).toBe(clientId);
  second.database.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(join(folder, REPLICA_FILE), join(folder, 'copy'));
  save(second, formOf({ child: 'Бала Екі', serial: 2 }));
  second.close();

  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, REPLICA_FILE + suffix), { force: true });
  cpSync(join(folder, 'copy'), join(folder, REPLICA_FILE));
  const restored = open(folder);
  expect(restored.device.clientId()).not.toBe(clientId);
  expect(restored.outbox.batch().map(({ id }) => id)).toEqual([1]);
  save(restored, formOf({ child: 'Бала Үш', serial: 3 }));
  expect(restored.outbox.batch().map(({ id }) => id)).toEqual([1, 2]);
});

test('a replica carried to another place without its mark, or to another machine, takes a new client identifier', () => {
  const folder = temporaryFolder();
  const first = open(folder);
  const clientId = first.device.clientId();
  first.close();
  rmSync(join(folder, MARK_FILE));
  const withoutMark = open(folder);
  const second = withoutMark.device.clientId();
  expect(second).not.toBe(clientId);
  withoutMark.database.prepare("UPDATE device SET machine = 'another'").run();
  withoutMark.close();
  expect(open(folder).device.clientId()).not.toBe(second);
});

test('opening again, also after a crash between the two marks, keeps the client identifier', () => {
  const folder = temporaryFolder();
  const first = open(folder);
  const clientId = first.device.clientId();
  const mark = readFileSync(join(folder, MARK_FILE));
  first.close();
  const second = open(folder);
  second.close();
  // The machine lost power after the replica noted its opening and before the mark beside it did.
  writeFileSync(join(folder, MARK_FILE), mark);
  expect(open(folder).device.clientId()).toBe(clientId);
});
