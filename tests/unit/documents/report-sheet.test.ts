import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { renderReportSheet, reportNames } from '../../../core/documents/index.ts';
import { reportWords } from '../../../core/documents/report-words.ts';
import { dayNumber } from '../../../core/domain/plain-date.ts';
import { REPORT_NAMES } from '../../../core/protocol/report.ts';
import { tableOf } from '../../../core/protocol/report-table.ts';
import { DISTRICTS, REPORTS } from './reports.ts';

const LOCALES = ['kk', 'ru'] as const;
const names = { kk: reportNames('kk', DISTRICTS), ru: reportNames('ru', DISTRICTS) };
const ALL = REPORT_NAMES.flatMap((name) => LOCALES.map((locale) => [name, locale] as const));

/** Days from the zero of Excel's dates to that of Unix. */
const EXCEL_EPOCH = 25_569;

type ReadCell = { readonly type: string; readonly value: string | number; readonly formula: boolean };

/** What an independent reader finds in a file of cells: its sheets by name, with the cells by their address. */
function readSheets(bytes: Uint8Array) {
  const files = unzipSync(bytes);
  const textOf = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const shared = [...textOf('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    ([, text = '']) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
  const titles = [...textOf('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    ([, name]) => name,
  );
  return titles.map((title, index) => {
    const xml = textOf(`xl/worksheets/sheet${index + 1}.xml`);
    const cells = new Map<string, ReadCell>();
    for (const [, attributes = '', inner = ''] of xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/g)) {
      const address = /r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '';
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
      const raw = /<v>([^<]*)<\/v>/.exec(inner)?.[1];
      if (raw === undefined) continue;
      const value = type === 's' ? (shared[Number(raw)] ?? '') : Number(raw);
      cells.set(address, { type, value, formula: inner.includes('<f') });
    }
    return { title, xml, cells };
  });
}

describe('a report as a file of cells', () => {
  test.each(ALL)('%s (%s) has every heading and every figure as a number', async (name, locale) => {
    const report = REPORTS[name];
    const [sheet, about] = readSheets(await renderReportSheet(report, names[locale]));
    const { columns, rows, total } = tableOf(report);
    expect(sheet?.title).toBe(reportWords(locale).name[name].title);
    columns.forEach(({ key, kind }, index) => {
      const letter = String.fromCharCode(65 + index);
      expect(sheet?.cells.get(`${letter}1`)?.value).toBe(reportWords(locale).column[key]);
      [...rows, total].forEach((row, line) => {
        const value = row[index];
        if (typeof value !== 'number') return;
        expect(sheet?.cells.get(`${letter}${line + 2}`), `${kind} ${letter}${line + 2}`).toEqual({
          ...{ type: 'n', value, formula: false },
        });
      });
    });
    expect(sheet?.xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(sheet?.xml).toMatch(/<col [^>]*width="/);
    expect([...(about?.cells.values() ?? [])].map(({ value }) => value)).toContain('01.03.2026 – 31.03.2026');
  });

  test('keeps a day as a day, not as text', async () => {
    const [sheet] = readSheets(await renderReportSheet(REPORTS.places, names.kk));
    const column = String.fromCharCode(65 + tableOf(REPORTS.places).columns.length - 1);
    expect(sheet?.cells.get(`${column}2`)).toEqual({
      ...{ type: 'n', value: dayNumber('2026-02-28') + EXCEL_EPOCH, formula: false },
    });
  });

  test('makes no formula of what somebody typed', async () => {
    const [sheet] = readSheets(await renderReportSheet(REPORTS.places, names.kk));
    expect(sheet?.cells.get('B3')).toEqual({ type: 's', value: '=HYPERLINK("http://x")', formula: false });
    expect(sheet?.cells.get('B4')).toEqual({ type: 's', value: '+7 балабақшасы', formula: false });
    expect(sheet?.xml).not.toContain('<f');
  });
});
