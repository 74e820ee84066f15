import en from '../assets/locales/en/failure.json' with { type: 'json' };
import kk from '../assets/locales/kk/failure.json' with { type: 'json' };
import ru from '../assets/locales/ru/failure.json' with { type: 'json' };
import type { Config } from '../core/protocol/config.ts';

const WORDS = { kk, ru, en } as const;

/** Why Kezek cannot go on: its data cannot be opened, or a program failed. */
export type FatalCode = 'replica-broken' | 'internal';

/**
 * What the last box says when no window can: what happened and what to do, in the configured language, and below it the details,
 * for whoever is called.
 */
export function fatalWords(code: FatalCode, detail: string, locale: Config['locale']): string {
  const { text, next } = WORDS[locale][code];
  return `${text}\n${next}\n\n${detail}`;
}
