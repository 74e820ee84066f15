import type { Page } from '@playwright/test';
import { drawPdf } from '../../core/documents/pdf.ts';

/** Scanned papers as people have them, made by code; and files that only look like them. */
export type Scan = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** A page of paper with these words on it. */
export async function pdfScan(name: string, words: string, password?: string): Promise<Scan> {
  const bytes = await drawPdf(
    { title: name, locale: 'kk', issuedAt: new Date(0) },
    {
      content: [
        { text: words, fontSize: 22, margin: [0, 0, 0, 20] },
        'Бұл сынаққа арналған құжат. Это документ для проверки.',
      ],
      ...(password === undefined ? {} : { userPassword: password }),
    },
  );
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) };
}

/** A photograph of a paper, drawn by the browser itself. */
export async function pictureScan(page: Page, name: string, words: string): Promise<Scan> {
  const mimeType = name.endsWith('.png') ? 'image/png' : 'image/jpeg';
  const base64 = await page.evaluate(
    ([type, text]) => {
      const canvas = document.createElement('canvas');
      canvas.width = 900;
      canvas.height = 1200;
      const drawing = canvas.getContext('2d');
      if (drawing === null) throw new Error('no canvas');
      drawing.fillStyle = '#fbf7ec';
      drawing.fillRect(0, 0, 900, 1200);
      drawing.fillStyle = '#1b2b34';
      drawing.font = '48px sans-serif';
      drawing.fillText(text ?? '', 60, 140);
      drawing.font = '30px sans-serif';
      for (let line = 0; line < 14; line += 1)
        drawing.fillText('ДЕМО · ДЕМО · ДЕМО · ДЕМО', 60, 260 + line * 60);
      return canvas.toDataURL(type, 0.9).split(',')[1] ?? '';
    },
    [mimeType, words],
  );
  return { name, mimeType, buffer: Buffer.from(base64, 'base64') };
}

/** A program that somebody named like a paper. */
export function disguisedProgram(): Scan {
  const buffer = Buffer.concat([
    Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'),
    Buffer.alloc(4096, 0x11),
  ]);
  return { name: 'анықтама.pdf', mimeType: 'application/pdf', buffer };
}

/** Of this file only so many bytes arrived. */
export function cutOff(scan: Scan, bytes: number, name: string): Scan {
  return { ...scan, name, buffer: scan.buffer.subarray(0, bytes) };
}

export const emptyFile: Scan = { name: 'бос.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) };

/** One byte more than is taken. */
export function tooLargeFile(): Scan {
  const buffer = Buffer.alloc(10 * 1024 * 1024 + 1, 0x20);
  buffer.write('%PDF-1.7\n');
  return { name: 'үлкен.pdf', mimeType: 'application/pdf', buffer };
}
