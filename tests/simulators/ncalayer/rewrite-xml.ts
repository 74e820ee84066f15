/**
 * Reads a document and writes it anew as NCALayer does (the JDK's parser and serialiser, eds/README.md §4.1, §4.4):
 * declaration with `standalone="no"`, attributes sorted, empty elements and quotes rewritten, no DOCTYPE, characters
 * outside the BMP as references. What it signs is this text, not the one it was given.
 */
import { SaxesParser } from 'saxes';

/** The document is not well-formed; the message is worded as the Java parser words it. */
export class SaxParseError extends Error {}

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>';

function references(text: string): string {
  return text.replace(/[\u{10000}-\u{10ffff}]/gu, (character) => `&#${character.codePointAt(0)};`);
}

function escapeText(text: string): string {
  return references(
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;'),
  );
}

function escapeAttribute(text: string): string {
  return references(
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\t', '&#9;')
      .replaceAll('\n', '&#10;')
      .replaceAll('\r', '&#13;'),
  );
}

function byCodeUnits([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A document cut where a signature goes: before the end tag of an element. */
export interface Rewritten {
  readonly head: string;
  readonly tail: string;
}

/**
 * The document without declaration, cut before the end tag of the first element with the given local name, or of the
 * root. Throws a {@link SaxParseError} when the document is not well-formed; undefined when there is no such element.
 */
export function rewriteXml(xml: string, parent: string | null): Rewritten | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const out: string[] = [];
  const path: boolean[] = [];
  let depth = 0;
  let found = false;
  let cut: number | null = null;
  let opened = false;
  let problem: string | null = null;
  const endTag = () => {
    if (opened) {
      out.push('>');
      opened = false;
    }
  };
  parser.on('error', (error) => {
    problem ??= saxMessage(error.message, parser.line, parser.column);
  });
  parser.on('opentag', (tag) => {
    endTag();
    const attributes = Object.entries(tag.attributes)
      .map(([name, { value }]) => [name, value] as const)
      .toSorted(byCodeUnits)
      .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
    out.push(`<${tag.name}${attributes.join('')}`);
    const here = !found && (parent === null || tag.local === parent);
    found ||= here;
    path.push(here);
    depth += 1;
    opened = true;
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    const here = path.pop() === true;
    if (opened && !here) {
      out.push('/>');
      opened = false;
      return;
    }
    endTag();
    if (here) {
      cut = out.length;
    }
    out.push(`</${tag.name}>`);
  });
  parser.on('text', (text) => {
    if (depth > 0 && text !== '') {
      endTag();
      out.push(escapeText(text));
    }
  });
  parser.on('cdata', (text) => {
    endTag();
    out.push(`<![CDATA[${text}]]>`);
  });
  parser.on('comment', (text) => {
    endTag();
    out.push(`<!--${text}-->`);
  });
  parser.on('processinginstruction', ({ target, body }) => {
    endTag();
    out.push(body === '' ? `<?${target}?>` : `<?${target} ${body}?>`);
  });
  parser.write(xml).close();
  if (problem !== null) {
    throw new SaxParseError(problem);
  }
  return cut === null ? undefined : { head: out.slice(0, cut).join(''), tail: out.slice(cut).join('') };
}

function saxMessage(reason: string, line: number, column: number): string {
  const at = `org.xml.sax.SAXParseException; lineNumber: ${line}; columnNumber: ${column + 1};`;
  if (/unclosed tag|must contain a root element/.test(reason)) {
    return /unclosed/.test(reason)
      ? `${at} XML document structures must start and end within the same entity.`
      : `${at} Premature end of file.`;
  }
  return `${at} ${reason.replace(/^\d+:\d+: /, '')}`;
}
