import { almatyDay, formatDate } from '../../../core/domain/almaty.ts';
import { isPlainDate, type PlainDate, partsOf } from '../../../core/domain/plain-date.ts';
import type { Grant } from '../../../core/protocol/person.ts';
import { typedDate } from '../../masks.ts';

/** First and last day as they are typed. */
export type TypedPeriod = { readonly from: string; readonly to: string };
export type Period = { readonly from: PlainDate; readonly to: PlainDate };

/** This year until today, in Almaty. */
export function thisYear(now: number): TypedPeriod {
  const today = almatyDay(now);
  return { from: formatDate(`${partsOf(today).year}-01-01`), to: formatDate(today) };
}

/** The period that was typed, or which field is wrong and how. */
export function readPeriod(typed: TypedPeriod): {
  readonly period: Period | null;
  readonly from: 'notADay' | null;
  readonly to: 'notADay' | 'wrongOrder' | null;
} {
  const [from, to] = [typedDate(typed.from), typedDate(typed.to)];
  const faultFrom = isPlainDate(from) ? null : 'notADay';
  const faultTo = !isPlainDate(to) ? 'notADay' : faultFrom === null && to < from ? 'wrongOrder' : null;
  return {
    period: faultFrom === null && faultTo === null ? { from, to } : null,
    from: faultFrom,
    to: faultTo,
  };
}

/** Whose reports somebody reads: of the whole region, or of these districts only. */
export function reportDistricts(grants: readonly Grant[]): 'region' | readonly string[] {
  const own = grants.filter(
    ({ role, kindergarten }) =>
      kindergarten === null && (role === 'head' || role === 'region' || role === 'auditor'),
  );
  if (own.some(({ district }) => district === null)) return 'region';
  return [...new Set(own.flatMap(({ district }) => (district === null ? [] : [district])))];
}
