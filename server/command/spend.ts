import { sql, type Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import { spendChallenges } from '../desk/challenge.ts';
import type { Services } from '../services.ts';
import type { PreparedCommand } from './prepare.ts';

/** Uses the challenges of commands up, whatever becomes of them; a UUID that is known is another command's. */
export async function spend(
  { now }: Pick<Services, 'now'>,
  trx: Transaction<Database>,
  commands: readonly PreparedCommand[],
): Promise<readonly Answer<null>[]> {
  const signed = commands.flatMap((each) => (each.signed === null ? [] : [{ each, signed: each.signed }]));
  const uses = signed.map(({ each, signed: { challenge } }) => ({
    ...{ challenge, purpose: 'application' as const, desk: each.desk, signedAt: each.savedAt },
  }));
  const answers = await spendChallenges(trx, uses, now());
  const spent = new Map(signed.map(({ each }, index) => [each, answers[index]]));
  const uuids = commands.map(({ args }) => args.uuid);
  const { rows } = await sql<{ n: number }>`select m.n::int as n
    from unnest(${uuids}::uuid[]) with ordinality m (uuid, n) join command c on c.uuid = m.uuid`.execute(trx);
  const known = new Set(rows.map(({ n }) => n - 1));
  return commands.map((each, index) => {
    const used = spent.get(each);
    if (used?.ok === false) return used;
    return known.has(index) ? fail({ code: 'invalid-request', field: 'uuid' }) : ok(null);
  });
}
