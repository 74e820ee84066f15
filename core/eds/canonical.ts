/**
 * Canonical XML 1.0 (REC-xml-c14n-20010315) and Exclusive XML Canonicalization 1.0, for a whole document or for the subtree of an
 * element, with chosen elements left out. The result is UTF-8.
 */
import { escapesOf, Utf8Sink } from './utf8-sink.ts';
import { compareCodePoints } from './xml-name.ts';
import {
  XML_NAMESPACE,
  type XmlAttribute,
  type XmlComment,
  type XmlDeclaration,
  type XmlDocument,
  type XmlElement,
  type XmlInstruction,
  type XmlNode,
} from './xml-tree.ts';

export type CanonicalForm = {
  readonly exclusive: boolean;
  readonly comments: boolean;
};

/** The canonical form of a document without the elements in `without`. */
export function canonicalDocument(
  document: XmlDocument,
  form: CanonicalForm,
  without: ReadonlySet<XmlElement>,
): Uint8Array {
  const writer = new Writer(form, without);
  for (const node of document.before) writer.outside(node, true);
  writer.subtree(document.root);
  for (const node of document.after) writer.outside(node, false);
  return writer.finish();
}

/** The canonical form of an element as a document subset: what it inherits from its ancestors comes along. */
export function canonicalElement(
  element: XmlElement,
  form: CanonicalForm,
  without: ReadonlySet<XmlElement>,
): Uint8Array {
  const writer = new Writer(form, without);
  writer.subtree(element);
  return writer.finish();
}

class Writer {
  private readonly form: CanonicalForm;
  private readonly without: ReadonlySet<XmlElement>;
  private readonly sink = new Utf8Sink();
  /** Namespaces that the output has in force, by prefix. */
  private readonly rendered = new Map<string, string>();

  constructor(form: CanonicalForm, without: ReadonlySet<XmlElement>) {
    this.form = form;
    this.without = without;
  }

  finish(): Uint8Array {
    return this.sink.bytes();
  }

  private write(text: string): void {
    this.sink.write(text);
  }

  /** A comment or an instruction before or after the root: a line feed stands between it and the root. */
  outside(node: XmlComment | XmlInstruction, before: boolean): void {
    if (node.kind === 'comment' && !this.form.comments) return;
    this.write(before ? `${inert(node)}\n` : `\n${inert(node)}`);
  }

  /** An element that has no parent in the output. */
  subtree(apex: XmlElement): void {
    const inherited = this.form.exclusive ? NOTHING : inheritedBy(apex);
    this.element(apex, inherited);
  }

  private node(node: XmlNode): void {
    if (typeof node === 'string') this.sink.writeEscaped(node, TEXT_SPECIAL, TEXT_ESCAPES);
    else if (node.kind === 'element') {
      if (!this.without.has(node)) this.element(node, NOTHING);
    } else if (node.kind === 'instruction' || this.form.comments) this.write(inert(node));
  }

  private element(element: XmlElement, inherited: Inherited): void {
    const { qualified } = element.name;
    const declared = this.declared(element, inherited);
    const attributes =
      inherited.attributes.length === 0
        ? element.attributes
        : [...inherited.attributes, ...element.attributes];
    this.write('<');
    this.write(qualified);
    const before = declared.length === 0 ? NONE : declared.map(({ prefix }) => this.rendered.get(prefix));
    for (const { prefix, namespace } of declared) {
      this.rendered.set(prefix, namespace);
      this.write(prefix === '' ? ' xmlns="' : ` xmlns:${prefix}="`);
      this.sink.writeEscaped(namespace, ATTRIBUTE_SPECIAL, ATTRIBUTE_ESCAPES);
      this.write('"');
    }
    for (const { name, value } of sorted(attributes)) {
      this.write(' ');
      this.write(name.qualified);
      this.write('="');
      this.sink.writeEscaped(value, ATTRIBUTE_SPECIAL, ATTRIBUTE_ESCAPES);
      this.write('"');
    }
    this.write('>');
    for (const child of element.children) this.node(child);
    this.write('</');
    this.write(qualified);
    this.write('>');
    for (let i = 0; i < declared.length; i += 1) {
      const prefix = declared[i]?.prefix ?? '';
      const namespace = before[i];
      if (namespace === undefined) this.rendered.delete(prefix);
      else this.rendered.set(prefix, namespace);
    }
  }

  private declared(element: XmlElement, inherited: Inherited): readonly XmlDeclaration[] {
    if (this.form.exclusive) return this.utilised(element);
    const { declarations } = element;
    if (inherited.declarations.length > 0) return this.news([...inherited.declarations, ...declarations]);
    return declarations.length === 0 ? declarations : this.news(declarations);
  }

  /** Of these declarations, those that differ from what the output has in force; later ones win. */
  private news(declarations: readonly XmlDeclaration[]): readonly XmlDeclaration[] {
    const latest = new Map<string, string>();
    for (const { prefix, namespace } of declarations) latest.set(prefix, namespace);
    return this.changed(latest);
  }

  /** The declarations that exclusive canonicalisation shows: of prefixes that the element or its attributes use. */
  private utilised(element: XmlElement): readonly XmlDeclaration[] {
    const { name, namespace, attributes } = element;
    const current = this.rendered.get(name.prefix) ?? '';
    if (attributes.length === 0 && current === namespace) return NOTHING.declarations;
    const used = new Map<string, string>([[name.prefix, namespace]]);
    for (const attribute of attributes) {
      if (attribute.name.prefix !== '') used.set(attribute.name.prefix, attribute.namespace);
    }
    return this.changed(used);
  }

  private changed(namespaces: ReadonlyMap<string, string>): readonly XmlDeclaration[] {
    const list: XmlDeclaration[] = [];
    for (const [prefix, namespace] of namespaces) {
      if (prefix !== 'xml' && namespace !== (this.rendered.get(prefix) ?? ''))
        list.push({ prefix, namespace });
    }
    return list.length > 1 ? list.sort((a, b) => compareCodePoints(a.prefix, b.prefix)) : list;
  }
}

type Inherited = {
  readonly declarations: readonly XmlDeclaration[];
  readonly attributes: readonly XmlAttribute[];
};

const NONE: readonly never[] = [];
const NOTHING: Inherited = { declarations: [], attributes: [] };

/** What an apex takes over from its ancestors: the namespaces in scope and the nearest attribute of each name of `xml:`. */
function inheritedBy(apex: XmlElement): Inherited {
  const declarations: XmlDeclaration[] = [];
  const attributes = new Map<string, XmlAttribute>();
  const own = new Set(apex.attributes.filter(isXmlAttribute).map(({ name }) => name.local));
  for (let ancestor = apex.parent; ancestor !== undefined; ancestor = ancestor.parent) {
    declarations.unshift(...ancestor.declarations);
    for (const attribute of ancestor.attributes.filter(isXmlAttribute)) {
      const { local } = attribute.name;
      if (!own.has(local) && !attributes.has(local)) attributes.set(local, attribute);
    }
  }
  return { declarations, attributes: [...attributes.values()] };
}

function isXmlAttribute({ namespace }: XmlAttribute): boolean {
  return namespace === XML_NAMESPACE;
}

/** By namespace name, then by local name; attributes without a namespace first. */
function sorted(attributes: readonly XmlAttribute[]): readonly XmlAttribute[] {
  for (let i = 1; i < attributes.length; i += 1) {
    const [a, b] = [attributes[i - 1], attributes[i]];
    if (a !== undefined && b !== undefined && compareAttributes(a, b) > 0) {
      return attributes.toSorted(compareAttributes);
    }
  }
  return attributes;
}

function compareAttributes(a: XmlAttribute, b: XmlAttribute): number {
  if (a.namespace !== b.namespace) return compareCodePoints(a.namespace, b.namespace);
  return compareCodePoints(a.name.local, b.name.local);
}

function inert(node: XmlComment | XmlInstruction): string {
  if (node.kind === 'comment') return `<!--${node.text}-->`;
  return node.data === '' ? `<?${node.target}?>` : `<?${node.target} ${node.data}?>`;
}

const TEXT_SPECIAL = /[&<>\r]/;
const TEXT_ESCAPES = escapesOf({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' });
const ATTRIBUTE_SPECIAL = /[&<"\t\n\r]/;
const ATTRIBUTE_ESCAPES = escapesOf({
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
});
