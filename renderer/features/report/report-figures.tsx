import { Box, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../core/protocol/report.ts';
import {
  type ColumnKind,
  chartOf,
  type ReportValue,
  tableOf,
  valueText,
} from '../../../core/protocol/report-table.ts';
import { BarChart } from '../../components/bar-chart.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { minuteText } from '../journal/journal-format.ts';
import { useReportNames } from './use-report-names.ts';

/** The chart of a report; nothing where every bar would be empty. */
export function ReportBars({ report }: { readonly report: Report }) {
  const { t } = useTranslation('report');
  const names = useReportNames();
  const { measure, bars, left } = chartOf(report);
  if (bars.every(({ value }) => value === 0)) return null;
  const title = t(`column.${measure.key}`);
  return (
    <Stack gap="sm">
      <Title order={3}>{title}</Title>
      <BarChart
        caption={title}
        bars={bars.map(({ label, value }) => ({
          label: label.map((each) => valueText(each.kind, each.value, names)).join(' · '),
          value,
          text: valueText(measure.kind, value, names),
        }))}
      />
      {left === 0 ? null : <Text c="var(--kezek-ink-soft)">{t('left', { number: left })}</Text>}
    </Stack>
  );
}

/** A line of the table with the number it has in it; the last is the sum. */
type Line = { readonly key: string; readonly values: readonly ReportValue[]; readonly total: boolean };

/** The table of a report, its last row the sum of the others. */
export function ReportRows({ report }: { readonly report: Report }) {
  const { t } = useTranslation('report');
  const names = useReportNames();
  const { columns, rows, total } = tableOf(report);
  const lines: readonly Line[] = [
    ...rows.map((values, index) => ({ key: String(index), values, total: false })),
    { key: 'total', values: total, total: true },
  ];
  return (
    <Stack gap="sm">
      <Title order={3}>{t('table')}</Title>
      <Text c="var(--kezek-ink-soft)">{t('at', { at: minuteText(report.at) })}</Text>
      <DataTable
        caption={t(`name.${report.name}.title`)}
        rows={lines}
        keyOf={({ key }) => key}
        sum={({ total: isSum }) => isSum}
        columns={columns.map(({ key, kind }, index) => ({
          key,
          head: t(`column.${key}`),
          numeric: isFigure(kind),
          cell: ({ values, total: sum }: Line) => {
            const text = sum && index === 0 ? t('total') : valueText(kind, values[index] ?? null, names);
            // Long names keep a line they can be read on; the table scrolls sideways by itself.
            return LONG.includes(kind) ? <Box miw="14rem">{text}</Box> : text;
          },
        }))}
      />
    </Stack>
  );
}

const LONG: readonly ColumnKind[] = ['kindergarten', 'benefit', 'notice'];

function isFigure(kind: ColumnKind): boolean {
  return kind === 'count' || kind === 'days' || kind === 'date';
}
