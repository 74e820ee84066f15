import { namesIn, type ReportNames } from '../../../core/protocol/report-table.ts';
import { useLocale, useWords } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';

/** How things are called in a report, in the language of the interface. */
export function useReportNames(): ReportNames {
  return namesIn(useLocale(), useDistricts(), useWords('status'), useWords('notice'));
}
