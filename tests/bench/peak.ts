/** `kezek bench peak`: parents choose among the open places of one cell, all at the same moment, through the server's own commands. */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { checkDigit } from '../../core/domain/iin.ts';
import { POLICIES } from '../../core/domain/policy.ts';
import type { Bench } from '../../scripts/kezek/bench-result.ts';
import { type Connection, POOL_CONNECTIONS } from '../../server/database/connect.ts';
import { loadCalendar } from '../../server/deadline/calendar.ts';
import { runCommand } from '../../server/queue/command.ts';
import type { Origin } from '../../server/queue/origin.ts';
import type { ServerQueue } from '../../server/queue/play.ts';
import {
  benchApplication,
  CELL,
  fillCell,
  openBenchDatabase,
  percentile,
  rounded,
} from './queue-database.ts';

const GROUP_PLACES = 25;
const DESK = { id: '00000000-0000-4000-8000-000000000001', code: 'BENCH' };
const ORIGIN: Origin = {
  name: '',
  desk: DESK,
  paper() {
    throw new Error('Nothing is filed here');
  },
};

/**
 * `--clients` parents (5 000) and `--places` open places (500) in groups of one cell, over the server's pool of connections; every
 * parent asks at once for a place in a group of its liking, and for another group when that one has none left. Beside it, over the
 * same pool: single-row updates by as many clients at once, of as many rows as there are places.
 */
export async function benchPeak(args: readonly string[]): Promise<Bench> {
  const { values } = parseArgs({
    args: [...args],
    options: { clients: { type: 'string' }, places: { type: 'string' } },
  });
  const clients = Number(values.clients ?? 5000);
  const places = Number(values.places ?? 500);
  const database = await openBenchDatabase(POOL_CONNECTIONS);
  try {
    await prepare(database, clients, places);
    const rules = { policy: POLICIES.classic, calendar: loadCalendar() };
    const queue: ServerQueue = { db: database.db, rules, now: () => Date.UTC(2026, 2, 2, 5) };
    const updates = await bareUpdates(database, clients, places);
    const groups = Math.ceil(places / GROUP_PLACES);
    const chosen = await atOnce(clients, (n) => {
      const group = `g${1 + (n % groups)}`;
      const by = { iin: '850717300014', role: 'applicant' } as const;
      const command = { do: 'choosePlace', application: benchApplication(n + 1), group, by } as const;
      return runCommand(queue, command, ORIGIN);
    });
    const again = await bareUpdates(database, clients, places);
    const accepted = chosen.answers.filter((answer) => answer.ok).length;
    const refused = chosen.answers.filter(
      (answer) => !answer.ok && (answer.error === 'not-your-turn' || answer.error === 'no-free-place'),
    ).length;
    const kept = await whatIsKept(database);
    const bare = (clients * 2) / (updates.seconds + again.seconds);
    const rate = clients / chosen.seconds;
    return {
      name: 'peak',
      figures: {
        p50_ms: rounded(percentile(chosen.took, 0.5)),
        p99_ms: rounded(percentile(chosen.took, 0.99)),
        choices_per_s: rounded(rate),
        accepted,
        refused,
        given_twice: kept.twice,
        lost: Math.abs(accepted - kept.referrals),
        unanswered: clients - accepted - refused,
      },
      limit: { updates_per_s: rounded(bare) },
      ratio: rounded(rate / bare),
    };
  } finally {
    await database.close();
  }
}

/** Starts all at the same moment; how long each took, in ms, and all of them together. */
async function atOnce<T>(clients: number, ask: (n: number) => Promise<T>) {
  const took: number[] = [];
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: clients }, async (_, n) => {
      const answer = await ask(n);
      took.push(performance.now() - start);
      return answer;
    }),
  );
  return { answers, took, seconds: (performance.now() - start) / 1000 };
}

async function bareUpdates({ db }: Connection, clients: number, rows: number) {
  return atOnce(clients, (n) => sql`update bare set n = n + 1 where id = ${1 + (n % rows)}`.execute(db));
}

async function prepare(database: Connection, clients: number, places: number): Promise<void> {
  const { db } = database;
  await fillCell(database, clients);
  const iins = childIins(clients);
  await sql`update application a set child_iin = given.iin, number = 'ОДО.2026.' || lpad(given.n::text, 6, '0'),
      line = 'G', queue_class = 'G'
    from unnest(${iins}::text[]) with ordinality given (iin, n)
    where a.uuid = ('00000000-0000-4000-9000-' || lpad(given.n::text, 12, '0'))::uuid`.execute(db);
  await sql`insert into kindergarten (id, district, kind, name_kk, name_ru, settlement, address)
    values ('k1', '111000000', 'kindergarten', 'k1', 'k1', '', '')`.execute(db);
  await sql`insert into kindergarten_group (id, kindergarten, kind, birth_year, language, name, capacity)
    select 'g' || n, 'k1', 'general', 2022, 'kk', 'g' || n, ${GROUP_PLACES}::int
    from generate_series(1, ${Math.ceil(places / GROUP_PLACES)}::int) n`.execute(db);
  await sql`insert into place (id, group_id, cell, state, published)
    select ${CELL} || '/' || n, 'g' || 1 + (n - 1) / ${GROUP_PLACES}::int, ${CELL}, 'open', n
    from generate_series(1, ${places}::int) n`.execute(db);
  await sql`update cell set publications = ${places}`.execute(db);
  await sql`create table bare (id int primary key, n int not null) with (fillfactor = 50)`.execute(db);
  await sql`insert into bare select n, 0 from generate_series(1, ${places}::int) n`.execute(db);
  for (const table of ['application', 'place', 'bare', 'queue_rank'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db);
  await sql`checkpoint`.execute(db);
}

function childIins(count: number): readonly string[] {
  const found: string[] = [];
  for (let n = 0; found.length < count; n += 1) {
    const eleven = `220505${n < 10_000 ? 5 : 6}${String(n % 10_000).padStart(4, '0')}`;
    const digit = checkDigit(eleven);
    if (digit !== null) found.push(`${eleven}${digit}`);
    if (n === 20_000) throw new Error('No more IINs of one birthday');
  }
  return found;
}

async function whatIsKept({ db }: Connection) {
  const { rows } = await sql<{ referrals: number; twice: number }>`
    select count(*)::int as referrals, (count(*) - count(distinct held_place))::int as twice
    from referral where ended is null`.execute(db);
  return rows[0] ?? { referrals: 0, twice: 0 };
}
