import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../../../scripts/kezek/scenario/temporary-database.ts';
import { importKindergartens } from '../../../server/kindergarten/import.ts';
import { demoKindergartens } from '../../simulators/demo-kindergartens.ts';

let database: TemporaryDatabase;
beforeAll(async () => {
  database = await openTemporaryDatabase(undefined, 2);
});
afterAll(() => database.close());

test('a file given again enters nothing twice and overwrites nothing', async () => {
  const file = demoKindergartens(2026);
  const groups = file.kindergartens.flatMap((each) => each.groups).length;
  const bring = () => database.db.transaction().execute((trx) => importKindergartens(trx, file, 0));
  expect(await bring()).toEqual({ kindergartens: file.kindergartens.length, groups });
  await database.db.updateTable('kindergarten').set({ phone: '+77011112233' }).execute();
  expect(await bring()).toEqual({ kindergartens: 0, groups: 0 });
  const { phone } = await database.db.selectFrom('kindergarten').select('phone').executeTakeFirstOrThrow();
  expect(phone).toBe('+77011112233');
  const lines = await database.db.selectFrom('audit').select(['action', 'facts']).execute();
  expect(lines).toEqual([
    { action: 'kindergartens-imported', facts: { kindergartens: file.kindergartens.length, groups } },
  ]);
});
