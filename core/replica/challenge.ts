import { type Instant, toIso } from '../domain/instant.ts';
import type { Database } from './database.ts';

/** One challenge of the stock for signing while the line is down (domain.md §1.11 "Signing"). */
export type StockedChallenge = { readonly challenge: string; readonly expiresAt: string };

/** Below this many the stock is filled up to {@link FULL}. */
const LOW = 25;
export const FULL = 50;
/** A challenge that ends sooner is not used: the person is still at NCALayer, the line still down. */
const MARGIN_MS = 3_600_000;

export type ChallengeStock = {
  /** How many to ask the server for now; 0 while there are enough. */
  wanted(now: Instant): number;
  add(challenges: readonly StockedChallenge[]): void;
  /** Takes the one that ends first; null when there is none left that lasts. */
  take(now: Instant): StockedChallenge | null;
  /** Puts back one with which nothing was signed. */
  giveBack(challenge: StockedChallenge): void;
  /** Forgets all: they are of another server or another desk. */
  clear(): void;
};

/** The stock of this replica. */
export function openChallengeStock(database: Database): ChallengeStock {
  const expire = database.prepare('DELETE FROM challenge WHERE expires_at <= ?');
  const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM challenge');
  const insert = database.prepare('INSERT OR IGNORE INTO challenge (challenge, expires_at) VALUES (?, ?)');
  const take = database.prepare<[string], { challenge: string; expires_at: string }>(
    `DELETE FROM challenge WHERE challenge =
       (SELECT challenge FROM challenge WHERE expires_at > ? ORDER BY expires_at LIMIT 1)
     RETURNING challenge, expires_at`,
  );
  const add = database.transaction((challenges: readonly StockedChallenge[]) => {
    for (const { challenge, expiresAt } of challenges) insert.run(challenge, expiresAt);
  });
  return {
    wanted(now) {
      expire.run(toIso(now + MARGIN_MS));
      const held = count.get()?.n ?? 0;
      return held < LOW ? FULL - held : 0;
    },
    add,
    take(now) {
      const row = take.get(toIso(now + MARGIN_MS));
      return row === undefined ? null : { challenge: row.challenge, expiresAt: row.expires_at };
    },
    giveBack: (challenge) => add([challenge]),
    clear: () => {
      database.exec('DELETE FROM challenge');
    },
  };
}
