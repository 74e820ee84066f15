import path from 'node:path';
import { expect, test } from '@playwright/test';
import { sql } from 'kysely';
import { clusterUrl, readClusterFile } from '../../server/database/cluster-file.ts';
import { type Connection, connect } from '../../server/database/connect.ts';
import { benchApplication, fillCell } from '../bench/queue-database.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import {
  beginApplication,
  choose,
  fillApplicant,
  fillChild,
  next,
  queueNumber,
  signIn,
  submit,
  word,
} from './journey.ts';
import { type Office, openOffice } from './office.ts';

/** A parent asks why the number is what it is, and comes back later. */
let office: Office;
let database: Connection;
test.beforeAll(async () => {
  office = await openOffice();
  const cluster = await readClusterFile(path.join(office.dataFolder, 'server'));
  if (cluster === null) throw new Error('The server has written no cluster file');
  database = connect(clusterUrl(cluster), () => undefined, 1);
});
test.afterAll(async () => {
  await database.close();
  await office.close();
});

test('«Неге бұл нөмір?»: who stands before, by which rule, and what changed', async () => {
  // Twenty-five children of other desks: five with first-priority right, twenty in the general queue.
  await fillCell(database, 25);
  await sql`update application set row_version = 0`.execute(database.db);
  const window = await office.open('desk', 'why');
  const { page } = window;
  const mother = demoPerson('synaqova-mother');
  await choose(page, 'kk');
  await office.set('ncalayer', {
    key: { person: 'operator', kind: 'gost', state: 'valid', organisation: false },
  });
  await signIn(page, 'kk', { email: 'operator@example.kz' });
  await beginApplication(page, 'kk');
  await fillApplicant(page, 'kk', { iin: mother.iin, phone: '7015550101', email: 'parent@example.kz' });
  await next(page, 'kk');
  const child = demoPerson('synaqov-2022');
  await fillChild(page, 'kk', { iin: child.iin, settlement: 'Көкшетау' });
  await next(page, 'kk');
  await office.set('ncalayer', {
    key: { person: 'synaqova-mother', kind: 'gost', state: 'valid', organisation: false },
  });
  await submit(page, 'kk');
  expect(await queueNumber(page, 'kk')).toBe(26);
  await page.getByRole('button', { name: word('kk', 'common', 'action.ok'), exact: true }).click();
  await page.getByRole('table').getByText(child.iin).click();

  await page.getByRole('link', { name: word('kk', 'why', 'open') }).click();
  await expect(page.getByText(word('kk', 'why', 'sentence', { all: 25, position: 26 }))).toBeVisible();
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows).toHaveCount(11);
  await expect(rows.first()).toContainText('16');
  await expect(rows.last()).toContainText(word('kk', 'why', 'own'));
  await expect(page.getByText(word('kk', 'why', 'firstVisit'))).toBeVisible();
  await expectAccessible(page);
  await window.pictures('why');
  await page.getByRole('button', { name: word('kk', 'why', 'page.head') }).click();
  await expect(rows.first()).toContainText(word('kk', 'why', 'reason.first-priority-slot'));
  await expect(rows.first()).toContainText('ОДО.2026.0•••05');

  // Another day: one child has got a referral, one was withdrawn, and whoever looks does so in a new session.
  await sql`update why_visit set session = gen_random_uuid()`.execute(database.db);
  for (const [n, event] of [
    [1, 'application-withdrawn'],
    [7, 'removed-by-interest'],
  ] as const) {
    const uuid = benchApplication(n);
    await sql`insert into history (application, district, at, event, actor, facts, row_version)
      values (${uuid}, '111000000', now(), ${event}, '{}', '{}', 0)`.execute(database.db);
    await sql`update application set status = 'withdrawn' where uuid = ${uuid}`.execute(database.db);
  }
  await page.getByRole('link', { name: word('kk', 'why', 'back') }).click();
  await choose(page, 'ru');
  await page.getByRole('link', { name: word('ru', 'why', 'open') }).click();
  await expect(page.getByText(word('ru', 'why', 'sentence', { all: 23, position: 24 }))).toBeVisible();
  const changes = page.getByRole('region', { name: word('ru', 'why', 'changes') }).getByRole('listitem');
  await expect(changes).toHaveCount(2);
  await expect(changes.first()).toContainText('ОДО.2026.0•••07');
  await expect(changes.first()).toContainText(word('ru', 'why', 'event.removed-by-interest'));
  await expectAccessible(page);
  await window.pictures('why-changed');
  expect(office.errors).toEqual([]);
  await window.close();
});
