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

/** The document without declaration; a root without content is written as `<a></a>`, so that something can go in. */
export function rewriteXml(xml: string): string {
  const parser = new SaxesParser({ xmlns: true });
  const out: string[] = [];
  let depth = 0;
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
    depth += 1;
    opened = true;
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (opened && depth > 0) {
      out.push('/>');
      opened = false;
      return;
    }
    endTag();
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
  return out.join('');
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
