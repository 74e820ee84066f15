import type { Instant } from '../instant.ts';
import type { Policy } from '../policy.ts';

/** What is known about the time at which a desk saved an application that reached the server later. */
export type DeskTime = {
  readonly savedAt: Instant;
  /** Offset of the desk's clock measured at its last contact, ms; null when it was never measured. */
  readonly clockOffset: number | null;
  /** Whether the desk's journal, a chain of hashes, is whole from that entry to the present. */
  readonly journalWhole: boolean;
};

/** The filing time and whose clock gave it; the ledger says which. */
export type FilingTime = { readonly at: Instant; readonly basis: 'server' | 'desk' };

/**
 * The filing time of an application (domain.md §1.10.5): the server's acceptance. With `filingTime: 'desk'` the desk's time, if
 * its clock is within 60 s, the gap to acceptance at most 72 h and its journal chain whole; else acceptance.
 */
export function filingTime(accepted: Instant, desk: DeskTime | null, policy: Policy): FilingTime {
  const server: FilingTime = { at: accepted, basis: 'server' };
  if (policy.filingTime === 'server' || desk === null || desk.clockOffset === null) return server;
  const at = desk.savedAt - desk.clockOffset;
  const clockRight = Math.abs(desk.clockOffset) <= policy.deskClockTolerance;
  const gap = accepted - at;
  const trusted = clockRight && desk.journalWhole && gap >= 0 && gap <= policy.deskGapLimit;
  return trusted ? { at, basis: 'desk' } : server;
}
