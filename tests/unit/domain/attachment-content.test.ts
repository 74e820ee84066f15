import { describe, expect, it } from 'vitest';
import { ATTACHMENT_LIMITS } from '../../../core/domain/application-form.ts';
import { checkAttachment } from '../../../core/domain/attachment-content.ts';

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const PDF = ascii('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const PNG = Uint8Array.from([
  0x89,
  0x50,
  0x4e,
  0x47,
  0x0d,
  0x0a,
  0x1a,
  0x0a,
  ...ascii('....IEND'),
  1,
  2,
  3,
  4,
]);
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9]);

describe('what a scan is by its content', () => {
  it('knows the three kinds of scan', () => {
    expect(checkAttachment(PDF)).toEqual({ ok: true, value: 'application/pdf' });
    expect(checkAttachment(PNG)).toEqual({ ok: true, value: 'image/png' });
    expect(checkAttachment(JPEG)).toEqual({ ok: true, value: 'image/jpeg' });
  });

  it.each([
    ['nothing', new Uint8Array(), 'file-empty'],
    ['a program called scan.pdf', ascii('MZ\x90 this program cannot be run'), 'file-type'],
    ['a web page with a PDF far inside', ascii(`<html>${' '.repeat(2000)}%PDF-1.7 %%EOF`), 'file-type'],
    ['half a PDF', PDF.subarray(0, 20), 'file-unreadable'],
    ['half a photograph', JPEG.subarray(0, 12), 'file-unreadable'],
    ['half a drawing', PNG.subarray(0, 12), 'file-unreadable'],
    ['too much', new Uint8Array(ATTACHMENT_LIMITS.bytes + 1), 'file-too-large'],
  ])('refuses %s', (_name, bytes, code) => {
    expect(checkAttachment(bytes)).toEqual({ ok: false, error: code });
  });
});
