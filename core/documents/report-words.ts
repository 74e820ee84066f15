import kkNotice from '../../assets/locales/kk/notice.json' with { type: 'json' };
import kkReport from '../../assets/locales/kk/report.json' with { type: 'json' };
import kkStatus from '../../assets/locales/kk/status.json' with { type: 'json' };
import ruNotice from '../../assets/locales/ru/notice.json' with { type: 'json' };
import ruReport from '../../assets/locales/ru/report.json' with { type: 'json' };
import ruStatus from '../../assets/locales/ru/status.json' with { type: 'json' };
import type { DocumentLocale } from '../protocol/locale.ts';
import type { ReportNames } from '../protocol/report-table.ts';

/** The texts of the reports: those of the screen, so that file and screen call one thing by one name. */
const REPORT = { kk: kkReport, ru: ruReport } as const;
export type ReportWords = typeof kkReport & typeof ruReport;

export function reportWords(locale: DocumentLocale): ReportWords {
  return REPORT[locale];
}

type District = { readonly code: string; readonly kk: string; readonly ru: string };

/** How things are called in a report that becomes a file. */
export function reportNames(
  locale: DocumentLocale,
  districts: readonly District[],
): ReportNames & { readonly locale: DocumentLocale } {
  const status = locale === 'kk' ? kkStatus : ruStatus;
  const { kind } = locale === 'kk' ? kkNotice : ruNotice;
  return {
    locale,
    district: (code) => districts.find((each) => each.code === code)?.[locale] ?? code,
    queueClass: wordOf(status.queueClass),
    benefit: wordOf(status.benefitShort),
    notice: wordOf(kind),
  };
}

/** The word for a code; the code itself where the server knows more than this desk. */
function wordOf(words: Readonly<Record<string, string>>): (code: string) => string {
  return (code) => (Object.hasOwn(words, code) ? words[code] : undefined) ?? code;
}
