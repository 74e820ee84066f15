import { crc32, deflateSync } from 'node:zlib';

/** The smallest paper a reader opens, with a text of its own. */
export function pdfScan(text: string): Uint8Array<ArrayBuffer> {
  const body = Buffer.from(`%PDF-1.7\n1 0 obj\n<</Type/Catalog/About(${text})>>\nendobj\n`);
  const end = `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([body, Buffer.from(end)]));
}

/** A grey square of 8 × 8 points. */
export function pngScan(): Uint8Array<ArrayBuffer> {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const rows = Buffer.alloc(8 * 9, 0x80).map((byte, index) => (index % 9 === 0 ? 0 : byte));
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0])),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}
