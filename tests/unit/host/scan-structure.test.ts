import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isReadableScan } from '../../../core/host/scan-structure.ts';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const segment = (marker: number, data: readonly number[]) => [
  0xff,
  marker,
  (data.length + 2) >> 8,
  (data.length + 2) & 0xff,
  ...data,
];
const FRAME = segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0x34];
const jpeg = (...parts: number[][]) => Buffer.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);

function pdf(trailer: string, offset?: number): Buffer {
  const body = '%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n';
  return Buffer.from(
    `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<<${trailer}>>\nstartxref\n${offset ?? body.length}\n%%EOF\n`,
    'latin1',
  );
}

describe('a scan that can be opened', () => {
  test.each([
    ['a picture of a drawing', 'image/png', png()],
    ['a photograph', 'image/jpeg', jpeg(segment(0xe0, [1, 2]), FRAME, SCAN)],
    ['a paper', 'application/pdf', pdf('/Root 1 0 R')],
    [
      'a paper behind the header of a mail program',
      'application/pdf',
      Buffer.concat([Buffer.from('junk\n'), pdf('/Root 1 0 R')]),
    ],
  ] as const)('%s', (_, type, bytes) => {
    expect(isReadableScan(type, bytes)).toBe(true);
  });
});

describe('a scan that cannot', () => {
  const broken = png();
  broken[30] = (broken[30] ?? 0) ^ 1;
  test.each([
    ['a drawing with a changed byte', 'image/png', broken],
    [
      'a drawing cut off before its data',
      'image/png',
      Buffer.concat([png().subarray(0, 33), png().subarray(-12)]),
    ],
    ['a drawing without size', 'image/png', Buffer.concat([png().subarray(0, 16), Buffer.alloc(40)])],
    ['a photograph without a frame', 'image/jpeg', jpeg(SCAN)],
    ['a photograph whose segment leads beyond its end', 'image/jpeg', jpeg([0xff, 0xe0, 0xff, 0xff], FRAME)],
    ['a photograph of width 0', 'image/jpeg', jpeg(segment(0xc0, [8, 0, 1, 0, 0, 1, 1, 0x11, 0]), SCAN)],
    ['a paper with a password', 'application/pdf', pdf('/Root 1 0 R /Encrypt 2 0 R')],
    ['a paper whose table of contents is elsewhere', 'application/pdf', pdf('/Root 1 0 R', 3)],
    ['a paper whose table of contents is nowhere', 'application/pdf', Buffer.from('%PDF-1.7\n%%EOF')],
  ] as const)('%s', (_, type, bytes) => {
    expect(isReadableScan(type, bytes)).toBe(false);
  });
});
