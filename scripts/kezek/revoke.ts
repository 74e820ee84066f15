import { revokeRole } from '../../server/person/grant.ts';
import type { CommandIo } from './command-io.ts';
import { readGrant, whereOf } from './grant-arguments.ts';
import { withDatabase } from './open-database.ts';

const USAGE = 'usage: kezek revoke IIN ROLE [--district D | --kindergarten K]';

/**
 * `kezek revoke IIN ROLE [--district D | --kindergarten K]`: takes exactly this role away, at once, also in open sessions. Exit
 * code 0, 1 when the person does not have it or the database cannot be reached, 2 usage.
 */
export async function revokeCommand(args: string[], io: CommandIo): Promise<number> {
  const grant = readGrant(args);
  if (typeof grant === 'string') {
    io.err(`${grant}\n${USAGE}\n`);
    return 2;
  }
  return withDatabase(io, async ({ db }) => {
    const taken = await db.transaction().execute((trx) => revokeRole(trx, grant, Date.now()));
    if (taken) io.out(`revoked: ${grant.role} ${whereOf(grant)}\n`);
    else io.err(`this person does not have the role ${grant.role} ${whereOf(grant)}\n`);
    return taken ? 0 : 1;
  });
}
