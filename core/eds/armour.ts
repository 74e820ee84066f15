/** The wrappings in which certificates, lists and CMS come: DER, PEM, bare base64. */

/** Decodes base64 with any white space in it; undefined when it is not base64 in its one canonical form. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const compact = /[ \t\r\n]/.test(text) ? text.replace(/[ \t\r\n]+/g, '') : text;
  if (compact.length === 0 || compact.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(compact, 'base64');
  return bytes.toString('base64') === compact ? bytes : undefined;
}

/**
 * The DER values in a file: one when it is DER or bare base64, one for each block when it is PEM. Text around PEM blocks is
 * ignored, as in the bundles that authorities publish. Undefined when the file is none of these.
 */
export function unwrap(bytes: Uint8Array): Uint8Array[] | undefined {
  if (bytes[0] === 0x30) {
    // '0' is also how base64 could begin, but no DER that matters has a length that looks like it.
    const asText = plainText(bytes);
    const decoded = asText === undefined ? undefined : decodeBase64(asText);
    return [decoded ?? bytes];
  }
  const text = plainText(bytes);
  if (text === undefined) return undefined;
  if (!text.includes('-----BEGIN ')) {
    const decoded = decodeBase64(text);
    return decoded === undefined ? undefined : [decoded];
  }
  const blocks: Uint8Array[] = [];
  let from = 0;
  for (;;) {
    const begin = text.indexOf('-----BEGIN ', from);
    if (begin === -1) return blocks;
    const labelEnd = text.indexOf('-----', begin + 11);
    if (labelEnd === -1) return undefined;
    const label = text.slice(begin + 11, labelEnd);
    const footer = `-----END ${label}-----`;
    const end = text.indexOf(footer, labelEnd);
    if (end === -1) return undefined;
    const decoded = decodeBase64(text.slice(labelEnd + 5, end));
    if (decoded === undefined) return undefined;
    blocks.push(decoded);
    from = end + footer.length;
  }
}

/** The bytes as text when all of them are ASCII (after a byte order mark). */
function plainText(bytes: Uint8Array): string | undefined {
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.length - from).toString('latin1');
  return /[\u0080-\u00ff]/.test(text) ? undefined : text;
}
