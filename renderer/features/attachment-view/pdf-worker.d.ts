/** The library's reading half has no types: it is only loaded, and then found by the drawing half. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: object;
}
