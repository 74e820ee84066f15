import { parseArgs } from 'node:util';
import { newPairingCode } from '../../server/desk/pairing.ts';
import { loadDistricts } from '../../server/reference/districts.ts';
import type { CommandIo } from './command-io.ts';
import { withDatabase } from './open-database.ts';

const USAGE = 'usage: kezek pair --district D --mode desk|kiosk';

/**
 * `kezek pair --district D --mode desk|kiosk`: prints a code with which one computer joins the server (domain.md §1.11: 8
 * characters, 10 minutes, 5 tries). Exit code 0, 1 when the database cannot be reached, 2 usage.
 */
export async function pairCommand(args: string[], io: CommandIo): Promise<number> {
  const wanted = readArguments(args);
  if (typeof wanted === 'string') {
    io.err(`${wanted}\n${USAGE}\n`);
    return 2;
  }
  return withDatabase(io, async ({ db }) => {
    const { code, expiresAt } = await newPairingCode(db, wanted, Date.now());
    io.out(`${code}\n`);
    io.err(`for one ${wanted.mode} of ${wanted.district}, until ${expiresAt.toISOString()}\n`);
    return 0;
  });
}

function readArguments(args: string[]): { district: string; mode: 'desk' | 'kiosk' } | string {
  let values: { district?: string | undefined; mode?: string | undefined };
  try {
    const options = { district: { type: 'string' }, mode: { type: 'string' } } as const;
    values = parseArgs({ args, options }).values;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
  const { district = '', mode } = values;
  const districts = loadDistricts();
  const code = districts.find(district, district);
  if (code === null)
    return `--district ${district}: takes a KATO code or a name, one of ${districts.all.map((each) => `${each.code} ${each.name.kk}`).join(', ')}`;
  if (mode !== 'desk' && mode !== 'kiosk') return `--mode ${mode ?? ''}: takes desk or kiosk`;
  return { district: code, mode };
}
