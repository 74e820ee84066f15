import { describe, expect, test } from 'vitest';
import { renderReport, reportNames } from '../../../core/documents/index.ts';
import { reportWords } from '../../../core/documents/report-words.ts';
import { REPORT_NAMES, ReportSchema } from '../../../core/protocol/report.ts';
import { chartOf, tableOf } from '../../../core/protocol/report-table.ts';
import { flat, readPdf } from './paper.ts';
import { DISTRICTS, REPORTS } from './reports.ts';

const LOCALES = ['kk', 'ru'] as const;
const names = { kk: reportNames('kk', DISTRICTS), ru: reportNames('ru', DISTRICTS) };
const ALL = REPORT_NAMES.flatMap((name) => LOCALES.map((locale) => [name, locale] as const));

describe('a report as a paper', () => {
  test.each(ALL)('%s (%s) says period, place, every name and every total', async (name, locale) => {
    const report = REPORTS[name];
    const words = reportWords(locale);
    const { pages, text } = await readPdf(await renderReport(report, names[locale]));
    for (const said of [words.name[name].title, words.name[name].text, words.total, '01.03.2026–31.03.2026'])
      expect(text).toContain(flat(said));
    for (const { key } of tableOf(report).columns) expect(text).toContain(flat(words.column[key]));
    for (const { width, height } of pages) expect(width).toBeGreaterThan(height);
    for (const { pieces, width } of pages) for (const { right } of pieces) expect(right).toBeLessThan(width);
  });

  test('writes numbers as people here do, also halves', async () => {
    const queue = await readPdf(await renderReport(REPORTS.queue, names.ru));
    expect(queue.text).toContain(flat('1 243'));
    const waiting = await readPdf(await renderReport(REPORTS.waiting, names.ru));
    expect(waiting.text).toContain('33,5');
  });

  test('says so when there is nothing to count', async () => {
    const { text } = await readPdf(await renderReport({ ...REPORTS.queue, rows: [] }, names.kk));
    expect(text).toContain(flat(reportWords('kk').empty));
  });
});

describe('the chart of a report', () => {
  test('shows districts where there are several, and years, kindergartens or kinds within one', () => {
    const bars = (name: keyof typeof REPORTS) =>
      chartOf(REPORTS[name]).bars.map(({ label, value }) => [label.map((each) => each.value), value]);
    expect(bars('queue')).toEqual([
      [['111000000'], 1203],
      [['111600000'], 40],
    ]);
    expect(bars('waiting')).toEqual([
      [[2022, 'P'], 33.5],
      [[2023, 'G'], 210],
    ]);
    // The longest first.
    expect(bars('referrals').map(([, value]) => value)).toEqual([20, 10]);
    expect(bars('places').map(([, value]) => value)).toEqual([27, 3]);
    expect(bars('notices')).toEqual([[['turn-arrived'], 3]]);
  });

  test('stays readable with sixty kindergartens, and says how many it left out', () => {
    const [first] = REPORTS.referrals.rows;
    if (first === undefined) throw new Error('No row');
    const rows = Array.from({ length: 60 }, (_, n) => ({
      ...first,
      kindergarten: { ...first.kindergarten, kk: `№ ${n}` },
      issued: n,
    }));
    const { bars, left } = chartOf({ ...REPORTS.referrals, rows });
    expect([bars.length, bars[0]?.value, left]).toEqual([20, 59, 40]);
  });
});

test('the reports of these tests are such as the server sends', () => {
  for (const name of REPORT_NAMES) expect(ReportSchema.safeParse(REPORTS[name]).error).toBeUndefined();
});
