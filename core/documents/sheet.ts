import type { Content, TableCell } from 'pdfmake';

/** The look of every printed document: quiet, black on white, one dark blue that stays dark on a black-and-white printer. */
export const COLOURS = {
  ink: '#16202a',
  faint: '#566370',
  line: '#c3ccd4',
  tint: '#f1f5f8',
  accent: '#0a4b78',
  warning: '#8a1f11',
} as const;

/** Points per millimetre. */
export const MM = 72 / 25.4;

/** One label with its value. */
export type Entry = { readonly label: string; readonly value: string };

/** A label over its value. Long words break by themselves; an empty value keeps its line. */
export function entry({ label, value }: Entry): Content {
  return {
    stack: [
      { text: label, fontSize: 7, color: COLOURS.faint },
      { text: value === '' ? ' ' : value, fontSize: 9.5, color: COLOURS.ink },
    ],
    margin: [0, 0, 0, 4.5],
  };
}

/** A heading over a thin rule. */
export function heading(text: string): Content {
  return {
    table: { widths: ['*'], body: [[{ text, bold: true, fontSize: 9.5, color: COLOURS.accent }]] },
    layout: {
      hLineWidth: (index) => (index === 1 ? 0.75 : 0),
      vLineWidth: () => 0,
      hLineColor: () => COLOURS.line,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 0,
      paddingBottom: () => 1.5,
    },
    margin: [0, 0, 0, 4],
  };
}

/** Entries in columns of equal width, filled row by row. */
export function grid(entries: readonly Entry[], columns: number): Content {
  const rows: TableCell[][] = [];
  for (let start = 0; start < entries.length; start += columns) {
    const row: TableCell[] = entries.slice(start, start + columns).map(entry);
    while (row.length < columns) row.push('');
    rows.push(row);
  }
  return {
    table: { widths: Array(columns).fill('*'), body: rows, dontBreakRows: true },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: (index) => (index === 0 ? 0 : 7),
      paddingRight: () => 7,
      paddingTop: () => 0,
      paddingBottom: () => 0,
    },
  };
}

/** A tinted panel with a bar of colour at its left. */
export function panel(
  cells: readonly TableCell[],
  widths: readonly (string | number)[],
  bar: string = COLOURS.accent,
): Content {
  return {
    table: { widths: [...widths], body: [[...cells]], dontBreakRows: true },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (index) => (index === 0 ? 3 : 0),
      vLineColor: () => bar,
      fillColor: () => COLOURS.tint,
      paddingLeft: () => 10,
      paddingRight: () => 6,
      paddingTop: () => 6,
      paddingBottom: () => 5,
    },
  };
}

/** Title in the language of the document, and below it in the other. */
export function titles(title: string, other: string): Content {
  return {
    stack: [
      { text: title, bold: true, fontSize: 19, lineHeight: 1.05, color: COLOURS.ink },
      { text: other, fontSize: 10.5, color: COLOURS.faint },
    ],
  };
}

/** The office at the head of a sheet, over a rule of colour. */
export function letterhead(region: string, place: string, office: string): Content {
  return {
    table: {
      widths: ['*', 'auto'],
      body: [
        [
          { text: `${region} · ${place}`, bold: true, fontSize: 9, color: COLOURS.accent },
          { text: office, fontSize: 9, color: COLOURS.accent, alignment: 'right' },
        ],
      ],
    },
    layout: {
      hLineWidth: (index) => (index === 1 ? 1.5 : 0),
      hLineColor: () => COLOURS.accent,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 0,
      paddingBottom: () => 4,
    },
  };
}

/** A QR code of about `side` points, dark on white, which a phone reads from paper. */
export function qrCode(text: string, side: number): Content {
  return { qr: text, fit: side, eccLevel: 'M', foreground: '#000000', background: '#ffffff' };
}

/** A line to sign on: who, a rule, and below it what goes there. */
export function signatureLine(who: string, name: string, hint: string): Content {
  return {
    table: {
      widths: ['auto', '*'],
      body: [
        [
          { text: who, fontSize: 8.5, color: COLOURS.ink },
          { text: name, fontSize: 8.5, color: COLOURS.ink, alignment: 'right' },
        ],
        ['', { text: hint, fontSize: 6.5, color: COLOURS.faint, alignment: 'center' }],
      ],
    },
    layout: {
      hLineWidth: (index) => (index === 1 ? 0.75 : 0),
      hLineColor: () => COLOURS.ink,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 6,
      paddingTop: () => 0,
      paddingBottom: () => 0,
    },
  };
}

/** What stands at the foot of every page: the document and when it was formed, and the page's number. */
export function footer(
  left: string,
  page: (page: number, pages: number) => string,
  sides: number,
): (current: number, count: number) => Content {
  return (current, count) => ({
    columns: [
      { text: left, fontSize: 6.5, color: COLOURS.faint },
      { text: page(current, count), fontSize: 6.5, color: COLOURS.faint, alignment: 'right', width: 'auto' },
    ],
    margin: [sides, 8, sides, 0],
  });
}
