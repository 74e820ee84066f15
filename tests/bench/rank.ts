/** `kezek bench rank`: "my place in the queue" and "why this number" beside a primary-key read, with ever more children in one cell. */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { POLICIES } from '../../core/domain/policy.ts';
import type { Bench } from '../../scripts/kezek/bench-result.ts';
import type { Connection } from '../../server/database/connect.ts';
import { positionOf } from '../../server/place/position.ts';
import { whyThisNumber } from '../../server/queue/why.ts';
import {
  benchApplication,
  fillCell,
  openBenchDatabase,
  openBeside,
  percentile,
  rounded,
} from './queue-database.ts';

const READS = 6000;
const WARM = 1000;
const SIZES = [1_000, 10_000, 100_000, 1_000_000];

/** One size: its own database, in the same PostgreSQL as the others. */
type Measured = {
  readonly size: number;
  readonly connection: Connection;
  readonly took: Readonly<Record<'place' | 'why' | 'read', number[]>>;
};

/**
 * Milliseconds at the 50th and 99th percentile for each size up to `--rows` (1 000 000). All sizes and all three reads take turns,
 * so that they meet the same disturbances. `ratio`: the slower of the two figures ÷ the primary-key read, at the largest size;
 * `flat_…`: the figure there ÷ the figure at the smallest.
 */
export async function benchRank(args: readonly string[]): Promise<Bench> {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: 'string' }, reads: { type: 'string' } },
  });
  const most = Number(values.rows ?? SIZES.at(-1));
  const database = await openBenchDatabase(1);
  const measured: Measured[] = [];
  try {
    for (const size of SIZES.filter((each) => each <= most)) {
      const connection = await openBeside(database, `rank_${size}`);
      measured.push({ size, connection, took: { place: [], why: [], read: [] } });
      await fillCell(connection, size);
    }
    for (let n = 0; n < Number(values.reads ?? READS) + WARM; n += 1)
      for (const each of measured) await measure(each, n >= WARM);
  } finally {
    for (const { connection } of measured) await connection.close();
    await database.close();
  }
  return summary(measured);
}

async function measure({ size, connection: { db }, took }: Measured, counts: boolean): Promise<void> {
  const uuid = benchApplication(1 + Math.floor(Math.random() * size));
  const onlooker = { iin: '850717300014', session: randomUUID(), districts: null };
  const start = performance.now();
  const position = await positionOf(db, POLICIES.classic, uuid);
  const placed = performance.now();
  await db.selectFrom('application').select('number').where('uuid', '=', uuid).execute();
  const read = performance.now();
  const why = await whyThisNumber(db, POLICIES.classic, onlooker, { uuid, from: null, at: Date.now() });
  const explained = performance.now();
  if (position === null || why?.place?.position !== position)
    throw new Error('A waiting child has one position');
  if (!counts) return;
  took.place.push(placed - start);
  took.read.push(read - placed);
  took.why.push(explained - read);
}

function summary(measured: readonly Measured[]): Bench {
  const figures: Record<string, number> = {};
  const limit: Record<string, number> = {};
  for (const { size, took } of measured) {
    for (const [name, share] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const) {
      figures[`place_${name}_${size}`] = rounded(percentile(took.place, share));
      figures[`why_${name}_${size}`] = rounded(percentile(took.why, share));
      limit[`${name}_${size}`] = rounded(percentile(took.read, share));
    }
  }
  const least = measured[0]?.took;
  const most = measured.at(-1)?.took;
  if (least === undefined || most === undefined) throw new Error('No size was measured');
  const p99 = (of: readonly number[]) => percentile(of, 0.99);
  figures.flat_place = rounded(p99(most.place) / p99(least.place));
  figures.flat_why = rounded(p99(most.why) / p99(least.why));
  figures.place_by_read = rounded(p99(most.place) / p99(most.read));
  figures.why_by_read = rounded(p99(most.why) / p99(most.read));
  const ratio = Math.max(figures.place_by_read, figures.why_by_read);
  return { name: 'rank', figures, limit, ratio };
}
