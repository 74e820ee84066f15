/**
 * From the bytes of an XML document to its characters: byte order mark, encoding, declaration, line ends, forbidden characters
 * (XML 1.0 §2.2, §2.11, §4.3.3). What is not text as declared is `malformed`; what is well-formed but not ours is `structure`.
 */
import { FormError, LARGEST_INPUT } from './form-error.ts';

/** The noncharacters that XML forbids; control characters are found among the bytes. */
const FORBIDDEN = /[\uFFFE\uFFFF]/;
const DECLARATION =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"(1\.[0-9]+)"|'(1\.[0-9]+)')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"([A-Za-z][A-Za-z0-9._-]*)"|'([A-Za-z][A-Za-z0-9._-]*)'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/;

/** Encodings whose first 128 characters are ASCII: harmless as a label when the document has no others. */
const ASCII_SUPERSET = /^(?:us-ascii|iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|cp866|ibm866|latin1)$/i;

/** The characters of a document after its declaration, line ends as U+000A. */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_INPUT) throw new FormError('structure', 'too large');
  const { text: lines, encoding } = characters(bytes);
  if (FORBIDDEN.test(lines)) throw new FormError('malformed', 'forbidden character');
  if (!/^<\?xml[ \t\n]/.test(lines)) return lines;
  const declaration = DECLARATION.exec(lines);
  if (declaration === null) throw new FormError('malformed', 'XML declaration');
  checkEncoding(declaration[3] ?? declaration[4], encoding, lines);
  if ((declaration[1] ?? declaration[2]) !== '1.0') throw new FormError('structure', 'XML version');
  return lines.slice(declaration[0].length);
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function characters(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const [first, second, third] = bytes;
  let encoding: Encoding = 'utf-8';
  let mark = 0;
  if (first === 0xff && second === 0xfe) [encoding, mark] = ['utf-16le', 2];
  else if (first === 0xfe && second === 0xff) [encoding, mark] = ['utf-16be', 2];
  else if (first === 0xef && second === 0xbb && third === 0xbf) mark = 3;
  try {
    const content = bytes.subarray(mark);
    if (encoding === 'utf-8') return { text: decode('utf-8', withLineFeeds(content)), encoding };
    const utf8 = Buffer.from(decode(encoding, content), 'utf8');
    return { text: decode('utf-8', withLineFeeds(utf8)), encoding };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (mark === 0 && declaresOtherEncoding(bytes)) throw new FormError('structure', 'encoding not accepted');
    throw new FormError('malformed', 'encoding');
  }
}

function decode(encoding: Encoding, bytes: Uint8Array): string {
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** UTF-8 with every CR LF and every lone CR as LF. Done on bytes: a text of many line ends costs no more than another. */
function withLineFeeds(bytes: Uint8Array): Uint8Array {
  for (let i = 0; i < bytes.length; i += 1) {
    const octet = bytes[i] ?? 0;
    if (octet < 0x20 && octet !== 0x0a && octet !== 0x0d && octet !== 0x09) {
      throw new FormError('malformed', 'control character');
    }
  }
  const first = bytes.indexOf(0x0d);
  if (first === -1) return bytes;
  const result = Uint8Array.from(bytes);
  let length = first;
  for (let i = first; i < bytes.length; i += 1) {
    const octet = bytes[i] ?? 0;
    if (octet === 0x0a && bytes[i - 1] === 0x0d) continue;
    result[length] = octet === 0x0d ? 0x0a : octet;
    length += 1;
  }
  return result.subarray(0, length);
}

/** Bytes that are no UTF-8 because they honestly say they are something else. */
function declaresOtherEncoding(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1').replace(/\r\n?/g, '\n');
  const declaration = DECLARATION.exec(start);
  const declared = declaration?.[3] ?? declaration?.[4];
  return declared !== undefined && ASCII_SUPERSET.test(declared) && !/^us-ascii$/i.test(declared);
}

function checkEncoding(declared: string | undefined, actual: Encoding, text: string): void {
  if (declared === undefined) return;
  const label = declared.toLowerCase();
  if (label === actual || (label === 'utf-16' && actual !== 'utf-8')) return;
  if (actual === 'utf-8' && ASCII_SUPERSET.test(label) && !/[\u0080-\uFFFF]/.test(text)) return;
  throw new FormError('malformed', 'declared encoding');
}
