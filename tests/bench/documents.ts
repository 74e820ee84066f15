import { join } from 'node:path';
import pdfmake from 'pdfmake';
import { renderDocument, warmFonts } from '../../core/documents/index.ts';
import type { Bench } from '../../scripts/kezek/bench-result.ts';
import { readPdf } from '../unit/documents/paper.ts';
import { context, documentOf, record } from '../unit/documents/sample.ts';

/** Rounds in which figure and limit are measured by turns, so that a busy neighbour disturbs both alike. */
const ROUNDS = 20;
const DOCUMENTS = 5;

/**
 * Registration documents per second, warm, with their QR code; beside it the same page of text, set plain, through the bare
 * PDF library with the same fonts. One at a time, as a desk makes them.
 */
export async function benchDocuments(): Promise<Bench> {
  await warmFonts();
  const document = documentOf(record, context);
  const { pages } = await readPdf(await renderDocument(document, 'kk'));
  const lines = pages.flatMap(({ pieces }) => pieces.map(({ text }) => text));
  const draw = () => renderDocument(document, 'kk');
  const plain = () => bare(lines);
  for (let round = 0; round < 10; round += 1) {
    await draw();
    await plain();
  }
  const drawn: number[] = [];
  const limit: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await measure(draw, drawn);
    await measure(plain, limit);
  }
  const figure = perSecond(drawn);
  const bound = perSecond(limit);
  return {
    name: 'documents',
    figures: {
      documentsPerSecond: figure,
      p50Milliseconds: at(drawn, 0.5),
      p95Milliseconds: at(drawn, 0.95),
    },
    limit: { pagesPerSecond: bound, p50Milliseconds: at(limit, 0.5), p95Milliseconds: at(limit, 0.95) },
    ratio: round(figure / bound),
  };
}

const FONTS = join(import.meta.dirname, '..', '..', 'assets', 'fonts');

function bare(lines: readonly string[]): Promise<Uint8Array> {
  pdfmake.addFonts({
    Plain: { normal: join(FONTS, 'NotoSans-Regular.ttf'), bold: join(FONTS, 'NotoSans-SemiBold.ttf') },
  });
  return pdfmake.createPdf({ content: [...lines], defaultStyle: { font: 'Plain', fontSize: 9 } }).getBuffer();
}

async function measure(work: () => Promise<unknown>, into: number[]): Promise<void> {
  for (let index = 0; index < DOCUMENTS; index += 1) {
    const start = performance.now();
    await work();
    into.push(performance.now() - start);
  }
}

function perSecond(milliseconds: readonly number[]): number {
  const total = milliseconds.reduce((sum, each) => sum + each, 0);
  return round((1000 * milliseconds.length) / total);
}

/** The value below which this share of the measurements lies, to a hundredth. */
function at(milliseconds: readonly number[], share: number): number {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
