import { expect, test } from '@playwright/test';
import { sql } from 'kysely';
import type { Connection } from '../../server/database/connect.ts';
import { benchApplication, fillCell } from '../bench/queue-database.ts';
import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import { asks, file } from './card.ts';
import { openDatabase } from './families.ts';
import { choose, word } from './journey.ts';
import type { Office } from './office.ts';
import { enter } from './staff.ts';
import { ownOffice } from './stage.ts';

/** A parent asks why the number is what it is, and comes back later. */
let office: Office;
let database: Connection;
ownOffice(async (opened) => {
  office = opened;
  database = await openDatabase(opened);
  return database.close;
});

test('«Неге бұл нөмір?»: who stands before, by which rule, and what changed', async () => {
  // Twenty-five children of other desks: five with first-priority right, twenty in the general queue.
  await fillCell(database, 25);
  await sql`update application set row_version = 0`.execute(database.db);
  const window = await enter(office, 'operator');
  const { page } = window;
  await asks(office, 'synaqova-mother');
  const family = { parent: 'synaqova-mother', child: 'synaqov-2022', phone: '7015550101' };
  expect(await file(page, 'kk', family)).toBe(26);
  await page.getByRole('table').getByText(demoPerson(family.child).iin).click();

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
  await window.close();
});
