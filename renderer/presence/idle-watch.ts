/** Whether somebody is still at the kiosk (issue 2.7: everything of the person is gone after 60 s of idling). */

/** Milliseconds without a touch or a key: after the first the person is asked, after the second the visit ends. */
export type IdleLimits = { readonly askAfterMs: number; readonly endAfterMs: number };

export const AT_THE_SCREEN: IdleLimits = { askAfterMs: 45_000, endAfterMs: 60_000 };
/** A request is open at NCALayer: the person chooses a key and types a password in another window, unseen from here. */
export const AT_NCALAYER: IdleLimits = { askAfterMs: 285_000, endAfterMs: 300_000 };

export type Presence =
  | { readonly state: 'here' }
  /** The person is asked «Сіз осындасыз ба?»; so many seconds are left to answer. */
  | { readonly state: 'asked'; readonly secondsLeft: number }
  | { readonly state: 'gone' };

/** What so long a silence means. */
export function presenceAfter(idleMs: number, limits: IdleLimits): Presence {
  if (idleMs >= limits.endAfterMs) return { state: 'gone' };
  if (idleMs < limits.askAfterMs) return { state: 'here' };
  return { state: 'asked', secondsLeft: Math.ceil((limits.endAfterMs - idleMs) / 1000) };
}

/** A watch over one visit. */
export type IdleWatch = {
  /** Somebody touched the screen, pressed a key, or answered that he is here. */
  readonly touched: () => void;
  /** Other limits hold from now on; the silence is counted anew. */
  readonly limit: (limits: IdleLimits) => void;
  readonly stop: () => void;
};

const TICK_MS = 250;

/**
 * Watches from now on and tells every change of presence; after `gone` it tells nothing more. A machine that slept wakes to
 * the true length of the silence; a clock set back starts the count anew rather than stretching it.
 */
export function watchIdle(limits: IdleLimits, tell: (presence: Presence) => void): IdleWatch {
  let current = limits;
  let since = Date.now();
  let told: Presence = { state: 'here' };
  const look = (): void => {
    const now = Date.now();
    if (now < since) since = now;
    const presence = presenceAfter(now - since, current);
    if (isSame(presence, told)) return;
    told = presence;
    if (presence.state === 'gone') clearInterval(timer);
    tell(presence);
  };
  const restart = (): void => {
    // Whoever comes to a machine that slept past the limit finds the visit ended, not prolonged by his touch.
    look();
    if (told.state === 'gone') return;
    since = Date.now();
    look();
  };
  const timer = setInterval(look, TICK_MS);
  return {
    touched: restart,
    limit(next) {
      restart();
      current = next;
    },
    stop: () => clearInterval(timer),
  };
}

function isSame(one: Presence, other: Presence): boolean {
  if (one.state === 'asked' && other.state === 'asked') return one.secondsLeft === other.secondsLeft;
  return one.state === other.state;
}
