/**
 * A strict, namespace-aware reader of XML 1.0 without document types. It keeps what canonicalisation needs (comments, processing
 * instructions, declarations) and refuses everything that two readers could understand differently. Its cost is linear and
 * bounded: size, depth and the number of nodes are limited, and nothing is ever looked up outside the document.
 */
import { fail, ok, type Result } from '../domain/result.ts';
import { FormError, type FormFailure } from './form-error.ts';
import { decodeXml } from './xml-decode.ts';
import { endOfName, splitName, type XmlName } from './xml-name.ts';
import { XmlScope } from './xml-scope.ts';
import type { XmlComment, XmlDocument, XmlElement, XmlInstruction, XmlNode } from './xml-tree.ts';

/** Elements inside elements. */
const DEEPEST = 256;
/** Elements, attributes, references, comments and instructions together. */
const MOST_NODES = 600_000;
const MOST_ATTRIBUTES = 512;
const MOST_NAMES = 20_000;

const NONE: readonly never[] = [];
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

type OpenElement = XmlElement & { children: XmlNode[] | readonly never[] };

/** Reads a document; the failure says whether it is no XML at all or XML that is not accepted. */
export function parseXml(bytes: Uint8Array): Result<XmlDocument, FormFailure> {
  try {
    return ok(new Parser(decodeXml(bytes)).document());
  } catch (error) {
    if (error instanceof FormError) return fail(error.reason);
    throw error;
  }
}

function malformed(what: string): FormError {
  return new FormError('malformed', what);
}

class Parser {
  private readonly text: string;
  private position = 0;
  private nodes = 0;
  private readonly names = new Map<string, XmlName>();
  private readonly scope = new XmlScope();
  private readonly open: OpenElement[] = [];

  constructor(text: string) {
    this.text = text;
  }

  document(): XmlDocument {
    const before = this.outside(true);
    const root = this.element();
    const after = this.outside(false);
    return { before, root, after };
  }

  private count(nodes = 1): void {
    this.nodes += nodes;
    if (this.nodes > MOST_NODES) throw new FormError('structure', 'too many nodes');
  }

  /** Comments, instructions and white space outside the root; before it, up to its start. */
  private outside(prolog: boolean): (XmlComment | XmlInstruction)[] {
    const { text } = this;
    const found: (XmlComment | XmlInstruction)[] = [];
    for (;;) {
      this.skipSpace();
      if (this.position === text.length && !prolog) return found;
      if (text.startsWith('<!--', this.position)) found.push(this.comment());
      else if (text.startsWith('<?', this.position)) found.push(this.instruction());
      else if (!prolog) throw malformed('content after the root');
      else if (text.startsWith('<!DOCTYPE', this.position)) throw new FormError('structure', 'document type');
      else return found;
    }
  }

  private skipSpace(): boolean {
    const { text } = this;
    const start = this.position;
    for (;;) {
      const code = text.charCodeAt(this.position);
      if (code !== 0x20 && code !== 0x0a && code !== 0x09) return this.position > start;
      this.position += 1;
    }
  }

  /** The root with all it holds. */
  private element(): XmlElement {
    if (this.text[this.position] !== '<') throw malformed('no root');
    const root = this.startTag();
    while (this.open.length > 0) this.content();
    return root;
  }

  /** One piece of the content of the innermost open element. */
  private content(): void {
    const { text } = this;
    const at = text.indexOf('<', this.position);
    if (at === -1) throw malformed('unclosed element');
    if (at > this.position) {
      const characters = text.slice(this.position, at);
      if (characters.includes(']]>')) throw malformed(']]> in text');
      this.append(characters.includes('&') ? this.resolve(characters) : characters);
      this.position = at;
    }
    switch (text.charCodeAt(at + 1)) {
      case 0x2f:
        this.endTag();
        return;
      case 0x3f:
        this.append(this.instruction());
        return;
      case 0x21:
        if (text.startsWith('<!--', at)) this.append(this.comment());
        else this.characterData();
        return;
      default:
        this.startTag();
    }
  }

  private append(node: XmlNode): void {
    const parent = this.open[this.open.length - 1];
    if (parent === undefined) throw malformed('content outside the root');
    if (parent.children.length === 0) parent.children = [node];
    else (parent.children as XmlNode[]).push(node);
  }

  private characterData(): void {
    const from = this.position + '<![CDATA['.length;
    if (!this.text.startsWith('<![CDATA[', this.position)) throw malformed('declaration in content');
    const to = this.text.indexOf(']]>', from);
    if (to === -1) throw malformed('unclosed CDATA section');
    this.count();
    if (to > from) this.append(this.text.slice(from, to));
    this.position = to + 3;
  }

  private comment(): XmlComment {
    const from = this.position + 4;
    const to = this.text.indexOf('--', from);
    if (to === -1 || this.text[to + 2] !== '>') throw malformed('comment');
    this.count();
    this.position = to + 3;
    return { kind: 'comment', text: this.text.slice(from, to) };
  }

  private instruction(): XmlInstruction {
    this.position += 2;
    const target = this.name().qualified;
    if (/^xml$/i.test(target)) throw malformed('reserved target');
    const spaced = this.skipSpace();
    const from = this.position;
    const to = this.text.indexOf('?>', from);
    if (to === -1 || (!spaced && to !== from)) throw malformed('instruction');
    this.count();
    this.position = to + 2;
    return { kind: 'instruction', target, data: this.text.slice(from, to) };
  }

  private name(): XmlName {
    const end = endOfName(this.text, this.position);
    if (end === this.position) throw malformed('name');
    const qualified = this.text.slice(this.position, end);
    this.position = end;
    const known = this.names.get(qualified);
    if (known !== undefined) return known;
    const name = splitName(qualified);
    if (name === undefined) throw malformed('qualified name');
    if (this.names.size === MOST_NAMES) throw new FormError('structure', 'too many different names');
    this.names.set(qualified, name);
    return name;
  }

  private startTag(): OpenElement {
    const { text } = this;
    this.count();
    this.position += 1;
    const name = this.name();
    const raw: { name: XmlName; value: string }[] = [];
    let spaced = this.skipSpace();
    let code = text.charCodeAt(this.position);
    while (code !== 0x3e && code !== 0x2f) {
      if (!spaced) throw malformed('no space before an attribute');
      this.count();
      raw.push(this.attribute());
      if (raw.length > MOST_ATTRIBUTES) throw new FormError('structure', 'too many attributes');
      spaced = this.skipSpace();
      code = text.charCodeAt(this.position);
    }
    const empty = code === 0x2f;
    if (empty && text.charCodeAt(this.position + 1) !== 0x3e) throw malformed('empty element');
    this.position += empty ? 2 : 1;
    const { declarations, attributes } = raw.length === 0 ? this.scope.plain() : this.scope.enter(raw);
    const element: OpenElement = {
      kind: 'element',
      name,
      namespace: this.scope.ofElement(name),
      attributes,
      declarations,
      children: NONE,
      parent: this.open[this.open.length - 1],
    };
    if (element.parent !== undefined) this.append(element);
    if (empty) this.scope.leave(declarations);
    else if (this.open.push(element) > DEEPEST) throw new FormError('structure', 'too deep');
    return element;
  }

  private attribute(): { name: XmlName; value: string } {
    const { text } = this;
    const name = this.name();
    this.skipSpace();
    if (text[this.position] !== '=') throw malformed('attribute without a value');
    this.position += 1;
    this.skipSpace();
    const quote = text[this.position];
    if (quote !== '"' && quote !== "'") throw malformed('attribute without quotes');
    const end = text.indexOf(quote, this.position + 1);
    if (end === -1) throw malformed('unclosed attribute');
    let value = text.slice(this.position + 1, end);
    this.position = end + 1;
    if (value.includes('<')) throw malformed('< in an attribute');
    // Every attribute is CDATA without a document type: white space becomes a space, unless it is a reference.
    if (/[\t\n]/.test(value)) value = withSpaces(value);
    return { name, value: value.includes('&') ? this.resolve(value) : value };
  }

  private endTag(): void {
    const { text } = this;
    const element = this.open.pop();
    const qualified = element?.name.qualified ?? '';
    if (element === undefined || !text.startsWith(qualified, this.position + 2)) throw malformed('end tag');
    this.position += 2 + qualified.length;
    this.skipSpace();
    if (text[this.position] !== '>') throw malformed('end tag');
    this.position += 1;
    this.scope.leave(element.declarations);
  }

  /** Replaces character references and the five predefined entities; no other is declared without a document type. */
  private resolve(characters: string): string {
    const parts: string[] = [];
    let from = 0;
    for (let at = characters.indexOf('&'); at !== -1; at = characters.indexOf('&', from)) {
      this.count();
      const end = characters.indexOf(';', at + 1);
      if (end === -1) throw malformed('reference');
      parts.push(
        characters.slice(from, at),
        resolveReference(characters.slice(at + 1, Math.min(end, at + 24))),
      );
      from = end + 1;
    }
    parts.push(characters.slice(from));
    return parts.join('');
  }
}

/** Tabs and line feeds as spaces. Done on code units: however many there are, it costs what the length costs. */
function withSpaces(value: string): string {
  const units = Buffer.from(value, 'utf16le');
  for (let at = 0; at < units.length; at += 2) {
    if (units[at + 1] === 0 && (units[at] === 0x09 || units[at] === 0x0a)) units[at] = 0x20;
  }
  return units.toString('utf16le');
}

function resolveReference(name: string): string {
  const entity = PREDEFINED.get(name);
  if (entity !== undefined) return entity;
  const match = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
  if (match === null) throw malformed('undeclared entity');
  const code = match[1] === undefined ? Number.parseInt(match[2] ?? '', 10) : Number.parseInt(match[1], 16);
  const allowed =
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  if (!allowed) throw malformed('character reference');
  return String.fromCodePoint(code);
}
