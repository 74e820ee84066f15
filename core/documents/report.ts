import type { Content, TableCell } from 'pdfmake';
import { formatDate } from '../domain/almaty.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { Report } from '../protocol/report.ts';
import {
  type ColumnKind,
  chartOf,
  type ReportNames,
  type ReportTable,
  tableOf,
  valueText,
} from '../protocol/report-table.ts';
import { closing } from './block.ts';
import { drawSheet, figures, moment, paragraph, small } from './frame.ts';
import { reportWords } from './report-words.ts';
import { COLOURS, heading } from './sheet.ts';
import { table } from './table.ts';
import { fill, wordsOf } from './words.ts';

type Names = ReportNames & { readonly locale: DocumentLocale };

/** A report as a paper, A4 on its side: what it is about, its chart, its table. */
export function renderReport(report: Report, names: Names): Promise<Uint8Array> {
  const { locale } = names;
  const text = reportWords(locale);
  const own = text.name[report.name];
  const period = fill(text.period, { from: formatDate(report.from), to: formatDate(report.to) });
  return drawSheet(report.paper, locale, {
    title: own.title,
    otherTitle: reportWords(locale === 'kk' ? 'ru' : 'kk').name[report.name].title,
    lead: own.text,
    number: period,
    district: report.district === null ? wordsOf(locale).region : names.district(report.district),
    ...(report.district === null ? { office: text.directorate } : {}),
    landscape: true,
    content: [
      figures(
        [
          { label: text.periodLabel, value: period, when: '' },
          {
            label: text.placeLabel,
            value: report.district === null ? text.wholeRegion : names.district(report.district),
            when: '',
          },
          { label: text.atLabel, value: moment(report.at), when: wordsOf(locale).paper.almaty },
        ],
        ['36%', '34%', '*'],
      ),
      ...(report.rows.length === 0 ? [paragraph(text.empty)] : [...bars(report, names), rows(report, names)]),
      closing(null, wordsOf(locale), []),
    ],
  });
}

/** Points of the longest bar, and its height. */
const LONGEST = 400;
const HEIGHT = 8;

function bars(report: Report, names: Names): readonly Content[] {
  const text = reportWords(names.locale);
  const chart = chartOf(report);
  const most = Math.max(...chart.bars.map(({ value }) => value));
  if (most <= 0) return [];
  const body = chart.bars.map(({ label, value }): TableCell[] => [
    { text: label.map((each) => valueText(each.kind, each.value, names)).join(' · '), alignment: 'right' },
    {
      canvas: [
        {
          type: 'rect',
          x: 0,
          y: 1,
          w: Math.max(0.5, (value / most) * LONGEST),
          h: HEIGHT,
          color: COLOURS.accent,
        },
      ],
    },
    { text: valueText(chart.measure.kind, value, names), bold: true },
  ]);
  return [
    heading(text.column[chart.measure.key]),
    {
      table: { widths: [230, LONGEST, '*'], body, dontBreakRows: true },
      fontSize: 8,
      layout: {
        hLineWidth: () => 0,
        vLineWidth: (index) => (index === 1 ? 0.75 : 0),
        vLineColor: () => COLOURS.line,
        paddingLeft: (index) => (index === 1 ? 0 : 6),
        paddingRight: () => 6,
        paddingTop: () => 1.5,
        paddingBottom: () => 1.5,
      },
      margin: [0, 0, 0, 6],
    },
    ...(chart.left === 0 ? [] : [small(fill(text.left, { number: chart.left }))]),
  ];
}

function rows(report: Report, names: Names): Content {
  const text = reportWords(names.locale);
  const all = tableOf(report);
  const heads = all.columns.map(({ key }) => text.column[key]);
  const line = (values: ReportTable['total']) =>
    all.columns.map(({ kind }, index) => valueText(kind, values[index] ?? null, names));
  const total = line(all.total).map((value, index) => ({
    text: index === 0 ? text.total : value,
    bold: true,
    ...(isFigure(all.columns[index]?.kind) ? { alignment: 'right' as const } : {}),
  }));
  const firstFigure = all.columns.findIndex(({ kind }) => isFigure(kind));
  return table(heads, [...all.rows.map(line), total], {
    widths: all.columns.map(({ kind }, index) => widthOf(kind, heads[index] ?? '')),
    size: SIZE,
    numbers: all.columns.length - firstFigure,
  });
}

const SIZE = 7.5;

function isFigure(kind: ColumnKind | undefined): boolean {
  return kind === 'count' || kind === 'days' || kind === 'date';
}

/** Names share what the figures leave; a figure's column has room for the longest word of its heading. */
function widthOf(kind: ColumnKind, head: string): number | '*' {
  if (kind === 'year') return 42;
  if (!isFigure(kind)) return '*';
  const longest = Math.max(...head.split(' ').map((word) => word.length));
  return Math.max(kind === 'date' ? 44 : 28, longest * (SIZE - 1) * 0.74);
}
