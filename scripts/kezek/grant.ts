import { grantRole } from '../../server/person/grant.ts';
import type { CommandIo } from './command-io.ts';
import { oddIin, readGrant, whereOf } from './grant-arguments.ts';
import { withDatabase } from './open-database.ts';

const USAGE = 'usage: kezek grant IIN ROLE [--district D | --kindergarten K]';

/**
 * `kezek grant IIN ROLE [--district D | --kindergarten K]`: gives a person a role (domain.md §1.11). Giving it again changes
 * nothing. Exit code 0, 1 when the database cannot be reached, 2 usage.
 */
export async function grantCommand(args: string[], io: CommandIo): Promise<number> {
  const grant = readGrant(args);
  if (typeof grant === 'string') {
    io.err(`${grant}\n${USAGE}\n`);
    return 2;
  }
  io.err(oddIin(grant) ?? '');
  return withDatabase(io, async ({ db }) => {
    const given = await db.transaction().execute((trx) => grantRole(trx, grant, Date.now()));
    io.out(`${given ? 'granted' : 'already granted'}: ${grant.role} ${whereOf(grant)}\n`);
    return 0;
  });
}
