/** `kezek bench rank`: "my place in the queue" beside a primary-key read, with ever more children in one cell. */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { POLICIES } from '../../core/domain/policy.ts';
import type { Bench } from '../../scripts/kezek/bench-result.ts';
import { positionOf } from '../../server/place/position.ts';
import { benchApplication, fillCell, openBenchDatabase, percentile, rounded } from './queue-database.ts';

const READS = 4000;
const WARM = 500;
const SIZES = [1_000, 10_000, 100_000, 1_000_000];

/**
 * Milliseconds at the 99th percentile, for each size up to `--rows` (1 000 000); the two reads take turns, so that both meet the
 * same disturbances. The ratio is that at the largest size; `flat` is the figure there ÷ the figure at the smallest.
 */
export async function benchRank(args: readonly string[]): Promise<Bench> {
  const { values } = parseArgs({ args: [...args], options: { rows: { type: 'string' } } });
  const most = Number(values.rows ?? SIZES.at(-1));
  const database = await openBenchDatabase(1);
  const figures: Record<string, number> = {};
  const limit: Record<string, number> = {};
  try {
    for (const size of SIZES.filter((each) => each <= most)) {
      await fillCell(database, size);
      const places: number[] = [];
      const reads: number[] = [];
      for (let n = 0; n < READS + WARM; n += 1) {
        const id = benchApplication(1 + Math.floor(Math.random() * size));
        const start = performance.now();
        const position = await positionOf(database.db, POLICIES.classic, id);
        const between = performance.now();
        await database.db.selectFrom('application').select('number').where('uuid', '=', id).execute();
        const end = performance.now();
        if (position === null) throw new Error('A waiting child has a position');
        if (n < WARM) continue;
        places.push(between - start);
        reads.push(end - between);
      }
      figures[`p50_${size}`] = rounded(percentile(places, 0.5));
      figures[`p99_${size}`] = rounded(percentile(places, 0.99));
      limit[`p50_${size}`] = rounded(percentile(reads, 0.5));
      limit[`p99_${size}`] = rounded(percentile(reads, 0.99));
    }
  } finally {
    await database.close();
  }
  const largest = SIZES.filter((each) => each <= most).at(-1) ?? 0;
  const at = (of: Readonly<Record<string, number>>, size: number) => of[`p99_${size}`] ?? 0;
  figures.flat = rounded(at(figures, largest) / at(figures, SIZES[0] ?? 0));
  return { name: 'rank', figures, limit, ratio: rounded(at(figures, largest) / at(limit, largest)) };
}
