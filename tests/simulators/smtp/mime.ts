/** An attachment of a letter. */
export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A letter as a person reads it. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly MailAttachment[];
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

function split(raw: Buffer): Part {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, end === -1 ? raw.length : end).toString('utf8');
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) {
      headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
  }
  return { headers, body: end === -1 ? Buffer.alloc(0) : raw.subarray(end + 4) };
}

function quotedPrintable(text: string): Buffer {
  const joined = text.replace(/=\r?\n/g, '');
  const bytes: number[] = [];
  for (let at = 0; at < joined.length; at += 1) {
    const hex = /^=([0-9A-Fa-f]{2})/.exec(joined.slice(at, at + 3))?.[1];
    if (hex === undefined) {
      bytes.push(joined.charCodeAt(at) & 0xff);
    } else {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    }
  }
  return Buffer.from(bytes);
}

/** Decodes the encoded words of RFC 2047 (`=?UTF-8?B?…?=`); neighbours are joined before decoding. */
export function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, encoding = '', word = '']) =>
          encoding.toLowerCase() === 'b'
            ? Buffer.from(word, 'base64')
            : quotedPrintable(word.replaceAll('_', ' ')),
        ),
      ).toString('utf8'),
    );
}

function decodeBody(part: Part): Buffer {
  const encoding = part.headers.get('content-transfer-encoding')?.toLowerCase() ?? '7bit';
  if (encoding === 'base64') {
    return Buffer.from(part.body.toString('latin1'), 'base64');
  }
  return encoding === 'quoted-printable' ? quotedPrintable(part.body.toString('latin1')) : part.body;
}

function parameter(header: string, name: string): string {
  const plain = new RegExp(`${name}="?([^";]+)"?`, 'i').exec(header)?.[1];
  const extended = new RegExp(`${name}\\*(?:0\\*)?=utf-8''([^;]+)`, 'i').exec(header)?.[1];
  return extended === undefined ? decodeWords(plain ?? '') : decodeURIComponent(extended);
}

function leaves(part: Part): Part[] {
  const type = part.headers.get('content-type') ?? 'text/plain';
  if (!type.toLowerCase().startsWith('multipart/')) {
    return [part];
  }
  const marker = Buffer.from(`--${parameter(type, 'boundary')}`);
  const found: Part[] = [];
  let from = part.body.indexOf(marker);
  while (from !== -1) {
    const next = part.body.indexOf(marker, from + marker.length);
    if (next === -1) {
      break;
    }
    const start = part.body.indexOf('\r\n', from) + 2;
    found.push(...leaves(split(part.body.subarray(start, next - 2))));
    from = next;
  }
  return found;
}

/** Reads a letter of UTF-8 parts as nodemailer and the usual clients write them. */
export function readMail(raw: Buffer): MailContent {
  const letter = split(raw);
  const parts = leaves(letter).map((part) => ({
    type: (part.headers.get('content-type') ?? 'text/plain').toLowerCase(),
    header: part.headers.get('content-type') ?? '',
    disposition: part.headers.get('content-disposition') ?? '',
    content: decodeBody(part),
  }));
  const isAttachment = (part: (typeof parts)[number]) =>
    part.disposition.toLowerCase().startsWith('attachment');
  const textOf = (type: string) =>
    parts.find((part) => part.type.startsWith(type) && !isAttachment(part))?.content.toString('utf8') ?? '';
  return {
    subject: decodeWords(letter.headers.get('subject') ?? ''),
    text: textOf('text/plain'),
    html: textOf('text/html'),
    attachments: parts.filter(isAttachment).map((part) => ({
      name: parameter(part.disposition, 'filename') || parameter(part.header, 'name'),
      type: part.type.split(';')[0] ?? part.type,
      content: part.content,
    })),
  };
}
