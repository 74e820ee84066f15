/** What passes between the thread that keeps the lists and whoever asks it; all of it survives a structured clone. */
import type {
  ListStanding,
  RevocationAnswer,
  RevocationEvent,
  RevocationOptions,
  RevocationQuestion,
} from './answer.ts';

/** What the thread is started with. */
export type ThreadSetup = RevocationOptions;

export type ToThread =
  /** The trusted certificates, DER, with which everything after this is checked. */
  | { readonly type: 'trust'; readonly certificates: readonly Uint8Array[] }
  | ({ readonly type: 'check'; readonly id: number } & Omit<RevocationQuestion, 'trust'>)
  | { readonly type: 'standing'; readonly id: number }
  | { readonly type: 'close'; readonly id: number };

export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: RevocationAnswer }
  | { readonly type: 'standing'; readonly id: number; readonly lists: readonly ListStanding[] }
  | { readonly type: 'closed'; readonly id: number }
  | { readonly type: 'event'; readonly event: RevocationEvent };
