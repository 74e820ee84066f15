import type { CellObject } from 'write-excel-file/node';
import { almatyOffset, formatDate } from '../domain/almaty.ts';
import { DAY } from '../domain/instant.ts';
import { dayNumber } from '../domain/plain-date.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { Report } from '../protocol/report.ts';
import {
  type ColumnKind,
  type ReportNames,
  type ReportValue,
  tableOf,
  valueText,
} from '../protocol/report-table.ts';
import { type ReportWords, reportWords } from './report-words.ts';
import { fill } from './words.ts';

type Names = ReportNames & { readonly locale: DocumentLocale };

/**
 * A report as a file of cells (XLSX): figures are numbers and days are dates, so that they can be reckoned with. What somebody once
 * typed, such as the name of a kindergarten, is always text: a cell that begins with `=`, `+`, `-` or `@` is no formula.
 */
export async function renderReportSheet(report: Report, names: Names): Promise<Uint8Array> {
  // Only whoever asks for such a file waits for the library.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const text = reportWords(names.locale);
  const sheets = [tableSheet(report, names, text), aboutSheet(report, names, text)];
  return new Uint8Array(await writeExcelFile(sheets).toBuffer());
}

/** Letters that a column is wide. */
const WIDTH: Readonly<Record<ColumnKind, number>> = {
  district: 30,
  kindergarten: 46,
  year: 12,
  class: 26,
  benefit: 38,
  notice: 42,
  count: 15,
  days: 15,
  date: 15,
};

function tableSheet(report: Report, names: Names, text: ReportWords) {
  const { columns, rows, total } = tableOf(report);
  const head = columns.map(
    ({ key, kind }): CellObject => ({
      ...textCell(text.column[key]),
      ...HEAD,
      align: isFigure(kind) ? 'right' : 'left',
    }),
  );
  const line = (values: readonly ReportValue[]): (CellObject | null)[] =>
    columns.map(({ kind }, index) => cellOf(kind, values[index] ?? null, names));
  const last = line(total).map((cell, index) => ({
    ...(index === 0 ? textCell(text.total) : cell),
    ...TOTAL,
  }));
  return {
    sheet: text.name[report.name].title,
    data: [head, ...rows.map(line), ...(rows.length === 0 ? [] : [last])],
    columns: columns.map(({ kind }) => ({ width: WIDTH[kind] })),
    stickyRowsCount: 1,
    orientation: 'landscape' as const,
  };
}

/** What the table is about, beside it: so that the table itself begins with its heading. */
function aboutSheet(report: Report, names: Names, text: ReportWords) {
  const { at, district, from, name, to } = report;
  const period = fill(text.period, { from: formatDate(from), to: formatDate(to) });
  const facts: readonly (readonly [string, CellObject])[] = [
    [text.which, textCell(text.name[name].title)],
    [text.placeLabel, textCell(district === null ? text.wholeRegion : names.district(district))],
    [text.periodLabel, textCell(period)],
    [text.atLabel, momentCell(Date.parse(at))],
    [text.methodLabel, { ...textCell(text.name[name].text), wrap: true }],
  ];
  return {
    sheet: text.about,
    data: facts.map(([label, value]): CellObject[] => [
      { ...textCell(label), fontWeight: 'bold', alignVertical: 'top' },
      { ...value, align: 'left', alignVertical: 'top' },
    ]),
    columns: [{ width: 22 }, { width: 90 }],
  };
}

const HEAD = {
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'bottom',
  backgroundColor: '#e4f4f8',
  bottomBorderStyle: 'medium',
} as const;
const TOTAL = { fontWeight: 'bold', topBorderStyle: 'thin' } as const;

function isFigure(kind: ColumnKind): boolean {
  return kind === 'count' || kind === 'days' || kind === 'date';
}

function cellOf(kind: ColumnKind, value: ReportValue, names: Names): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'number')
    return { value, type: Number, format: kind === 'days' ? '0.0' : kind === 'count' ? '#,##0' : '0' };
  if (kind === 'date' && typeof value === 'string')
    return { value: new Date(dayNumber(value) * DAY), type: Date, format: 'dd.mm.yyyy' };
  return textCell(valueText(kind, value, names));
}

/** A cell of text, whatever it begins with. */
function textCell(text: string): CellObject {
  return { value: text, type: String };
}

/** A moment as the clocks of Almaty show it: a cell of time has no zone. */
function momentCell(at: number): CellObject {
  return { value: new Date(at + almatyOffset(at)), type: Date, format: 'dd.mm.yyyy hh:mm' };
}
