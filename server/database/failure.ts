import pg from 'pg';

/**
 * What a thrown error means for whoever wanted something of the database: `conflict` (another transaction was quicker: try
 * again), `unavailable` (no database, no room: the caller may try again later, nothing was done), or `bug`.
 */
export type DatabaseFailure = 'conflict' | 'unavailable' | 'bug';

const CONFLICTS = new Set(['40001', '40P01']);
/** The loser of a race for the same child finds it taken when it looks again. */
const RACES = new Set(['application_one_active_per_child']);
const UNAVAILABLE = /^(08|53|57P)/;
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
const BROKEN = /connection (terminated|timeout)|timeout exceeded when trying to connect|client was closed/i;

/** Classifies an error of Kysely or pg. */
export function databaseFailure(error: unknown): DatabaseFailure {
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? '';
    if (CONFLICTS.has(code) || RACES.has(error.constraint ?? '')) return 'conflict';
    return UNAVAILABLE.test(code) ? 'unavailable' : 'bug';
  }
  if (!(error instanceof Error)) return 'bug';
  const unreachable = 'code' in error && UNREACHABLE.has(String(error.code));
  return unreachable || BROKEN.test(error.message) ? 'unavailable' : 'bug';
}
