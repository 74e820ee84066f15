/** `kezek bench peak`: parents choose among the open places of one cell, all at the same moment, as a push decides them. */
import { generateKeyPairSync } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import pino from 'pino';
import { POLICIES } from '../../core/domain/policy.ts';
import type { MutationResult } from '../../core/protocol/replication.ts';
import type { Bench } from '../../scripts/kezek/bench-result.ts';
import type { TemporaryDatabase } from '../../scripts/kezek/scenario/temporary-database.ts';
import { type Connection, connect, POOL_CONNECTIONS } from '../../server/database/connect.ts';
import { loadCalendar } from '../../server/deadline/calendar.ts';
import { createPaperOffice } from '../../server/paper/office.ts';
import { loadBenefits } from '../../server/reference/benefits.ts';
import { loadDistricts } from '../../server/reference/districts.ts';
import { CROWD_CONNECTIONS, openCrowd } from '../../server/replication/crowd.ts';
import { choiceXml, verifiedChoice } from './peak-choice.ts';
import { type Chooser, MOMENT, prepareGround } from './peak-ground.ts';
import { pushAtOnce } from './peak-http.ts';
import { openBenchDatabase, openBeside, percentile, rounded } from './queue-database.ts';

/**
 * `--clients` parents (5 000) and `--places` open places (500) in groups of one cell; every parent asks at once for a place in a group
 * of its liking. Measured from where a push has a verified choice to where it has its answer: counter, result, history,
 * papers, notices and ledger are written. Beside it, over the server's pool of connections: single-row updates by as many clients at
 * once, of as many rows as there are places. With `--http` also as signed pushes to a running server, in another database.
 */
export async function benchPeak(args: readonly string[]): Promise<Bench> {
  const { values } = parseArgs({
    args: [...args],
    options: { clients: { type: 'string' }, places: { type: 'string' }, http: { type: 'boolean' } },
  });
  const clients = Number(values.clients ?? 5000);
  const places = Number(values.places ?? 500);
  const database = await openBenchDatabase(POOL_CONNECTIONS);
  const aside = connect(database.url, () => undefined, CROWD_CONNECTIONS);
  try {
    const choosers = await prepareGround(database, { clients, places });
    const updates = await bareUpdates(database, clients, places);
    const chosen = await chooseAtOnce(aside, choosers);
    const again = await bareUpdates(database, clients, places);
    const bare = (clients * 2) / (updates.seconds + again.seconds);
    const rate = clients / chosen.seconds;
    return {
      name: 'peak',
      figures: {
        p50_ms: rounded(percentile(chosen.took, 0.5)),
        p99_ms: rounded(percentile(chosen.took, 0.99)),
        choices_per_s: rounded(rate),
        ...(await account(database, chosen.answers)),
        ...(values.http === true ? await overHttp(database, { clients, places }, chosen.seconds) : {}),
      },
      limit: { updates_per_s: rounded(bare) },
      ratio: rounded(rate / bare),
    };
  } finally {
    await aside.close();
    await database.close();
  }
}

/** The same over HTTP, and of its seconds those that the signatures take alone, the decisions alone, and what remains. */
async function overHttp(
  database: TemporaryDatabase,
  size: { readonly clients: number; readonly places: number },
  deciding: number,
): Promise<Readonly<Record<string, number>>> {
  const beside = await openBeside(database, 'peak_http');
  try {
    const choosers = await prepareGround(beside, size);
    const pushed = await pushAtOnce(beside.url, choosers);
    const accounted = await account(beside, pushed.answers);
    const figures = {
      p50_ms: percentile(pushed.took, 0.5),
      p99_ms: percentile(pushed.took, 0.99),
      choices_per_s: size.clients / pushed.seconds,
      total_s: pushed.seconds,
      signatures_alone_s: pushed.verifying,
      decisions_alone_s: deciding,
      rest_s: pushed.seconds - pushed.verifying - deciding,
      ...accounted,
    };
    return Object.fromEntries(
      Object.entries(figures).map(([name, value]) => [`http_${name}`, rounded(value)]),
    );
  } finally {
    await beside.close();
  }
}

async function chooseAtOnce({ db }: Connection, choosers: readonly Chooser[]) {
  const rules = { policy: POLICIES.classic, calendar: loadCalendar() };
  const slipKey = { privateKey: generateKeyPairSync('ed25519').privateKey };
  const papers = createPaperOffice({ slipKey, districts: loadDistricts(), benefits: loadBenefits(), rules });
  const crowd = openCrowd({
    db,
    now: () => MOMENT,
    rules,
    papers,
    log: pino({ level: 'warn' }, pino.destination(2)),
  });
  const choices = choosers.map((chooser, n) => verifiedChoice(chooser, n, choiceXml(chooser, n)));
  const chosen = await atOnce(choices, ({ identity, choice }) => crowd.decide(identity, choice));
  await crowd.settled();
  return chosen;
}

/** Asks all at the same moment; how long each took, in ms, and all of them together. */
async function atOnce<Q, A>(questions: readonly Q[], ask: (question: Q) => Promise<A>) {
  const took: number[] = [];
  const start = performance.now();
  const answers = await Promise.all(
    questions.map(async (question) => {
      const answer = await ask(question);
      took.push(performance.now() - start);
      return answer;
    }),
  );
  return { answers, took, seconds: (performance.now() - start) / 1000 };
}

async function bareUpdates({ db }: Connection, clients: number, rows: number) {
  const numbers = Array.from({ length: clients }, (_, n) => n);
  return atOnce(numbers, (n) => sql`update bare set n = n + 1 where id = ${1 + (n % rows)}`.execute(db));
}

const REFUSED: ReadonlySet<string> = new Set(['not-your-turn', 'no-free-place']);

/** What was answered, held against what the database keeps. */
async function account({ db }: Connection, answers: readonly (MutationResult | null)[]) {
  const accepted = answers.filter((answer) => answer?.outcome === 'done').length;
  const refused = answers.filter(
    (answer) => answer?.outcome === 'refused' && REFUSED.has(answer.failure.code),
  ).length;
  const { rows } = await sql<{ referrals: number; twice: number; results: number; counted: number }>`select
    (select count(*)::int from referral where ended is null) as referrals,
    (select (count(*) - count(distinct held_place))::int from referral where ended is null) as twice,
    (select count(*)::int from processed_mutation) as results,
    (select sum(last_mutation_id)::int from client) as counted`.execute(db);
  const [kept] = rows;
  if (kept === undefined) throw new Error('A count without a row');
  return {
    accepted,
    refused,
    given_twice: kept.twice,
    lost: Math.abs(accepted - kept.referrals),
    unanswered: answers.length - accepted - refused,
    results_missing: Math.abs(answers.length - kept.results) + Math.abs(answers.length - kept.counted),
  };
}
