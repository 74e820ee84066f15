import { dirname } from 'node:path';
import type { Page } from '@playwright/test';
import type { Kysely } from 'kysely';
import type { Command } from '../../core/domain/queue/command.ts';
import { withDatabase } from '../../scripts/kezek/open-database.ts';
import type { Database } from '../../server/database/schema.ts';
import { runCommand } from '../../server/queue/command.ts';
import { BY_ITSELF } from '../../server/queue/origin.ts';
import { rulesOf } from '../unit/domain/story.ts';
import type { Office } from './office.ts';

/** What happens in the queue while somebody stands at the screen: done at the server, as others do it. */

/** Works on the database of the office's server. */
export async function atServer(office: Office, work: (db: Kysely<Database>) => Promise<void>): Promise<void> {
  const folder = dirname(office.stack.environment.KEZEK_DATA_DIR ?? '');
  const said: string[] = [];
  const io = {
    cwd: folder,
    env: { KEZEK_DATA_DIR: folder },
    out: (text: string) => void said.push(text),
    err: (text: string) => void said.push(text),
  };
  const exit = await withDatabase(io, async ({ db }) => {
    await work(db);
    return 0;
  });
  if (exit !== 0) throw new Error(said.join(''));
}

/** A command of the queue, given by whoever may. */
export async function inQueue(office: Office, command: Command): Promise<void> {
  await atServer(office, async (db) => {
    const queue = { db, rules: rulesOf('classic'), now: Date.now };
    const done = await runCommand(queue, command, BY_ITSELF);
    if (!done.ok) throw new Error(`${command.do}: ${done.error}`);
  });
}

/** A director publishes places. */
export async function publish(office: Office, group: string, places: number): Promise<void> {
  await inQueue(office, { do: 'publishPlaces', group, places, by: 'whoever-may' });
}

/** The computer tries the line at once instead of at its next interval. */
export async function sync(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const bridge: unknown = Reflect.get(window, 'kezek');
    if (typeof bridge !== 'object' || bridge === null) throw new Error('no bridge');
    const call: unknown = Reflect.get(bridge, 'call');
    if (typeof call === 'function') await call('desk.sync', {});
  });
}
