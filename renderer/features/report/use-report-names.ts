import type { ReportNames } from '../../../core/protocol/report-table.ts';
import { useLocale, useWords } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';

/** How things are called in a report, in the language of the interface. */
export function useReportNames(): ReportNames {
  const locale = useLocale();
  const districts = useDistricts();
  const status = useWords('status');
  const { kind } = useWords('notice');
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
