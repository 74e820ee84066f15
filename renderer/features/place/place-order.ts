import type { TeachingLanguage } from '../../../core/domain/application-form.ts';
import { compareKazakh } from '../../../core/domain/kazakh.ts';
import type { PlaceChoice } from '../../../core/protocol/place.ts';

export const PLACE_SORTS = ['distance', 'name'] as const;
export type PlaceSort = (typeof PLACE_SORTS)[number];

/** What of the list is shown, and in which order. */
export type PlaceFilter = {
  readonly settlement: string | null;
  readonly language: TeachingLanguage | null;
  readonly sort: PlaceSort;
};

/** Kindergartens are named in the two languages of the state. */
export type NameLocale = 'kk' | 'ru';

/** The settlements of the list in Kazakh order, each once. */
export function settlementsOf(choices: readonly PlaceChoice[]): readonly string[] {
  return [...new Set(choices.map(({ kindergarten }) => kindergarten.settlement))].toSorted(compareKazakh);
}

/** The choices that fit, in order: the nearest first with those of unknown distance last, or by name. */
export function shownChoices(
  choices: readonly PlaceChoice[],
  { settlement, language, sort }: PlaceFilter,
  locale: NameLocale,
): readonly PlaceChoice[] {
  const byName = (left: PlaceChoice, right: PlaceChoice): number =>
    compareKazakh(left.kindergarten[locale], right.kindergarten[locale]) ||
    compareKazakh(left.name, right.name);
  const byDistance = (left: PlaceChoice, right: PlaceChoice): number =>
    (left.distanceKm ?? Number.MAX_VALUE) - (right.distanceKm ?? Number.MAX_VALUE) || byName(left, right);
  return choices
    .filter((choice) => settlement === null || choice.kindergarten.settlement === settlement)
    .filter((choice) => language === null || choice.language === language)
    .toSorted(sort === 'distance' ? byDistance : byName);
}

/** Kilometres as people here write them: `1,2`; whole from ten on. */
export function kilometres(distance: number, locale: string): string {
  const text = distance < 10 ? distance.toFixed(1) : String(Math.round(distance));
  return locale === 'en' ? text : text.replace('.', ',');
}
