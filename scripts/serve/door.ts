import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may come in: the browser that brings the one-time key, and from then on its cookie. */
export type Door = {
  /** The key that opens now. */
  readonly key: () => string;
  /** The cookie for whoever brings the key; null for any other. */
  readonly enter: (brought: string | null) => string | null;
  /** Whether this cookie was given out. The first time it comes back its key is spent. */
  readonly knows: (cookie: string) => boolean;
};

/** At most so often a new key is told, in ms: a page that knocks again and again must not fill the terminal. */
const PAUSE_MS = 5_000;

/**
 * A key opens until a browser has shown its cookie, so that a program that only looks whether somebody answers does not spend
 * it. Whoever comes with a spent key is refused, and a new one is told to the person at the terminal.
 */
export function openDoor(onNewKey: (key: string) => void, now: () => number = Date.now): Door {
  let key = secret();
  let cookie = secret();
  const known = new Set<string>();
  const spent = new Set<string>();
  let told = Number.NEGATIVE_INFINITY;
  return {
    key: () => key,
    enter: (brought) => {
      if (brought === null) return null;
      if (isSame(brought, key)) return cookie;
      if ([...spent].some((each) => isSame(brought, each)) && now() - told >= PAUSE_MS) {
        told = now();
        onNewKey(key);
      }
      return null;
    },
    knows: (shown) => {
      if ([...known].some((each) => isSame(shown, each))) return true;
      if (!isSame(shown, cookie)) return false;
      known.add(cookie);
      spent.add(key);
      key = secret();
      cookie = secret();
      return true;
    },
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
