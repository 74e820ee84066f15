import { parseIin } from '../../core/domain/iin.ts';
import type { CommandIo } from './command-io.ts';

const USAGE = 'usage: kezek iin NUMBER';

/**
 * `kezek iin NUMBER`: prints `valid 2022-01-05 male` or `invalid check-digit` (design.md, "The operator's command line").
 * Exit code 0 valid, 1 invalid, 2 usage.
 */
export function iinCommand(args: readonly string[], io: Pick<CommandIo, 'out' | 'err'>): number {
  const [number, ...rest] = args;
  if (number === undefined || rest.length > 0) {
    io.err(`${USAGE}\n`);
    return 2;
  }
  const parsed = parseIin(number);
  if (!parsed.ok) {
    io.out(`invalid ${parsed.error}\n`);
    return 1;
  }
  io.out(`valid ${parsed.value.birthDate} ${parsed.value.sex}\n`);
  return 0;
}
