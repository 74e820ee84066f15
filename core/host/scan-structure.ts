import { crc32 } from 'node:zlib';
import type { AttachmentType } from '../domain/application-form.ts';

/**
 * Whether a scan can be opened, as far as its structure tells: a PDF's table of contents is where it says and nobody locked
 * it, a JPEG's segments lead to its picture, a PNG's parts are whole by their check sums. Not a judgement of legibility.
 */
export function isReadableScan(type: AttachmentType, bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case 'image/png':
      return isReadablePng(view);
    case 'image/jpeg':
      return isReadableJpeg(view);
    case 'application/pdf':
      return isReadablePdf(view);
  }
}

const PNG_SIGNATURE = 8;
/** Length, type and check sum of a chunk. */
const CHUNK_FRAME = 12;

function isReadablePng(bytes: Buffer): boolean {
  let at = PNG_SIGNATURE;
  let data = false;
  for (let first = true; at + CHUNK_FRAME <= bytes.length; first = false) {
    const length = bytes.readUInt32BE(at);
    const end = at + CHUNK_FRAME + length;
    if (end > bytes.length) return false;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return false;
    if (first !== (type === 'IHDR')) return false;
    if (first && (length !== 13 || bytes.readUInt32BE(at + 8) === 0 || bytes.readUInt32BE(at + 12) === 0))
      return false;
    if (type === 'IDAT') data = true;
    if (type === 'IEND') return data;
    at = end;
  }
  return false;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Start of frame, but not the tables DHT, JPG and DAC among the same numbers. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= SOI);

function isReadableJpeg(bytes: Buffer): boolean {
  let at = 2;
  let frame = false;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isBare(marker)) {
      at += 2;
      continue;
    }
    if (marker === EOI) return false;
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return false;
    if (isFrame(marker)) {
      if (length < 8) return false;
      // Height may be 0 (given later by DNL), width may not.
      if (bytes.readUInt16BE(at + 7) === 0) return false;
      frame = true;
    }
    if (marker === SOS) return frame && bytes.indexOf(Buffer.from([0xff, EOI]), end) > end;
    at = end;
  }
  return false;
}

const TAIL = 2_048;
/** How much of a cross-reference's own dictionary is looked at. */
const DICTIONARY = 4_096;

function isReadablePdf(bytes: Buffer): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - TAIL)).toString('latin1');
  const start = [...tail.matchAll(/startxref\s+(\d{1,10})\s+%%EOF/g)].at(-1)?.[1];
  if (start === undefined) return false;
  const header = bytes.indexOf('%PDF-');
  const place = [Number(start), Number(start) + header].find((at) => isCrossReference(bytes, at));
  if (place === undefined) return false;
  return !isLocked(bytes, place);
}

function isCrossReference(bytes: Buffer, at: number): boolean {
  const text = bytes.toString('latin1', at, at + 40).trimStart();
  return at < bytes.length && (/^xref\s/.test(text) || /^\d+\s+\d+\s+obj\b/.test(text));
}

/** A PDF that asks for a password has `/Encrypt` in its trailer or in the dictionary of its cross-reference stream. */
function isLocked(bytes: Buffer, place: number): boolean {
  if (/^\s*xref/.test(bytes.toString('latin1', place, place + 20))) {
    const trailer = bytes.indexOf('trailer', place);
    if (trailer < 0) return true;
    const end = bytes.indexOf('startxref', trailer);
    return bytes.toString('latin1', trailer, end < 0 ? bytes.length : end).includes('/Encrypt');
  }
  const text = bytes.toString('latin1', place, place + DICTIONARY);
  const stream = text.indexOf('stream');
  return (stream < 0 ? text : text.slice(0, stream)).includes('/Encrypt');
}
