import type { Failure } from '../../../core/domain/failure.ts';
import { type Instant, MINUTE, SECOND } from '../../../core/domain/instant.ts';

/** How long a code is good (issue 3.3). */
export const CODE_LIFE = 5 * MINUTE;
/** How long an SMS is waited for before another one may be asked for: codes are few. */
export const RESEND_AFTER = MINUTE;

/** A code that was asked for, and what came of entering it. */
export type CodeProgress = {
  readonly ticket: string;
  /** Masked, as the server gives it. */
  readonly phone: string;
  /** By this computer's clock: the server's may differ by minutes, the five minutes do not. */
  readonly goodUntil: Instant;
  readonly resendFrom: Instant;
  readonly triesLeft: number;
  /** The code can no longer be entered, whatever the time. */
  readonly spent: boolean;
  readonly refusal: Failure | null;
};

/** A code has just been sent. */
export function codeSent(
  sent: { readonly ticket: string; readonly phone: string; readonly triesLeft: number },
  now: Instant,
): CodeProgress {
  return {
    ticket: sent.ticket,
    phone: sent.phone,
    goodUntil: now + CODE_LIFE,
    resendFrom: now + RESEND_AFTER,
    triesLeft: sent.triesLeft,
    spent: false,
    refusal: null,
  };
}

/** The code was not taken: a wrong one costs a try; one that ran out or was tried too often is spent. */
export function codeRefused(progress: CodeProgress, refusal: Failure): CodeProgress {
  switch (refusal.code) {
    case 'code-wrong': {
      const left = refusal.facts?.triesLeft;
      const triesLeft = typeof left === 'number' ? left : Math.max(0, progress.triesLeft - 1);
      return { ...progress, triesLeft, spent: triesLeft === 0, refusal };
    }
    case 'code-expired':
    case 'code-used-up':
      return { ...progress, triesLeft: 0, spent: true, refusal };
    default:
      return { ...progress, refusal };
  }
}

/** How a code stands at a moment. */
export type CodeStanding = {
  /** Whole seconds the code is still good, rounded up; 0 = over. */
  readonly secondsLeft: number;
  readonly usable: boolean;
  /** Whole seconds until another code may be asked for; 0 = now. */
  readonly resendIn: number;
};

/** How the code stands now. A spent or expired one may be replaced at once. */
export function standingOf(progress: CodeProgress, now: Instant): CodeStanding {
  const secondsLeft = progress.spent ? 0 : secondsUntil(progress.goodUntil, now);
  const usable = secondsLeft > 0;
  return { secondsLeft, usable, resendIn: usable ? secondsUntil(progress.resendFrom, now) : 0 };
}

function secondsUntil(moment: Instant, now: Instant): number {
  return Math.max(0, Math.ceil((moment - now) / SECOND));
}

/** Seconds as a clock shows them: `4:05`. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
