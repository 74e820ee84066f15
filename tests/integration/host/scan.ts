/** The smallest paper a reader opens, with a text of its own. */
export function pdfScan(text: string): Uint8Array<ArrayBuffer> {
  const body = Buffer.from(`%PDF-1.7\n1 0 obj\n<</Type/Catalog/About(${text})>>\nendobj\n`);
  const end = `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([body, Buffer.from(end)]));
}
