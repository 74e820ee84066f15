import type { Failure, FailureCode } from '../domain/failure.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import type { DeskStatus } from '../protocol/desk-status.ts';
import type { Grant } from '../protocol/person.ts';
import { FULL } from './challenge.ts';
import { startLoop, type Waits } from './loop.ts';
import type { Parts } from './parts.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import type { ServerClient } from './server-client.ts';

/** How the exchange with the server stands. */
export type ExchangeState = {
  readonly server: DeskStatus['server'];
  /** What stops it although the server answers; null when nothing does. */
  readonly problem: FailureCode | null;
};

/** Told as things happen; each is followed by a question of whoever is concerned. */
export type ExchangeWatch = {
  /** The state or the count of unsent work is another. */
  readonly state: () => void;
  /** The reference tables of the region are others than before. */
  readonly reference: () => void;
  /** Rows of applications changed. */
  readonly applications: () => void;
  readonly submission: (uuid: string, step: 'sending' | 'received' | 'refused') => void;
  /** The server no longer knows the session (`session-ended`), or not even this desk (`desk-unknown`). */
  readonly sessionEnded: (why: 'session-ended' | 'desk-unknown') => void;
  /** The roles that the session holds at the server now; told after every pull. */
  readonly grants: (grants: readonly Grant[]) => void;
  /** A bug: for the log. */
  readonly bug: (error: unknown) => void;
};

export type Exchange = {
  state(): ExchangeState;
  /** There is something new to send, or somebody wants fresh rows: now, not at the next interval. */
  nudge(): void;
  /** Asks the server for what changed, rows and rights; ends when it has been tried. */
  pullNow(): Promise<void>;
  /** Both directions once; ends when both have been tried. */
  syncNow(): Promise<void>;
  /** What a call outside the loops learned of the line. */
  noteAnswer(failure: Failure | null): void;
  close(): Promise<void>;
};

const PUSH_WAITS: Waits = { idle: 60_000, first: 1_000, longest: 60_000 };
const PULL_WAITS: Waits = { idle: 10_000, first: 1_000, longest: 60_000 };
/** How often the edited reference tables are asked for, ms. */
const REFERENCE_MS = 10 * 60_000;
/** Failures with which the server does answer: the line is there, something else is in the way. */
const PROBLEMS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'desk-unknown',
  'clock-wrong',
  'upgrade-needed',
  'server-changed',
  'identity-reused',
  'too-many-attempts',
]);

/**
 * Starts the two loops, push and pull, each on its own: what cannot be sent does not keep rows from coming, and the other
 * way round. Nothing is asked of the server before pairing.
 */
export function startExchange(
  parts: Parts,
  client: ServerClient,
  watch: ExchangeWatch,
  clock: { now: () => Instant; random: () => number },
): Exchange {
  let state: ExchangeState = { server: 'unknown', problem: null };
  let closed = false;
  let pruned = 0;
  let referenceAt = 0;

  const noteAnswer = (failure: Failure | null): void => {
    const next = stateAfter(failure, state);
    if (next.server === state.server && next.problem === state.problem) return;
    const back = next.server === 'reachable' && state.server === 'unreachable';
    state = next;
    watch.state();
    if (back && !closed) nudge();
  };

  const pushOnce = async (): Promise<boolean> => {
    if (parts.device.pairing() === null) return true;
    const before = parts.outbox.count();
    if (before === 0) return true;
    const outcome = await push(
      parts,
      client,
      {
        sending: (mutations) => {
          for (const { mutation } of mutations)
            if (mutation.name === 'application.submit') watch.submission(mutation.args.uuid, 'sending');
        },
        settled: (submissions) => announce(submissions),
      },
      clock.now,
    );
    noteAnswer(outcome.ok ? null : outcome.error);
    if (parts.outbox.count() !== before) {
      watch.state();
      void pulling.kick();
    }
    return outcome.ok;
  };

  const pullOnce = async (): Promise<boolean> => {
    if (parts.device.pairing() === null) return true;
    const session = parts.sessions.current();
    const before = parts.device.lastSyncAt();
    const outcome = await pull(parts, client, session?.token ?? null, clock.now);
    noteAnswer(outcome.ok ? null : outcome.error);
    if (!outcome.ok) {
      const struckOff = outcome.error.code === 'desk-unknown' && parts.sessions.current() !== null;
      if (struckOff) watch.sessionEnded('desk-unknown');
      return false;
    }
    const { standing } = outcome.value;
    if (standing === null) watch.sessionEnded('session-ended');
    else if (standing !== undefined) watch.grants(standing.grants);
    if (outcome.value.changed) watch.applications();
    if (before === null) watch.state();
    announce(outcome.value.settled);
    if (outcome.value.settled.length > 0) watch.state();
    await renewReference();
    return restock();
  };

  const renewReference = async (): Promise<void> => {
    if (clock.now() - referenceAt < REFERENCE_MS) return;
    const given = await client.call('reference', {});
    if (!given.ok) return;
    referenceAt = clock.now();
    if (parts.editedReference.put(given.value)) watch.reference();
  };

  const announce = (submissions: readonly string[]): void => {
    for (const uuid of submissions) {
      const found = parts.submissions.get(uuid) ?? parts.commands.get(uuid);
      if (found !== null && found.state !== 'saved') watch.submission(uuid, found.state);
    }
    if (submissions.length > 0) watch.applications();
  };

  /** Once a day and at every start: forget what is old, ask whether the rules are still the same. */
  const tidy = async (): Promise<void> => {
    const { attachments, outbox, device } = parts;
    pruned = clock.now();
    outbox.prune(pruned);
    attachments.prune(pruned);
    const health = await client.measureClock();
    if (!health.ok || health.value.policy === device.policy()) return;
    device.setPolicy(health.value.policy);
    parts.positions.changedAll();
    watch.applications();
  };

  const restock = async (): Promise<boolean> => {
    const { challenges, device } = parts;
    if (clock.now() - pruned > DAY) await tidy();
    if (device.pairing()?.mode !== 'desk') return true;
    const wanted = challenges.wanted(clock.now() - (device.clockOffset() ?? 0));
    if (wanted === 0) return true;
    const given = await client.call('challengeStock', { count: Math.min(wanted, FULL) });
    if (given.ok) challenges.add(given.value.challenges);
    return given.ok;
  };

  const tools = { random: clock.random, onBug: watch.bug };
  const pushing = startLoop(pushOnce, PUSH_WAITS, tools);
  const pulling = startLoop(pullOnce, PULL_WAITS, tools);
  const nudge = (): void => {
    void pushing.kick();
    void pulling.kick();
  };
  nudge();
  return {
    state: () => state,
    nudge,
    pullNow: () => pulling.kick(),
    async syncNow() {
      await Promise.all([pushing.kick(), pulling.kick()]);
    },
    noteAnswer,
    async close() {
      closed = true;
      await Promise.all([pushing.close(), pulling.close()]);
    },
  };
}

function stateAfter(failure: Failure | null, before: ExchangeState): ExchangeState {
  if (failure === null) return { server: 'reachable', problem: null };
  if (failure.code === 'server-unreachable') return { ...before, server: 'unreachable' };
  if (PROBLEMS.has(failure.code)) return { server: 'reachable', problem: failure.code };
  return { ...before, server: 'reachable' };
}
