/** Names of XML 1.0 (fifth edition §2.3) and of Namespaces in XML 1.0. */

/** For each unit of UTF-16: 1 may start a name, 2 may continue it, 3 begins a pair that may do both, 0 none of these. */
const CLASSES = classes();

function classes(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const fill = (kind: number, ...ranges: readonly (readonly [number, number])[]): void => {
    for (const [from, to] of ranges) table.fill(kind, from, to + 1);
  };
  fill(1, [0x3a, 0x3a], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a], [0xc0, 0xd6], [0xd8, 0xf6], [0xf8, 0x2ff]);
  fill(1, [0x370, 0x37d], [0x37f, 0x1fff], [0x200c, 0x200d], [0x2070, 0x218f], [0x2c00, 0x2fef]);
  fill(1, [0x3001, 0xd7ff], [0xf900, 0xfdcf], [0xfdf0, 0xfffd]);
  fill(2, [0x2d, 0x2e], [0x30, 0x39], [0xb7, 0xb7], [0x300, 0x36f], [0x203f, 0x2040]);
  // The first halves of U+10000 to U+EFFFF.
  fill(3, [0xd800, 0xdb7f]);
  return table;
}

/** Where the name that starts at this position ends; the position itself when there is none. */
export function endOfName(text: string, position: number): number {
  let at = position;
  for (;;) {
    // Past the end stands NaN, which is no place in the table.
    const kind = CLASSES[text.charCodeAt(at)] ?? 0;
    if (kind === 0 || (kind === 2 && at === position)) return at;
    at += kind === 3 ? 2 : 1;
  }
}

/** A name with its namespace prefix; equal names of one document are one object. */
export type XmlName = { readonly qualified: string; readonly prefix: string; readonly local: string };

/** Splits a name at its colon; undefined when it is not a qualified name. */
export function splitName(qualified: string): XmlName | undefined {
  const colon = qualified.indexOf(':');
  if (colon === -1) return { qualified, prefix: '', local: qualified };
  const prefix = qualified.slice(0, colon);
  const local = qualified.slice(colon + 1);
  if (prefix === '' || local === '' || local.includes(':') || endOfName(local, 0) !== local.length)
    return undefined;
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
