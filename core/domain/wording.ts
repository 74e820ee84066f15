/**
 * Names of months and weekdays, dates in words, numbers and money in Kazakh, Russian and English: own tables, never `Intl`
 * (design.md, "Laws of the house"; Electron has no Kazakh).
 */
import { almatyDay, formatAlmaty } from './almaty.ts';
import type { Instant } from './instant.ts';
import { type PlainDate, partsOf, weekdayOf } from './plain-date.ts';

/** The languages of the interface, the first is the default. */
export const LOCALES = ['kk', 'ru', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text in every language of the interface. */
export type Wording = { readonly kk: string; readonly ru: string; readonly en: string };

const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' '),
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const MONTHS_OF: Readonly<Record<Locale, readonly string[]>> = {
  kk: MONTHS.kk,
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  en: MONTHS.en,
};
const WEEKDAYS: Readonly<Record<Locale, readonly string[]>> = {
  kk: 'дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі'.split(' '),
  ru: 'понедельник вторник среда четверг пятница суббота воскресенье'.split(' '),
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
};
const WEEKDAYS_SHORT: Readonly<Record<Locale, readonly string[]>> = {
  kk: 'дс сс ср бс жм сб жс'.split(' '),
  ru: 'пн вт ср чт пт сб вс'.split(' '),
  en: 'Mo Tu We Th Fr Sa Su'.split(' '),
};

/** Name of a month (1–12), as a heading names it. */
export function monthName(month: number, locale: Locale): string {
  return pick(MONTHS[locale], month);
}

/** Name of a weekday, 1 = Monday … 7 = Sunday. */
export function weekdayName(weekday: number, locale: Locale): string {
  return pick(WEEKDAYS[locale], weekday);
}

/** Short name of a weekday, 1 = Monday … 7 = Sunday. */
export function shortWeekdayName(weekday: number, locale: Locale): string {
  return pick(WEEKDAYS_SHORT[locale], weekday);
}

/** A day in words: «2026 жылғы 5 қаңтар», «5 января 2026 года», "5 January 2026". */
export function dateInWords(day: PlainDate, locale: Locale): string {
  const { year, month, day: date } = partsOf(day);
  const name = pick(MONTHS_OF[locale], month);
  if (locale === 'kk') return `${year} жылғы ${date} ${name}`;
  return locale === 'ru' ? `${date} ${name} ${year} года` : `${date} ${name} ${year}`;
}

/** A day with its weekday: «2026 жылғы 5 қаңтар, дүйсенбі». */
export function dateWithWeekday(day: PlainDate, locale: Locale): string {
  return `${dateInWords(day, locale)}, ${weekdayName(weekdayOf(day), locale)}`;
}

/** A moment in words, in Almaty: «2026 жылғы 5 қаңтар, 15:41». */
export function momentInWords(instant: Instant, locale: Locale): string {
  return `${dateInWords(almatyDay(instant), locale)}, ${formatAlmaty(instant).slice(11, 16)}`;
}

/** A whole number with groups of three: `12 345` (no-break spaces) in Kazakh and Russian, `12,345` in English. */
export function formatNumber(value: number, locale: Locale): string {
  const sign = value < 0 ? '−' : '';
  const digits = String(Math.abs(Math.trunc(value)));
  return sign + digits.replace(/\B(?=(\d{3})+$)/g, locale === 'en' ? ',' : '\u00a0');
}

function pick(names: readonly string[], number: number): string {
  const name = names[number - 1];
  if (name === undefined) throw new Error(`No name for ${number}`);
  return name;
}
