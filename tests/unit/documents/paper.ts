import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text where it stands, in points from the left edge. */
export type Piece = { readonly text: string; readonly left: number; readonly right: number };

/** A page as a reader finds it. */
export type Page = { readonly width: number; readonly height: number; readonly pieces: readonly Piece[] };

/** What an independent library reads out of a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: readonly Page[]; text: string }> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    const pieces = content.items.flatMap((item) => {
      if (!('str' in item) || item.str === '') return [];
      const left = Number(item.transform[4]);
      return [{ text: item.str, left, right: left + item.width }];
    });
    pages.push({ width, height, pieces });
  }
  await task.destroy();
  return { pages, text: flat(pages.flatMap((page) => page.pieces.map(({ text }) => text)).join('')) };
}

/** Text without spaces and line ends: where a line broke does not matter to what it says. */
export function flat(text: string): string {
  return text.replace(/\s/g, '');
}
