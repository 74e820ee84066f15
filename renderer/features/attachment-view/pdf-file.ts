import type { PDFDocumentProxy } from 'pdfjs-dist';

/** A PDF opened for drawing; `close` frees it. */
export type OpenPdf = {
  readonly pages: number;
  /** Draws one page (from 1) as wide as asked, in CSS pixels; the canvas holds the screen's own resolution. */
  readonly draw: (page: number, canvas: HTMLCanvasElement, look: PageLook) => Promise<void>;
  readonly close: () => void;
};

/** How a page is shown: width in CSS pixels and a quarter-turn in degrees. */
export type PageLook = { readonly width: number; readonly rotation: number };

/**
 * Opens a PDF in the page itself: the window has no PDF plug-in, and a visitor of the kiosk must not get the plug-in's
 * print and save buttons. The library comes only when the first PDF is shown. It runs without workers, WebAssembly and
 * generated code, none of which the page's policy allows; the decoders of scanned pages lie beside the page (`pdf/`).
 * Rejects when the file is no readable PDF.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const [{ getDocument }] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.mjs'),
  ]);
  const loading = getDocument({
    data: new Uint8Array(bytes),
    disableWorkerRendering: true,
    useWasm: false,
    useWorkerFetch: false,
    wasmUrl: new URL('pdf/', document.baseURI).href,
    enableXfa: false,
    verbosity: 0,
  });
  const pdf = await loading.promise;
  return {
    pages: pdf.numPages,
    draw: (page, canvas, look) => drawPage(pdf, page, canvas, look),
    close: () => void loading.destroy(),
  };
}

async function drawPage(
  pdf: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  look: PageLook,
): Promise<void> {
  const page = await pdf.getPage(number);
  const rotation = (page.rotate + look.rotation) % 360;
  const natural = page.getViewport({ scale: 1, rotation });
  const density = Math.min(window.devicePixelRatio, GREATEST_WIDTH / look.width);
  const viewport = page.getViewport({ scale: (look.width / natural.width) * density, rotation });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  canvas.style.aspectRatio = `${viewport.width} / ${viewport.height}`;
  await page.render({ canvas, viewport }).promise;
}

/** Device pixels; beyond it a canvas costs memory and shows nothing more. */
const GREATEST_WIDTH = 4000;
