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

/**
 * Text that may hold a word longer than its column (an address, the name of a file): such a word is broken anywhere.
 * @param room letters that surely fit on a line
 */
export function flowing(text: string, room: number) {
  const tooLong = text.split(/[\s-]/).some((word) => word.length > room);
  return tooLong ? { text, wordBreak: 'break-all' as const } : { text };
}

/** A label over its value; an empty value keeps its line. */
export function entry({ label, value }: Entry, room: number = ROOM[1]): Content {
  return {
    stack: [
      { text: label, fontSize: 7, color: COLOURS.faint },
      { ...flowing(value === '' ? ' ' : value, room), fontSize: 9.5, color: COLOURS.ink },
    ],
    margin: [0, 0, 0, 3.5],
  };
}

/** Letters that surely fit on half the width of the page. */
export const HALF = 32;

/** Letters of a value that surely fit on a line, by the number of columns they share the page with; two share half of it. */
const ROOM = { 1: 70, 2: 18, 3: 25 } as const;

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
    margin: [0, 2.5, 0, 3],
  };
}

/**
 * Entries in columns of equal width, filled row by row.
 * @param room letters that surely fit on a line of a column
 */
export function grid(
  entries: readonly Entry[],
  columns: keyof typeof ROOM,
  room: number = ROOM[columns],
): Content {
  const rows: TableCell[][] = [];
  for (let start = 0; start < entries.length; start += columns) {
    const row: TableCell[] = entries.slice(start, start + columns).map((each) => entry(each, room));
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
export function letterhead(office: string, region: string): Content {
  return {
    table: {
      widths: ['*', 'auto'],
      body: [
        [
          { text: office, bold: true, fontSize: 9.5, color: COLOURS.accent },
          { text: region, fontSize: 9.5, color: COLOURS.accent, alignment: 'right' },
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

/** Letters that surely fit above a line to sign on, two of which share the page. */
const HALF_LINE = 38;

/** Lines to sign on, side by side and level, a gap between them: who signs above each, what goes on it below. */
export function signatureLines(signers: readonly string[], hint: string): Content {
  const gapped = <T>(cells: readonly T[], gap: T): T[] =>
    cells.flatMap((cell, index) => (index === 0 ? [cell] : [gap, cell]));
  const who = (text: string): TableCell => ({
    ...flowing(text, HALF_LINE),
    fontSize: 8,
    margin: [0, 0, 0, 15],
    border: [false, false, false, true],
  });
  // Each its own: the library writes into what it is given.
  const below = (): TableCell => ({
    text: hint,
    fontSize: 6.5,
    color: COLOURS.faint,
    alignment: 'center',
  });
  return {
    table: {
      widths: gapped<string | number>(
        signers.map(() => '*'),
        24,
      ),
      body: [gapped<TableCell>(signers.map(who), ''), gapped<TableCell>(signers.map(below), '')],
    },
    layout: {
      defaultBorder: false,
      hLineWidth: () => 0.75,
      hLineColor: () => COLOURS.ink,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 0,
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
