import { fileURLToPath } from 'node:url';
import pdfmake from 'pdfmake';

/** Holds for the sources and for the bundle alike: both lie two folders below the one that has `assets`. */
const FONTS = new URL('../../assets/fonts/', import.meta.url);
const FILES = {
  normal: fileURLToPath(new URL('NotoSans-Regular.ttf', FONTS)),
  bold: fileURLToPath(new URL('NotoSans-SemiBold.ttf', FONTS)),
};
const FAMILY = 'Noto Sans';

pdfmake.setFonts({ [FAMILY]: FILES });
// Documents are made of text and lines alone: nothing is fetched, no file is read but the fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === FILES.normal || path === FILES.bold);

/** What the library draws: contents, page size, margins, footer. */
export type Drawing = Parameters<typeof pdfmake.createPdf>[0];

/** What every document says about itself in its properties. */
export type PdfHead = {
  readonly title: string;
  readonly locale: string;
  /** The moment the document was issued; the same document drawn twice is the same file. */
  readonly issuedAt: Date;
};

/** Draws a PDF with embedded fonts, in which every letter can be found and copied. */
export async function drawPdf(head: PdfHead, definition: Drawing): Promise<Uint8Array> {
  const document = pdfmake.createPdf({
    ...definition,
    version: '1.5',
    language: head.locale,
    displayTitle: true,
    info: { title: head.title, creator: 'Kezek', producer: 'Kezek', creationDate: head.issuedAt },
    defaultStyle: { font: FAMILY, fontSize: 9, lineHeight: 1, ...definition.defaultStyle },
  });
  return new Uint8Array(await document.getBuffer());
}

/** Reads fonts and library ahead, so that the first document of the day is as quick as the rest. */
export async function warmFonts(): Promise<void> {
  const head = { title: 'Kezek', locale: 'kk', issuedAt: new Date(0) };
  await drawPdf(head, { content: ['Ә', { text: 'Ә', bold: true }, { qr: 'K' }] });
}
