import type { Content } from 'pdfmake';
import { create } from 'qrcode';

/** Modules of white that a reader needs around the code. */
const QUIET = 4;
/** Each row reaches a little into the next, so that no screen shows seams between them. */
const OVERLAP = 1.03;

/**
 * A QR code exactly `side` points wide, its quiet zone included. Error correction M: a fold or a stamp over an edge does not
 * spoil it.
 */
export function qrCode(text: string, side: number): Content {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const unit = side / (size + 2 * QUIET);
  const bar = (row: number, start: number, end: number) => ({
    type: 'rect' as const,
    x: (start + QUIET) * unit,
    y: (row + QUIET) * unit,
    w: (end - start) * unit,
    h: unit * OVERLAP,
    color: '#000000',
  });
  const bars: ReturnType<typeof bar>[] = [];
  for (let row = 0; row < size; row += 1) {
    let start = -1;
    for (let column = 0; column <= size; column += 1) {
      const dark = column < size && data[row * size + column] === 1;
      if (dark && start < 0) start = column;
      if (dark || start < 0) continue;
      bars.push(bar(row, start, column));
      start = -1;
    }
  }
  // A canvas is only as large as what is drawn in it, and the white around belongs to the code.
  return { canvas: [{ type: 'rect', x: 0, y: 0, w: side, h: side, color: '#ffffff' }, ...bars] };
}
