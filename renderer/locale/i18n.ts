import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { LOCALES, type Locale } from '../../core/domain/wording.ts';
import { WORDS, type Words } from './words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Words;
  }
}

/** Where the language chosen by a person is kept over a restart. */
const KEPT_AT = 'kezek.locale';

/** The language of the interface; Kazakh until something else is chosen or configured. */
export const i18n = createInstance({
  lng: keptLocale() ?? 'kk',
  fallbackLng: false,
  supportedLngs: LOCALES,
  defaultNS: 'common',
  resources: WORDS,
  interpolation: { escapeValue: false },
});
void i18n.use(initReactI18next).init();
i18n.on('languageChanged', (locale) => {
  document.documentElement.lang = locale;
});
document.documentElement.lang = i18n.language;

/** The language kept from an earlier choice, if any. */
export function keptLocale(): Locale | null {
  const kept = window.localStorage.getItem(KEPT_AT);
  return LOCALES.find((locale) => locale === kept) ?? null;
}

/** A person chose a language: it holds from now on, also after a restart. */
export function chooseLocale(locale: Locale): void {
  window.localStorage.setItem(KEPT_AT, locale);
  void i18n.changeLanguage(locale);
}

/** Back to the language of the office, e.g. when the next person comes to the kiosk. */
export function resetLocale(locale: Locale): void {
  window.localStorage.removeItem(KEPT_AT);
  void i18n.changeLanguage(locale);
}

/** The language of the interface now. */
export function useLocale(): Locale {
  const { i18n: current } = useTranslation();
  return LOCALES.find((locale) => locale === current.language) ?? 'kk';
}

/** The words of a section as they are: for lists of steps, which keys cannot name. */
export function useWords<Section extends keyof Words>(section: Section): Words[Section] {
  return WORDS[useLocale()][section];
}
