import type { Content, TableCell } from 'pdfmake';
import { COLOURS } from './sheet.ts';

/** How a table is set: widths of its columns, size of its letters, how many columns at its end hold numbers. */
export type TableSetting = {
  readonly widths: readonly (string | number)[];
  readonly size?: number;
  readonly numbers?: number;
};

/** A table with a head that is repeated on every page, thin rules between its rows, and no row broken over two pages. */
export function table(
  head: readonly string[],
  rows: readonly (readonly TableCell[])[],
  { widths, size = 8.5, numbers = 0 }: TableSetting,
): Content {
  const alignment = (index: number) =>
    index >= head.length - numbers ? ({ alignment: 'right' } as const) : {};
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: [...widths],
      body: [
        head.map((text, index) => ({
          text,
          bold: true,
          fontSize: size - 1,
          color: COLOURS.accent,
          ...alignment(index),
        })),
        ...rows.map((row) =>
          row.map(
            (cell, index): TableCell =>
              typeof cell === 'string' ? { text: cell, ...alignment(index) } : cell,
          ),
        ),
      ],
    },
    fontSize: size,
    layout: {
      hLineWidth: (index) => (index === 0 ? 0 : index === 1 ? 1 : 0.5),
      hLineColor: (index) => (index === 1 ? COLOURS.accent : COLOURS.line),
      vLineWidth: () => 0,
      paddingLeft: (index) => (index === 0 ? 0 : 5),
      paddingRight: (index) => (index === head.length - 1 ? 0 : 5),
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
    },
    margin: [0, 0, 0, 5],
  };
}
