import type { Bench } from './bench-result.ts';
import type { CommandIo } from './command-io.ts';

const BENCHES: Readonly<Record<string, (args: string[]) => Promise<Bench>>> = {
  desk: async () => (await import('../../tests/bench/desk.ts')).benchDesk(),
  verify: async () => (await import('../../tests/bench/verify.ts')).benchVerify(),
  documents: async () => (await import('../../tests/bench/documents.ts')).benchDocuments(),
  rank: async (args) => (await import('../../tests/bench/rank.ts')).benchRank(args),
  peak: async (args) => (await import('../../tests/bench/peak.ts')).benchPeak(args),
};

/** `kezek bench NAME [--json]`. Exit 0 measured, 2 usage. */
export async function benchCommand(args: string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args.filter((argument) => argument !== '--json');
  const bench = name === undefined ? undefined : BENCHES[name];
  if (bench === undefined) {
    io.err(`usage: kezek bench ${Object.keys(BENCHES).join('|')} [--json]\n`);
    return 2;
  }
  const result = await bench(rest);
  if (args.includes('--json')) io.out(`${JSON.stringify(result)}\n`);
  else {
    const rows = (title: string, values: Readonly<Record<string, number>>): string =>
      Object.entries(values)
        .map(([key, value]) => `  ${title} ${key}: ${value}`)
        .join('\n');
    io.out(
      `${result.name}\n${rows('figure', result.figures)}\n${rows('limit ', result.limit)}\n  ratio: ${result.ratio}\n`,
    );
  }
  return 0;
}
