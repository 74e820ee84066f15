import en from '../../assets/locales/en/command-text.json' with { type: 'json' };
import kk from '../../assets/locales/kk/command-text.json' with { type: 'json' };
import ru from '../../assets/locales/ru/command-text.json' with { type: 'json' };
import { formatDate } from '../domain/almaty.ts';
import { isPlainDate } from '../domain/plain-date.ts';
import type { Command } from './command.ts';
import type { ChosenPlace } from './place.ts';

type Locale = 'kk' | 'ru' | 'en';

const LANGUAGES = { kk: kk.language, ru: ru.language, en: en.language };
const TEXTS: Readonly<Record<Locale, Readonly<Record<string, string>> & Sentences>> = {
  kk: sentences(kk),
  ru: sentences(ru),
  en: sentences(en),
};

type Sentences = Omit<typeof kk, 'language'>;

function sentences({ language: _, ...texts }: typeof kk): Sentences {
  return texts;
}

/**
 * A command in words: what NCALayer's window shows whoever signs, and what the consent on paper names. Server and desk make the
 * same text of the same command.
 * @param number the application's number; null where the command concerns no single application
 */
export function commandText(command: Command, number: string | null, locale: Locale): string {
  const texts = TEXTS[locale];
  const text = number === null ? texts.office : (texts[command.do] ?? texts.other);
  const values: Readonly<Record<string, unknown>> = {
    ...command,
    ...(command.do === 'choosePlace' ? placeWords(command.place, locale) : {}),
    number: number ?? '',
    command: command.do,
  };
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    return isPlainDate(value) ? formatDate(value) : value;
  });
}

/** A place in words. Kindergartens are named in the two languages of the state: in Russian for who reads Russian, else in Kazakh. */
function placeWords(place: ChosenPlace, locale: Locale): Readonly<Record<string, string | number>> {
  const { kindergarten, address, group, birthYear, language } = place;
  const name = kindergarten[locale === 'ru' ? 'ru' : 'kk'];
  return { kindergarten: name, address, groupName: group, birthYear, language: LANGUAGES[locale][language] };
}
