import kkNotice from '../../assets/locales/kk/notice.json' with { type: 'json' };
import kkReport from '../../assets/locales/kk/report.json' with { type: 'json' };
import kkStatus from '../../assets/locales/kk/status.json' with { type: 'json' };
import ruNotice from '../../assets/locales/ru/notice.json' with { type: 'json' };
import ruReport from '../../assets/locales/ru/report.json' with { type: 'json' };
import ruStatus from '../../assets/locales/ru/status.json' with { type: 'json' };
import type { DocumentLocale } from '../protocol/locale.ts';
import { namesIn, type ReportNames } from '../protocol/report-table.ts';

/** The texts of the reports: those of the screen, so that file and screen call one thing by one name. */
const REPORT = { kk: kkReport, ru: ruReport } as const;
export type ReportWords = typeof kkReport & typeof ruReport;

/** The texts of a report in the language of its file. */
export function reportWords(locale: DocumentLocale): ReportWords {
  return REPORT[locale];
}

type District = { readonly code: string; readonly kk: string; readonly ru: string };

/** How things are called in a report that becomes a file. */
export function reportNames(
  locale: DocumentLocale,
  districts: readonly District[],
): ReportNames & { readonly locale: DocumentLocale } {
  return locale === 'kk'
    ? namesIn(locale, districts, kkStatus, kkNotice)
    : namesIn(locale, districts, ruStatus, ruNotice);
}
