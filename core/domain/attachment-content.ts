/**
 * What a scan is by its content, never by its name (issue 2.5): PDF, JPEG or PNG, whole, at most 10 MB. The same check runs
 * where the file is taken and at the server.
 */
import { ATTACHMENT_LIMITS, type AttachmentType } from './application-form.ts';
import type { FileFailure } from './failure.ts';
import { fail, ok, type Result } from './result.ts';

const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const PNG_END = bytesOf('IEND');
const JPEG_START = [0xff, 0xd8, 0xff] as const;
const JPEG_SCAN = [0xff, 0xda] as const;
const JPEG_END = [0xff, 0xd9] as const;
const PDF_START = bytesOf('%PDF-');
const PDF_END = bytesOf('%%EOF');
/** Readers accept a PDF whose header begins within its first 1024 bytes. */
const PDF_HEADER_WITHIN = 1024;

/**
 * The media type of a scan. `file-empty`, `file-too-large`, `file-type` (something else, whatever it is called), or
 * `file-unreadable` (begins like a scan but is cut off).
 */
export function checkAttachment(
  bytes: Uint8Array,
): Result<AttachmentType, Exclude<FileFailure, 'too-many-files'>> {
  if (bytes.length === 0) return fail('file-empty');
  if (bytes.length > ATTACHMENT_LIMITS.bytes) return fail('file-too-large');
  if (matches(bytes, PNG_START, 0))
    return lastIndexOf(bytes, PNG_END) < 0 ? fail('file-unreadable') : ok('image/png');
  if (matches(bytes, JPEG_START, 0)) {
    const scan = lastIndexOf(bytes, JPEG_SCAN);
    return scan < 0 || lastIndexOf(bytes, JPEG_END) < scan ? fail('file-unreadable') : ok('image/jpeg');
  }
  const header = lastIndexOf(bytes.subarray(0, PDF_HEADER_WITHIN), PDF_START);
  if (header < 0) return fail('file-type');
  return lastIndexOf(bytes, PDF_END) < header ? fail('file-unreadable') : ok('application/pdf');
}

function bytesOf(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function matches(bytes: Uint8Array, part: readonly number[], at: number): boolean {
  return part.every((byte, index) => bytes[at + index] === byte);
}

/** Where a part stands last, or -1. */
function lastIndexOf(bytes: Uint8Array, part: readonly number[]): number {
  for (let at = bytes.length - part.length; at >= 0; at -= 1) if (matches(bytes, part, at)) return at;
  return -1;
}
