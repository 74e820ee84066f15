/** The server's queue and the queue in memory, asked the same things, give the same answers and look the same. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellOf, type Rules } from '../../../core/domain/application/state.ts';
import { isAllowed } from '../../../core/domain/application/transitions.ts';
import type { Cell, CellKey } from '../../../core/domain/cell.ts';
import { type Instant, toIso } from '../../../core/domain/instant.ts';
import type { PolicyName } from '../../../core/domain/policy.ts';
import type { Command } from '../../../core/domain/queue/command.ts';
import {
  apply,
  cellIn,
  countsOf,
  createQueue,
  orderOf,
  type Queue,
  runDeadlines,
} from '../../../core/domain/queue/memory.ts';
import { observeApplication, observeNotices as observeEvents } from '../../../core/domain/queue/observe.ts';
import { maskedNumber } from '../../../core/domain/queue/why.ts';
import { QUEUE_CLASSES, type QueueClass } from '../../../core/domain/status.ts';
import { WHY_PAGE } from '../../../core/protocol/why.ts';
import { type Office, openOffice, originOf, receiveForm } from '../../../scripts/kezek/scenario/office.ts';
import {
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../../../scripts/kezek/scenario/temporary-database.ts';
import { executeDeadlines } from '../../../server/deadline/execute.ts';
import { runCommand, runCommandWithin } from '../../../server/queue/command.ts';
import { countPlaces, findApplication } from '../../../server/queue/lookup.ts';
import { observeApplications, observeNotices } from '../../../server/queue/observe.ts';
import { inTransaction, type ServerQueue } from '../../../server/queue/play.ts';
import { whyThisNumber } from '../../../server/queue/why.ts';
import { at, rulesOf } from '../../unit/domain/story.ts';
import { emptyQueue } from './empty.ts';
import { GROUPS, HERE, plot, type Step, THERE } from './plot.ts';

/** A slow machine plays a few hundred commands in seconds; shrinking a failed story takes its time. */
const TIMEOUT_MS = 300_000;
const START = at('2026-03-02 09:00');

let database: TemporaryDatabase;
let office: Office;

beforeAll(async () => {
  database = await openTemporaryDatabase();
  const kindergarten = (district: string) => ({
    id: `k-${district}`,
    district,
    groups: GROUPS.filter((group) => group.district === district).map((group) => ({
      ...{ id: group.id, birthYear: group.birthYear, capacity: group.capacity },
      language: 'kk' as const,
      kind: 'general' as const,
    })),
  });
  office = await openOffice(database.db, {
    start: START,
    kindergartens: [kindergarten(HERE), kindergarten(THERE)],
  });
});

afterAll(async () => {
  await database.close();
});

/** Both queues, and the applications filed so far. */
type Pair = {
  readonly memory: Queue;
  readonly server: ServerQueue;
  readonly filed: string[];
  now: Instant;
  ids: number;
};

async function newPair(rules: Rules): Promise<Pair> {
  await emptyQueue(database.db);
  const pair: Pair = {
    memory: createQueue(rules, GROUPS),
    server: { db: database.db, rules, now: () => pair.now },
    filed: [],
    now: START,
    ids: 0,
  };
  return pair;
}

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function tell(pair: Pair, step: Step): Command {
  return step.tell({
    application: (index, action) => {
      const fitting = pair.filed.filter((id) => {
        const known = pair.memory.applications.get(id);
        return known !== undefined && isAllowed(action, known.status);
      });
      const choice = index % 5 === 0 || fitting.length === 0 ? pair.filed : fitting;
      return choice[index % (choice.length + (index % 5 === 0 ? 1 : 0))] ?? uuid(0);
    },
    applicationOf: (child) =>
      [...pair.memory.applications.values()].findLast((each) => each.child.iin === child)?.id ?? uuid(0),
    newId: () => {
      pair.ids += 1;
      return uuid(pair.ids);
    },
  });
}

async function ask({ server }: Pair, command: Command) {
  if (command.do !== 'apply') return runCommand(server, command, originOf(office, null));
  const now = server.now();
  return inTransaction(server.db, async (trx) => {
    await receiveForm(trx, office, command.filing.form, now);
    const filed = { filing: command.filing, language: 'kk' as const, now };
    return runCommandWithin(trx, server, command, originOf(office, filed));
  });
}

async function expectSame({ memory, server, now }: Pair): Promise<void> {
  const ids = [...memory.applications.keys()];
  for (const id of ids) expect(await findApplication(server.db, id)).toEqual(memory.applications.get(id));
  const seen = await observeApplications(server, ids, now);
  for (const application of memory.applications.values()) {
    const key = cellOf(application);
    const places = [...memory.places.values()].filter((place) => place.cell === key);
    const position = orderOf(memory, key).findIndex((each) => each.application.id === application.id);
    const circumstances = {
      open: places.find(({ state }) => state === 'open') ?? null,
      offered: places.find(({ state }) => state === 'offered') ?? null,
      duplicate: false,
    };
    expect(seen.get(application.id)).toEqual(
      observeApplication(application, position + 1, circumstances, now, memory.rules),
    );
  }
  for (const { id } of GROUPS) expect(await countPlaces(server.db, id)).toEqual(countsOf(memory, id));
  for (const key of new Set([...memory.applications.values()].map(cellOf)))
    expect((await cellAt(server, key)) ?? cellIn(memory, key)).toEqual(cellIn(memory, key));
  expect(await observeNotices(server)).toEqual(observeEvents(memory.events));
}

/** A cell as the server keeps it; null while nothing has happened in it. */
async function cellAt({ db }: ServerQueue, key: CellKey): Promise<Cell | null> {
  const row = await db
    .selectFrom('cell')
    .select(['cycle_index', 'publications'])
    .where('key', '=', key)
    .executeTakeFirst();
  return row === undefined ? null : { key, cycleIndex: row.cycle_index, publications: row.publications };
}

/** Who stands before each waiting child: all of them, in the order of the queue in memory, and their number is the position. */
async function expectWhyRight({ memory, server, now }: Pair): Promise<void> {
  const { policy } = memory.rules;
  for (const application of memory.applications.values()) {
    const onlooker = { iin: 'staff', session: uuid(0), districts: null };
    const look = (from: number | null) =>
      whyThisNumber(server.db, policy, onlooker, { uuid: application.id, from, at: now });
    const why = await look(1);
    const order = orderOf(memory, cellOf(application));
    const index = order.findIndex((each) => each.application.id === application.id);
    expect(why?.place === null ? -1 : (why?.place.position ?? 0) - 1).toBe(index);
    if (why === null || why.place === null) continue;
    const { E, P, G } = why.place.before;
    expect(E + P + G).toBe(index);
    const first = why.place.page;
    const last = (await look(null))?.place?.page ?? [];
    const shown = (from: number, to: number) =>
      order.slice(from, to).map((each, at) => ({
        position: from + at + 1,
        line: each.line,
        number: maskedNumber(each.application.number),
        filedAt: toIso(each.application.filedAt),
        status: each.application.status,
      }));
    expect(first).toMatchObject(shown(0, Math.min(WHY_PAGE, index)));
    expect(last).toMatchObject(shown(Math.max(0, index - WHY_PAGE), index));
  }
}

/** Those who stood before a child, by class, as an onlooker could count them. */
const before = (memory: Queue, id: string): ReadonlyMap<string, QueueClass> => {
  const application = memory.applications.get(id);
  if (application === undefined) return new Map();
  const order = orderOf(memory, cellOf(application));
  const index = order.findIndex((each) => each.application.id === id);
  return new Map(order.slice(0, Math.max(0, index)).map((each) => [each.application.id, each.line]));
};

/** What is told of the time between two visits agrees with who stood before at the one and at the other. */
async function expectVisitRight({ memory, server, now }: Pair, then: Visits): Promise<void> {
  for (const [id, visit] of then) {
    const onlooker = { iin: 'parent', session: uuid(2), districts: null };
    const why = await whyThisNumber(server.db, memory.rules.policy, onlooker, {
      uuid: id,
      from: null,
      at: now,
    });
    if (why?.visit === null || why?.visit === undefined) continue;
    const { changes, turned, position } = why.visit;
    expect(position).toBe(1 + visit.before.size);
    const today = before(memory, id);
    const count = (of: ReadonlyMap<string, QueueClass>, line: QueueClass) =>
      [...of.values()].filter((each) => each === line).length;
    const moved = (line: QueueClass) => {
      const came = changes.filter((each) => each.now === line && comes(each.effect)).length;
      const went = changes.filter((each) => each.was === line && goes(each.effect)).length;
      return came - went;
    };
    for (const line of QUEUE_CLASSES)
      expect(count(today, line)).toBe(count(visit.before, line) + moved(line) + turned[line]);
    expect(turned.E).toBe(0);
    const there = orderOf(memory, visit.cell).map(({ application }) => application.id);
    const gone = [...visit.before.keys()].filter((each) => !there.includes(each));
    expect(changes.filter(({ effect }) => effect === 'left')).toHaveLength(gone.length);
  }
}
const comes = (effect: string) => ['entered', 'ahead', 'reordered'].includes(effect);
const goes = (effect: string) => ['left', 'behind', 'reordered'].includes(effect);

type Visit = { readonly cell: CellKey; readonly before: ReadonlyMap<string, QueueClass> };
type Visits = ReadonlyMap<string, Visit>;

/** A parent of every child looks, and what they see is noted beside. */
async function visitAll({ memory, server, now }: Pair): Promise<Visits> {
  const seen = new Map<string, Visit>();
  for (const [id, application] of memory.applications) {
    const onlooker = { iin: 'parent', session: uuid(1), districts: null };
    const why = await whyThisNumber(server.db, memory.rules.policy, onlooker, {
      uuid: id,
      from: null,
      at: now,
    });
    if (why !== null && why.place !== null)
      seen.set(id, { cell: cellOf(application), before: before(memory, id) });
  }
  return seen;
}

/** The counters behind positions are those that counting anew gives. */
async function expectCountersRight(): Promise<void> {
  const nodes = async () => {
    const { rows } = await sql`select * from queue_rank where 0 <> any(upto)
      order by cell, level, line, category, node`.execute(database.db);
    return rows;
  };
  const kept = await nodes();
  await sql`select queue_rank_rebuild()`.execute(database.db);
  expect(kept).toEqual(await nodes());
}

async function compare(policy: PolicyName, steps: readonly Step[]): Promise<void> {
  const pair = await newPair(rulesOf(policy));
  let visits: Visits = new Map();
  for (const [index, step] of steps.entries()) {
    if (index === Math.floor(steps.length / 2)) visits = await visitAll(pair);
    pair.now += step.wait;
    const command = tell(pair, step);
    runDeadlines(pair.memory, pair.now);
    const { held } = await executeDeadlines(pair.server, pair.now);
    expect(held).toEqual([]);
    const expected = apply(pair.memory, command, pair.now);
    expect(await ask(pair, command)).toEqual(expected);
    if (expected.ok) pair.filed.push(...expected.value.filed);
  }
  await expectSame(pair);
  await expectVisitRight(pair, visits);
  await expectWhyRight(pair);
  pair.now += 400 * 86_400_000;
  runDeadlines(pair.memory, pair.now);
  expect((await executeDeadlines(pair.server, pair.now)).held).toEqual([]);
  await expectSame(pair);
  await expectCountersRight();
}

describe('the queue over PostgreSQL', () => {
  it(
    'answers and looks like the queue in memory, whatever is asked of it (classic)',
    async () => {
      await fc.assert(
        fc.asyncProperty(plot(60), (steps) => compare('classic', steps)),
        { numRuns: 15 },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'answers and looks like the queue in memory under voucher2025',
    async () => {
      await fc.assert(
        fc.asyncProperty(plot(40), (steps) => compare('voucher2025', steps)),
        { numRuns: 5 },
      );
    },
    TIMEOUT_MS,
  );
});
