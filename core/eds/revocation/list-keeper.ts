/**
 * One revocation list, by its address: kept, refreshed before it is out of date, and replaced only by a genuine list that is
 * newer. A download that is empty, garbage, forged, of another authority, older or of the future leaves the list as it was.
 */
import type { RevocationList } from '../crl.ts';
import { checkList } from '../revocation.ts';
import type { TrustStore } from '../trust-store.ts';
import type { RevocationEvent } from './answer.ts';
import { createBackoff } from './backoff.ts';
import { type DownloadFailure, downloadList } from './download.ts';
import type { ListNote, StoredList } from './folder.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A complete list is large and asked for twice a day, a delta as often as answers are to be fresh. */
const COMPLETE_EVERY_MS = 12 * HOUR;
/** Clocks of the authority and ours may differ by so much. */
const CLOCK_TOLERANCE_MS = 5 * MINUTE;
/** A list that nobody needed for so long is not refreshed, and forgotten. */
export const FORGET_AFTER_MS = 30 * 24 * HOUR;
const IDLE_AFTER_MS = 7 * 24 * HOUR;
const NOTE_USE_EVERY_MS = 12 * HOUR;

export type ListFailure =
  | DownloadFailure
  | 'malformed'
  | 'foreign'
  | 'older'
  | 'future'
  | 'out-of-date'
  | 'other-kind';

export type ListKeeper = {
  readonly address: string;
  readonly delta: boolean;
  /** What is kept; its octets are checked against the trust of whoever asks. */
  held(): StoredList | null;
  /** Why there is no list, once it was tried: something was there and is of no use, or nothing could be had. */
  failure(): ListFailure | null;
  /** Notes that a certificate names this list. */
  use(now: number): void;
  usedAt(): number;
  /** Whether it is time to ask for a newer one; sooner where it is known to be `behind`. */
  due(now: number, trust: TrustStore, behind?: boolean): boolean;
  isAsking(): boolean;
  /** Asks for a newer one, or joins who asks already; ends when that is done, well or not. */
  refresh(trust: TrustStore): Promise<void>;
};

export type KeeperTools = {
  readonly now: () => number;
  readonly freshMs: number;
  readonly signal: AbortSignal;
  readonly write: (list: StoredList) => Promise<void>;
  readonly note: (note: ListNote) => Promise<void>;
  readonly tell: (event: RevocationEvent) => void;
};

/** @param stored what the disk has of it */
export function createListKeeper(
  address: string,
  delta: boolean,
  tools: KeeperTools,
  stored: StoredList | null,
): ListKeeper {
  const { now, tell } = tools;
  const backoff = createBackoff(30_000, 30 * MINUTE);
  let list: StoredList | null = stored;
  let failure: ListFailure | null = null;
  let usedAt = stored?.note.usedAt ?? 0;
  let running: Promise<void> | null = null;

  const failed = (because: ListFailure): void => {
    failure = because;
    backoff.failed(now());
    tell({ event: 'list-failed', address, because });
  };

  const fetchNewer = async (trust: TrustStore): Promise<void> => {
    // A list that cannot be used is asked for whole, not whether it changed.
    const present = list === null ? null : genuine(list.bytes, trust);
    const answer = await downloadList(address, present === null ? null : (list?.note ?? null), tools.signal);
    if (tools.signal.aborted) return;
    if (!answer.ok) return failed(answer.error);
    const at = now();
    if (answer.value.state === 'unchanged') {
      if (list === null || present === null) return failed('malformed');
      if (isPast(present, at)) return failed('out-of-date');
      list = { ...list, note: { ...list.note, confirmedAt: at, usedAt } };
      await tools.note(list.note);
    } else {
      const { bytes, validators } = answer.value;
      const checked = accept(bytes, delta, present, trust, at);
      if (typeof checked === 'string') return failed(checked);
      const thisUpdate = checked.thisUpdate.getTime();
      const nextUpdate = checked.nextUpdate?.getTime() ?? null;
      list = {
        note: { address, delta, ...validators, thisUpdate, nextUpdate, confirmedAt: at, usedAt },
        bytes,
      };
      await tools.write(list);
      // Kept all the same: what it names as revoked is revoked.
      if (isPast(checked, at)) return failed('out-of-date');
      tell({ event: 'list-kept', address, thisUpdate: checked.thisUpdate, octets: bytes.length });
    }
    failure = null;
    backoff.succeeded();
  };

  return {
    address,
    delta,
    held: () => list,
    failure: () => failure,
    usedAt: () => usedAt,
    use(at) {
      if (at - usedAt < NOTE_USE_EVERY_MS) return;
      usedAt = at;
      if (list === null) return;
      list = { ...list, note: { ...list.note, usedAt } };
      void tools.note(list.note);
    },
    due(at, trust, behind = false) {
      if (running !== null || !backoff.allows(at) || at - usedAt > IDLE_AFTER_MS) return false;
      if (list === null || genuine(list.bytes, trust) === null) return true;
      const { confirmedAt, nextUpdate: end } = list.note;
      const age = at - confirmedAt;
      if (age < 0 || age >= (delta || behind ? tools.freshMs : COMPLETE_EVERY_MS)) return true;
      // Near its end a list is asked for ever more often, so that the next one is here in time.
      return end !== null && end - at < Math.min(HOUR, (end - confirmedAt) / 4) && age > MINUTE;
    },
    isAsking: () => running !== null,
    refresh(trust) {
      running ??= fetchNewer(trust).finally(() => {
        running = null;
      });
      return running;
    },
  };
}

function genuine(bytes: Uint8Array, trust: TrustStore): RevocationList | null {
  const checked = checkList(bytes, trust);
  return checked.state === 'genuine' ? checked.list : null;
}

function isPast({ nextUpdate }: RevocationList, at: number): boolean {
  return nextUpdate === undefined || nextUpdate.getTime() < at;
}

/** The list, where it may take the place of the one that is here. */
function accept(
  bytes: Uint8Array,
  delta: boolean,
  present: RevocationList | null,
  trust: TrustStore,
  at: number,
): RevocationList | ListFailure {
  const checked = checkList(bytes, trust);
  if (checked.state !== 'genuine') return checked.state;
  const { list } = checked;
  if ((list.deltaBase !== undefined) !== delta) return 'other-kind';
  if (list.thisUpdate.getTime() > at + CLOCK_TOLERANCE_MS) return 'future';
  // Somebody between us and the authority may give out an earlier list that is still in its time.
  if (present !== null && list.thisUpdate < present.thisUpdate) return 'older';
  return list;
}
