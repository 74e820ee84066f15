import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { growingRoot } from './merkle.ts';

/** Leaves read at a time. */
const PAGE = 5_000;

/**
 * Reckons the ledger anew from its first leaf: every hash from its payload, no index missing, as many as the head says. `broken` is
 * the first leaf that is not what it should be; the root is that of all leaves (RFC 6962 §2.1).
 */
export async function checkLedger({ db, now }: Services, actor: Actor) {
  if (!actor.grants.some(({ role }) => role === 'auditor'))
    return fail({ code: 'not-permitted' }) satisfies Answer<never>;
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const { size } = await trx.selectFrom('ledger_head').select('size').executeTakeFirstOrThrow();
      const root = growingRoot();
      let broken: number | null = null;
      let next = 0;
      for (;;) {
        const leaves = await trx
          .selectFrom('ledger_leaf')
          .select(['index', 'hash', 'payload'])
          .where('index', '>=', next)
          .orderBy('index')
          .limit(PAGE)
          .execute();
        for (const { index, hash, payload } of leaves) {
          const reckoned = createHash('sha256').update(Uint8Array.of(0)).update(payload).digest();
          if (index !== next || !reckoned.equals(hash)) broken ??= Math.min(index, next);
          root.add(reckoned);
          next = index + 1;
        }
        if (leaves.length < PAGE) break;
      }
      if (next !== size) broken ??= Math.min(next, size);
      return ok({
        size,
        whole: broken === null,
        broken: broken === null ? null : { index: broken, leaf: await leafAt(trx, broken) },
        root: root.value().toString('hex'),
        checkedAt: toIso(now()),
      });
    });
}

/** What stands beside a leaf's hash, for whoever looks for it; nobody vouches for it where the leaf is broken. */
async function leafAt(trx: Transaction<Database>, index: number) {
  const row = await trx
    .selectFrom('ledger_leaf as l')
    .leftJoin('application as a', 'a.uuid', 'l.subject')
    .select(['l.kind', 'l.at', 'a.number'])
    .where('l.index', '=', index)
    .executeTakeFirst();
  return row === undefined ? null : { kind: row.kind, at: row.at.toISOString(), number: row.number };
}
