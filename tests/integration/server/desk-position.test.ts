/** Queue numbers: what a desk counts from its replica is what the server says, also after the cycle of the cell has moved on. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Command } from '../../../core/domain/queue/command.ts';
import { fail, ok } from '../../../core/domain/result.ts';
import { pull } from '../../../core/replica/pull.ts';
import type { Replica } from '../../../core/replica/replica.ts';
import type { ServerClient } from '../../../core/replica/server-client.ts';
import { positionsOf } from '../../../server/place/position.ts';
import { runCommand } from '../../../server/queue/command.ts';
import { rulesOf } from '../../unit/domain/story.ts';
import { open, pair, query, temporaryFolder } from '../replica/material.ts';
import { type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOfInvented, SCAN, SCAN_HASH } from './forms.ts';
import { KOKSHETAU, openTheatre, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let operator: SignedIn;
let replica: Replica;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
  desk = await stage.desk();
  const { db } = stage.database;
  const address = { settlement: 'Көкшетау', address: 'Тест көшесі, 1', phone: null };
  const house = { id: 'test', district: KOKSHETAU, bin: null, director: null, kind: 'kindergarten' as const };
  await db
    .insertInto('kindergarten')
    .values({ ...house, ...address, name_kk: 'Сынақ', name_ru: 'Сынақ', latitude: null, longitude: null })
    .execute();
  const group = { id: 'group', kindergarten: 'test', kind: 'general' as const, birth_year: 2023 };
  await db
    .insertInto('kindergarten_group')
    .values({ ...group, language: 'kk', name: '«Күншуақ»', capacity: 5 })
    .execute();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await desk.put(SCAN_HASH, SCAN);
  operator = await desk.signIn('operator');
  replica = open(temporaryFolder());
  pair(replica, desk.paired.serverId);
});

const by = 'whoever-may' as const;
let filed = 0;

async function file(): Promise<string> {
  filed += 1;
  const form = formOfInvented('synaqova-mother', filed);
  const sent = await desk.submission({ form, key: 'synaqova-mother', session: operator });
  const [result] = await desk.push(sent);
  if (result?.outcome !== 'done') throw new Error(JSON.stringify(result));
  return form.children[0]?.uuid ?? '';
}

async function rule(command: Command): Promise<void> {
  const paper = (): never => {
    throw new Error('nothing is filed here');
  };
  const queue = { db: stage.database.db, rules: rulesOf('classic'), now: stage.now };
  const done = await runCommand(queue, command, { name: '', desk: null, paper });
  if (!done.ok) throw new Error(done.error);
}

/** What the replica's own pull asks, asked as this desk. */
const line: ServerClient = {
  call: async () => fail({ code: 'server-unreachable' }),
  read: async (route, request, schema) => {
    const answer = good(await desk.call(route, { ...request, clientId: desk.clientId }));
    return ok(schema.parse(answer));
  },
  putFile: async () => fail({ code: 'server-unreachable' }),
  getFile: async () => fail({ code: 'server-unreachable' }),
  measureClock: async () => fail({ code: 'server-unreachable' }),
};

/** The queue numbers of the applications at the desk, once it has pulled, and at the server. */
async function numbers(ids: readonly string[]) {
  const pulled = await pull(replica, line, null, stage.now);
  if (!pulled.ok) throw new Error(pulled.error.code);
  const rows = new Map(replica.journal(query(), null).rows.map((row) => [row.uuid, row]));
  const here = ids.map((id) => {
    const row = rows.get(id);
    return row === undefined ? null : replica.positions.of(row);
  });
  const there = await positionsOf(stage.database.db, rulesOf('classic').policy, ids);
  return { here, there: ids.map((id) => there.get(id) ?? null), changed: pulled.value.changed };
}

it('§1.10.3: a referral by turn moves the cycle, and the desk counts from there as the server does', async () => {
  const general = [await file(), await file(), await file(), await file()];
  const favoured = [await file(), await file()];
  for (const application of favoured) {
    await rule({ do: 'claimBenefit', application, benefit: 'P4', by });
    await rule({ do: 'decideBenefit', application, confirmed: true, by });
  }
  const all = [...favoured, ...general];
  const before = await numbers(all);
  expect(before.there).toEqual([1, 5, 2, 3, 4, 6]);
  expect(before.here).toEqual(before.there);

  await rule({ do: 'publishPlaces', group: 'group', places: 1, by });
  await rule({ do: 'choosePlace', application: favoured[0] ?? '', group: 'group', by });
  const after = await numbers(all);
  expect(after.there).toEqual([null, 4, 1, 2, 3, 5]);
  expect(after.here).toEqual(after.there);

  // A return gives the place back, but the cycle does not.
  await rule({ do: 'cancelReferral', application: favoured[0] ?? '', by });
  const returned = await numbers(all);
  expect(returned.there[0]).not.toBe(1);
  expect(returned.here).toEqual(returned.there);
  expect((await numbers(all)).changed).toBe(false);
});
