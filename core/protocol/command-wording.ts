import en from '../../assets/locales/en/command-text.json' with { type: 'json' };
import kk from '../../assets/locales/kk/command-text.json' with { type: 'json' };
import ru from '../../assets/locales/ru/command-text.json' with { type: 'json' };
import reasons from '../../assets/reference/refusal-reasons.json' with { type: 'json' };
import { formatDate } from '../domain/almaty.ts';
import { isPlainDate } from '../domain/plain-date.ts';
import type { Command } from './command.ts';
import type { ChosenPlace } from './place.ts';
import type { Refusal } from './proposal.ts';

type Locale = 'kk' | 'ru' | 'en';

const LANGUAGES = { kk: kk.language, ru: ru.language, en: en.language };
const REFUSALS = { kk: kk.refusal, ru: ru.refusal, en: en.refusal };
const TEXTS: Readonly<Record<Locale, Readonly<Record<string, string>> & Sentences>> = {
  kk: sentences(kk),
  ru: sentences(ru),
  en: sentences(en),
};

type Sentences = Omit<typeof kk, 'language' | 'refusal'>;

function sentences({ language: _language, refusal: _refusal, ...texts }: typeof kk): Sentences {
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
  const said = filled(text, values);
  if (command.do !== 'decideProposal' || command.refusal === null) return said;
  return [said, ...refusalWords(command.refusal, locale)].join(' ');
}

function filled(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    return isPlainDate(value) ? formatDate(value) : value;
  });
}

/** A refusal in words, a sentence for each thing it says. */
function refusalWords(refusal: Refusal, locale: Locale): readonly string[] {
  const { ground, detail, rulesPoint, facts, fix, hearingOn, hearing } = refusal;
  const words = REFUSALS[locale];
  const nameOf = (all: readonly Reason[], code: string) =>
    all.find((each) => each.code === code)?.name[locale] ?? code;
  const said = [
    [words.ground, `${ground}, ${nameOf(reasons.grounds, ground)}`],
    [words.detail, detail === null ? null : nameOf(reasons.details, detail)],
    [words.rulesPoint, rulesPoint],
    [words.facts, facts],
    [words.fix, fix],
    [words.hearingOn, hearingOn],
    [words.hearing, hearing],
  ] as const;
  return said.flatMap(([text, value]) =>
    value === null ? [] : [filled(text, { value: value.replace(/\.+$/, '') })],
  );
}

type Reason = { readonly code: string; readonly name: Readonly<Record<Locale, string>> };

/** A place in words. Kindergartens are named in the two languages of the state: in Russian for who reads Russian, else in Kazakh. */
function placeWords(place: ChosenPlace, locale: Locale): Readonly<Record<string, string | number>> {
  const { kindergarten, address, group, birthYear, language } = place;
  const name = kindergarten[locale === 'ru' ? 'ru' : 'kk'];
  return { kindergarten: name, address, groupName: group, birthYear, language: LANGUAGES[locale][language] };
}
