import type { PrintFailure } from '../../domain/failure.ts';

/** How a job and its printer stand, as the print service told it just now. */
export type Sight = {
  readonly job: 'waiting' | 'held' | 'printing' | 'stopped' | 'cancelled' | 'aborted' | 'completed';
  readonly printer: 'idle' | 'printing' | 'stopped';
  /** Keywords such as `media-empty-error`, `connecting-to-device`, `offline-report`. */
  readonly reasons: readonly string[];
  /** The driver's words; looked at only for signs that the printer does not answer. */
  readonly message: string;
  /** Anything that grows while a job gets on: sheets, kilobytes, jobs before it. */
  readonly progress: string;
};

/** What the screen says while the job runs (`print.note.*` in the locales). */
export type Note = 'connecting' | 'offline' | 'out-of-paper' | 'paused';

/** What a look at the job came to. */
export type Outlook =
  | { readonly kind: 'running'; readonly note: Note | null }
  | { readonly kind: 'printed' }
  | { readonly kind: 'failed'; readonly code: PrintFailure };

/** Milliseconds without any progress after which a job is given up, alone and behind other people's jobs. */
export type Patience = { readonly alone: number; readonly behindOthers: number };
export const PATIENCE: Patience = { alone: 30_000, behindOthers: 300_000 };

const NO_PAPER = /^(media-empty|media-needed)/;
const AWAY = /^(offline|shutdown|timed-out|connecting-to-device|network)/;
/** The words of CUPS's own backends, which are English whatever the language of the system. */
const AWAY_WORDS =
  /unavailable|unreachable|may not exist|not responding|unable to (connect|locate|contact)|is busy|no route|waiting for printer/i;

/** Looks at jobs again and again and judges them; one watch is for one job. */
export type JobWatch = {
  /** @param now milliseconds, of any clock that does not jump */
  look(sight: Sight, now: number): Outlook;
};

/**
 * A watch for a job sent at `start`. Paper or a cable can be put right while it waits; when nothing moves for
 * its patience, it fails with the reason last seen. A printer that is switched to "stopped" is not waited for: it is
 * believed at the second look.
 */
export function watchJob(start: number, patience: Patience = PATIENCE): JobWatch {
  let movedAt = start;
  let last = '';
  let stoppedBefore = false;
  // What a stopped printer says of paper may be of the day before; what it said while this job was printing is not.
  let sawNoPaper = false;
  return {
    look(sight, now) {
      const signature = [sight.job, sight.progress].join('|');
      if (signature !== last) {
        last = signature;
        movedAt = now;
      }
      if (sight.job === 'completed') return { kind: 'printed' };
      if (sight.job === 'cancelled' || sight.job === 'aborted')
        return { kind: 'failed', code: 'print-stopped' };
      const stopped = sight.printer === 'stopped' || sight.job === 'stopped';
      if (!stopped && sight.job === 'printing') sawNoPaper = isWithoutPaper(sight);
      const note = noteOf(sight, stopped ? sawNoPaper : isWithoutPaper(sight));
      if (stopped && stoppedBefore) return { kind: 'failed', code: stoppedCode(sight, note) };
      stoppedBefore = stopped;
      const limit = isBehindOthers(sight) ? patience.behindOthers : patience.alone;
      return now - movedAt < limit ? { kind: 'running', note } : { kind: 'failed', code: tiredCode(note) };
    },
  };
}

function isBehindOthers(sight: Sight): boolean {
  return sight.job === 'waiting' && sight.printer === 'printing';
}

function isWithoutPaper({ reasons }: Sight): boolean {
  return reasons.some((each) => NO_PAPER.test(each));
}

function noteOf({ job, printer, reasons, message }: Sight, withoutPaper: boolean): Note | null {
  if (withoutPaper) return 'out-of-paper';
  if (printer === 'stopped' || job === 'held' || reasons.includes('paused')) return 'paused';
  if (job !== 'printing') return null;
  if (reasons.some((each) => AWAY.test(each) && each !== 'connecting-to-device')) return 'offline';
  if (AWAY_WORDS.test(message)) return 'offline';
  return reasons.includes('connecting-to-device') ? 'connecting' : null;
}

function stoppedCode(sight: Sight, note: Note | null): PrintFailure {
  if (note === 'out-of-paper') return 'printer-out-of-paper';
  return sight.printer === 'stopped' ? 'printer-disabled' : 'print-stopped';
}

function tiredCode(note: Note | null): PrintFailure {
  switch (note) {
    case 'out-of-paper':
      return 'printer-out-of-paper';
    case 'paused':
      return 'printer-disabled';
    case 'connecting':
    case 'offline':
      return 'printer-off';
    case null:
      return 'print-timed-out';
  }
}
