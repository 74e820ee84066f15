import kk from '../../assets/locales/kk/paper.json' with { type: 'json' };
import ru from '../../assets/locales/ru/paper.json' with { type: 'json' };
import type { DocumentLocale } from '../protocol/locale.ts';

/** The texts of the printed documents. A text that one language lacks does not compile. */
export type Words = typeof kk & typeof ru;

const WORDS: Readonly<Record<DocumentLocale, Words>> = { kk, ru };

/** The texts of documents in one of the two languages of the state. */
export function wordsOf(locale: DocumentLocale): Words {
  return WORDS[locale];
}

/** Puts facts into a text's `{{places}}`; a place without its fact is a bug and throws. */
export function fill(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`No fact for ${place}`);
    return String(fact);
  });
}
