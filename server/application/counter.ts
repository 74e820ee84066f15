import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { type NumberSeries, officialNumber } from '../../core/domain/number.ts';
import type { Database } from '../database/schema.ts';

/*
 * Counters that are moved on inside the business transaction: the row stays locked until it ends, so numbers have no gaps and
 * no reader ever sees a later version before an earlier one. Always taken in this order: number, district, ledger.
 */

/** The next official numbers of a series and year, consecutive (domain.md §1.11 "Numbers", §1.10.15 for twins). */
export async function takeNumbers(
  trx: Transaction<Database>,
  kind: NumberSeries,
  year: number,
  count: number,
): Promise<readonly string[]> {
  const { n } = await trx
    .insertInto('register_number')
    .values({ kind, year, n: count })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'year']).doUpdateSet({ n: sql<number>`register_number.n + ${count}` }),
    )
    .returning('n')
    .executeTakeFirstOrThrow();
  return Array.from({ length: count }, (_, index) => officialNumber(kind, year, n - count + 1 + index));
}

/** Gives back the last numbers that this transaction has taken and not used, so that none is missing. */
export async function giveNumbersBack(
  trx: Transaction<Database>,
  kind: NumberSeries,
  year: number,
  count: number,
): Promise<void> {
  if (count === 0) return;
  await trx
    .updateTable('register_number')
    .set({ n: sql<number>`n - ${count}` })
    .where('kind', '=', kind)
    .where('year', '=', year)
    .execute();
}

/** The version that every row written by this transaction carries, in this district (practices b5.5). */
export async function nextVersion(trx: Transaction<Database>, district: string): Promise<number> {
  const { version } = await trx
    .insertInto('space')
    .values({ district, version: 1 })
    .onConflict((conflict) =>
      conflict.column('district').doUpdateSet({ version: sql<number>`space.version + 1` }),
    )
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** What goes into the ledger for ever; it names nobody. */
export type LedgerEntry = {
  readonly kind: string;
  readonly subject: string;
  readonly payload: Readonly<Record<string, string | number>>;
};

/** Appends leaves to the ledger: SHA-256 over a zero byte and the payload, as Merkle trees hash leaves (RFC 6962). */
export async function appendLedger(
  trx: Transaction<Database>,
  entries: readonly LedgerEntry[],
  at: Date,
): Promise<void> {
  const { size } = await trx
    .updateTable('ledger_head')
    .set({ size: sql<number>`size + ${entries.length}` })
    .returning('size')
    .executeTakeFirstOrThrow();
  const rows = entries.map((entry, index) => {
    const { text, hash } = ledgerLeaf(entry, at);
    const { kind, subject } = entry;
    return { index: size - entries.length + index, hash, kind, subject, at, payload: text };
  });
  await trx.insertInto('ledger_leaf').values(rows).execute();
}

/** The text of a leaf and its hash. */
export function ledgerLeaf(
  { kind, subject, payload }: LedgerEntry,
  at: Date,
): { readonly text: string; readonly hash: Buffer } {
  const text = JSON.stringify({ kind, subject, at: at.toISOString(), ...payload });
  return { text, hash: createHash('sha256').update(Uint8Array.of(0)).update(text).digest() };
}
