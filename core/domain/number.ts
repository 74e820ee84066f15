/**
 * Official numbers (domain.md §1.11 "Numbers"): the application number identifies for ever, one sequence per kind and year of
 * acceptance in the whole region; referrals have a sequence of their own. Only the server gives them out.
 */
import type { QueueKind } from './application-form.ts';

/** A sequence of numbers: applications of the two queues, referrals. */
export type NumberSeries = QueueKind | 'referral';

const PREFIXES: Readonly<Record<NumberSeries, string>> = { general: 'ОДО', special: 'СДО', referral: 'Ж' };
const SHAPE = /^(ОДО|СДО|Ж)\.(\d{4})\.(\d{6,})$/;

/** `ОДО.2026.000017`: the `sequence`-th number of a series in a year. */
export function officialNumber(series: NumberSeries, year: number, sequence: number): string {
  return `${PREFIXES[series]}.${year}.${String(sequence).padStart(6, '0')}`;
}

/** The parts of an official number, or null for a text that is none. */
export function parseNumber(
  text: string,
): { readonly series: NumberSeries; readonly year: number; readonly sequence: number } | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const series = match[1] === 'ОДО' ? 'general' : match[1] === 'СДО' ? 'special' : 'referral';
  return { series, year: Number(match[2]), sequence: Number(match[3]) };
}

/** Order of official numbers: kind, year, sequence; it breaks ties of filing time and of deadlines (domain.md §1.10.3, .13). */
export function compareNumbers(left: string, right: string): number {
  const a = parseNumber(left);
  const b = parseNumber(right);
  if (a === null || b === null) return left < right ? -1 : left > right ? 1 : 0;
  if (a.series !== b.series) return PREFIXES[a.series] < PREFIXES[b.series] ? -1 : 1;
  return a.year - b.year || a.sequence - b.sequence;
}

/** Letters of other alphabets that look like those of the prefixes, or are typed for them on another keyboard. */
const LOOK_ALIKE: Readonly<Record<string, string>> = { O: 'О', C: 'С', S: 'С', D: 'Д', '0': 'О' };

/**
 * An application's number as somebody typed it: spaces, lower case, Latin letters and missing zeros are forgiven. Null for a text
 * that cannot be one.
 */
export function readApplicationNumber(text: string): string | null {
  const match = /^([\p{L}0]{3})[.\s-]*(\d{4})[.\s-]*(\d{1,9})$/u.exec(text.trim().toUpperCase());
  const [, letters, year, sequence] = match ?? [];
  if (letters === undefined || year === undefined || sequence === undefined) return null;
  const prefix = [...letters].map((letter) => LOOK_ALIKE[letter] ?? letter).join('');
  const number = `${prefix}.${year}.${sequence.padStart(6, '0')}`;
  const known = parseNumber(number);
  return known === null || known.series === 'referral' ? null : number;
}
