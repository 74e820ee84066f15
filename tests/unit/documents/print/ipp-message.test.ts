import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUPS, readAnswer, writeRequest } from '../../../../core/documents/print/ipp-message.ts';

/** An answer as CUPS writes it, by hand from RFC 8010: one printer with a list of reasons. */
const ANSWER = Buffer.concat([
  Buffer.from('0200000000000001', 'hex'),
  Buffer.of(0x01),
  value(0x47, 'attributes-charset', 'utf-8'),
  Buffer.of(0x04),
  value(0x42, 'printer-name', 'SLIP'),
  value(0x23, 'printer-state', Buffer.from('00000005', 'hex')),
  value(0x44, 'printer-state-reasons', 'paused'),
  value(0x44, '', 'media-empty-error'),
  value(0x22, 'printer-is-accepting-jobs', Buffer.of(1)),
  value(0x31, 'printer-state-change-date-time', Buffer.alloc(11)),
  Buffer.of(0x03),
]);

function value(tag: number, name: string, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const lengths = (length: number) => Buffer.of(length >> 8, length & 255);
  return Buffer.concat([
    Buffer.of(tag),
    lengths(name.length),
    Buffer.from(name),
    lengths(bytes.length),
    bytes,
  ]);
}

describe('messages of IPP', () => {
  test('an answer is read: numbers, words, lists; what is not needed is passed over', () => {
    const answer = readAnswer(ANSWER);
    expect(answer?.status).toBe(0);
    const printer = answer?.groups.find(({ tag }) => tag === GROUPS.printer)?.attributes;
    expect(Object.fromEntries(printer ?? [])).toEqual({
      'printer-name': ['SLIP'],
      'printer-state': [5],
      'printer-state-reasons': ['paused', 'media-empty-error'],
      'printer-is-accepting-jobs': [true],
    });
  });

  test('a request is written as RFC 8010 says, the document behind it', () => {
    const request = writeRequest(
      'Print-Job',
      [
        { tag: 'uri', name: 'printer-uri', values: ['ipp://localhost/printers/A'] },
        { tag: 'keyword', name: 'requested-attributes', values: ['a', 'b'] },
      ],
      Buffer.from('%PDF'),
    );
    expect(request.subarray(0, 8).toString('hex')).toBe('0200000200000001');
    expect(request.subarray(-5).toString()).toBe('\u0003%PDF');
    // Charset and language first, always.
    expect(request.indexOf('attributes-charset')).toBe(12);
    expect(request.includes(value(0x44, 'requested-attributes', 'a'))).toBe(true);
    expect(request.includes(value(0x44, '', 'b'))).toBe(true);
  });

  test('what is cut off or is none is no answer, and never an exception', () => {
    for (let length = 0; length < ANSWER.length; length += 1)
      expect(readAnswer(ANSWER.subarray(0, length))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readAnswer(Buffer.from(bytes));
      }),
    );
  });
});
