import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { KindergartenFileSchema } from '../../core/protocol/kindergarten-entry.ts';
import { importKindergartens } from '../../server/kindergarten/import.ts';
import { loadDistricts } from '../../server/reference/districts.ts';
import type { CommandIo } from './command-io.ts';
import { withDatabase } from './open-database.ts';

const USAGE = 'usage: kezek kindergarten import FILE';

/**
 * `kezek kindergarten import FILE`: how an office begins: enters the kindergartens and groups of a JSON file that the server does
 * not have (docs/operations.md); what it has stays as it is. Exit code 0, 1 when the database cannot be reached, 2 for a wrong
 * call or file, of which nothing is entered.
 */
export async function kindergartenCommand(args: string[], io: CommandIo): Promise<number> {
  const [word, file, ...rest] = args;
  if (word !== 'import' || file === undefined || rest.length > 0) {
    io.err(`${USAGE}\n`);
    return 2;
  }
  const read = await readKindergartens(path.resolve(io.cwd, file));
  if (typeof read === 'string') {
    io.err(`${file}: ${read}\n`);
    return 2;
  }
  return withDatabase(io, async ({ db }) => {
    const { kindergartens, groups } = await db
      .transaction()
      .execute((trx) => importKindergartens(trx, read, Date.now()));
    io.out(`entered: ${kindergartens} kindergartens, ${groups} groups\n`);
    return 0;
  });
}

/** The file's content, or what is wrong with it and where. */
async function readKindergartens(file: string): Promise<z.infer<typeof KindergartenFileSchema> | string> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return error instanceof SyntaxError ? `no JSON: ${error.message}` : 'cannot be read';
  }
  const parsed = KindergartenFileSchema.safeParse(content);
  if (!parsed.success) return z.prettifyError(parsed.error);
  const districts = loadDistricts();
  const unknown = parsed.data.kindergartens.find(({ district }) => !districts.has(district));
  return unknown === undefined ? parsed.data : `${unknown.id}: ${unknown.district} is no district`;
}
