/**
 * The little of IPP (RFC 8010) that printing takes: a request with its operation attributes and perhaps a document, an answer
 * with its status and groups of attributes.
 */

/** Operations of RFC 8011 and, from 0x4001 on, of CUPS. */
const OPERATIONS = {
  'Print-Job': 0x0002,
  'Cancel-Job': 0x0008,
  'Get-Job-Attributes': 0x0009,
  'Get-Printer-Attributes': 0x000b,
  'CUPS-Get-Default': 0x4001,
  'CUPS-Get-Printers': 0x4002,
} as const;
export type Operation = keyof typeof OPERATIONS;

/** Value tags that requests are written with. */
const TAGS = {
  integer: 0x21,
  boolean: 0x22,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const;

/** One attribute of a request. */
export type RequestAttribute = {
  readonly tag: keyof typeof TAGS;
  readonly name: string;
  readonly values: readonly (string | number | boolean)[];
};

/** An attribute's values in an answer; kinds that printing does not need are left out. */
export type Values = readonly (string | number | boolean)[];

/** An answer: its status and its groups, each with the tag that says whether it is about a job or a printer. */
export type Answer = {
  readonly status: number;
  readonly groups: readonly { readonly tag: number; readonly attributes: ReadonlyMap<string, Values> }[];
};

export const GROUPS = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04 } as const;
const VERSION = 0x0200;

/** Writes a request; the document, if any, follows the attributes. */
export function writeRequest(
  operation: Operation,
  attributes: readonly RequestAttribute[],
  document: Uint8Array = new Uint8Array(),
): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt16BE(VERSION, 0);
  head.writeUInt16BE(OPERATIONS[operation], 2);
  head.writeUInt32BE(1, 4);
  head.writeUInt8(GROUPS.operation, 8);
  const always: readonly RequestAttribute[] = [
    { tag: 'charset', name: 'attributes-charset', values: ['utf-8'] },
    { tag: 'language', name: 'attributes-natural-language', values: ['en'] },
  ];
  const parts = [...always, ...attributes].flatMap((attribute) =>
    attribute.values.map((value, index) => writeValue(attribute, value, index === 0)),
  );
  return Buffer.concat([head, ...parts, Buffer.of(GROUPS.end), document]);
}

function writeValue(
  { tag, name }: RequestAttribute,
  value: string | number | boolean,
  first: boolean,
): Buffer {
  // Further values of an attribute come without its name.
  const key = Buffer.from(first ? name : '');
  const bytes = valueBytes(value);
  const head = Buffer.alloc(3);
  head.writeUInt8(TAGS[tag], 0);
  head.writeUInt16BE(key.length, 1);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length, 0);
  return Buffer.concat([head, key, length, bytes]);
}

function valueBytes(value: string | number | boolean): Buffer {
  if (typeof value === 'string') return Buffer.from(value);
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value, 0);
  return bytes;
}

/** Reads an answer, or null where the bytes are none (something else than a print service answered). */
export function readAnswer(bytes: Buffer): Answer | null {
  if (bytes.length < 9) return null;
  const groups: { tag: number; attributes: Map<string, (string | number | boolean)[]> }[] = [];
  let at = 8;
  let name = '';
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at);
    at += 1;
    if (tag === GROUPS.end) return { status: bytes.readUInt16BE(2), groups };
    if (tag < 0x10) {
      groups.push({ tag, attributes: new Map() });
      continue;
    }
    const key = field(bytes, at);
    const value = key === null ? null : field(bytes, at + 2 + key.length);
    const group = groups.at(-1);
    if (key === null || value === null || group === undefined) return null;
    at += 4 + key.length + value.length;
    if (key.length > 0) name = key.toString();
    const plain = plainValue(tag, value);
    if (plain === null) continue;
    const known = group.attributes.get(name);
    if (known === undefined) group.attributes.set(name, [plain]);
    else known.push(plain);
  }
  return null;
}

function field(bytes: Buffer, at: number): Buffer | null {
  if (at + 2 > bytes.length) return null;
  const end = at + 2 + bytes.readUInt16BE(at);
  return end > bytes.length ? null : bytes.subarray(at + 2, end);
}

function plainValue(tag: number, value: Buffer): string | number | boolean | null {
  if ((tag === 0x21 || tag === 0x23) && value.length === 4) return value.readInt32BE(0);
  if (tag === 0x22 && value.length === 1) return value[0] === 1;
  return tag >= 0x41 && tag <= 0x49 ? value.toString() : null;
}
