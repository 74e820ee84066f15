/** Names of XML 1.0 (fifth edition §2.3) and of Namespaces in XML 1.0. */

const START =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME = new RegExp(`[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*`, 'uy');
const STARTS_NAME = new RegExp(`^[${START}]`, 'u');

/** For ASCII: 1 may start a name, 2 may continue it, 0 neither. */
const ASCII = asciiClasses();

function asciiClasses(): Uint8Array {
  const classes = new Uint8Array(128);
  for (let code = 0; code < 128; code += 1) {
    const character = String.fromCharCode(code);
    if (/[:A-Z_a-z]/.test(character)) classes[code] = 1;
    else if (/[-.0-9]/.test(character)) classes[code] = 2;
  }
  return classes;
}

/** Where the name that starts at this position ends; the position itself when there is none. */
export function endOfName(text: string, position: number): number {
  let at = position;
  let code = text.charCodeAt(at);
  if (code < 128 && ASCII[code] !== 1) return position;
  while (code < 128 && ASCII[code] !== 0) {
    at += 1;
    code = text.charCodeAt(at);
  }
  if (!(code >= 128)) return at;
  NAME.lastIndex = position;
  const match = NAME.exec(text);
  return match === null ? position : position + match[0].length;
}

/** A name with its namespace prefix; equal names of one document are one object. */
export type XmlName = { readonly qualified: string; readonly prefix: string; readonly local: string };

/** Splits a name at its colon; undefined when it is not a qualified name. */
export function splitName(qualified: string): XmlName | undefined {
  const colon = qualified.indexOf(':');
  if (colon === -1) return { qualified, prefix: '', local: qualified };
  const prefix = qualified.slice(0, colon);
  const local = qualified.slice(colon + 1);
  if (prefix === '' || local.includes(':') || !STARTS_NAME.test(local)) return undefined;
  return { qualified, prefix, local };
}

/** Order by code points, as canonical XML sorts (JavaScript compares UTF-16 code units). */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for code points above all others of the basic plane.
    if (x >= 0xd800 && x < 0xe000) x += 0x10000;
    if (y >= 0xd800 && y < 0xe000) y += 0x10000;
    return x - y;
  }
  return a.length - b.length;
}
