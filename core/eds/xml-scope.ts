/** The namespace bindings that hold while a document is read (Namespaces in XML 1.0). */
import { FormError } from './form-error.ts';
import type { XmlName } from './xml-name.ts';
import { XML_NAMESPACE, type XmlAttribute, type XmlDeclaration } from './xml-tree.ts';

const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

const NONE: readonly never[] = [];
const PLAIN = { declarations: NONE, attributes: NONE } as const;

/** Declarations that may be in force at one place. */
const MOST_DECLARATIONS = 1024;

export class XmlScope {
  private inForce = 0;
  /** For each prefix the namespaces it is bound to, innermost last. */
  private readonly bindings = new Map<string, string[]>([['xml', [XML_NAMESPACE]]]);

  /** The start of an element without attributes. */
  plain(): { readonly declarations: readonly never[]; readonly attributes: readonly never[] } {
    return PLAIN;
  }

  /** The start of an element: takes its declarations into force and resolves its attributes. */
  enter(raw: readonly { readonly name: XmlName; readonly value: string }[]): {
    readonly declarations: readonly XmlDeclaration[];
    readonly attributes: readonly XmlAttribute[];
  } {
    checkQualifiedNames(raw);
    let declarations: XmlDeclaration[] | undefined;
    for (const { name, value } of raw) {
      const prefix = name.qualified === 'xmlns' ? '' : name.prefix === 'xmlns' ? name.local : undefined;
      if (prefix === undefined) continue;
      const declaration = this.bind(prefix, value);
      if (declarations === undefined) declarations = [declaration];
      else declarations.push(declaration);
    }
    const attributes: XmlAttribute[] = [];
    for (const { name, value } of raw) {
      if (name.qualified === 'xmlns' || name.prefix === 'xmlns') continue;
      attributes.push({ name, namespace: name.prefix === '' ? '' : this.lookUp(name.prefix), value });
    }
    if (attributes.length > 1) checkExpandedNames(attributes);
    return { declarations: declarations ?? NONE, attributes };
  }

  /** The end of an element: its declarations no longer hold. */
  leave(declarations: readonly XmlDeclaration[]): void {
    this.inForce -= declarations.length;
    for (const { prefix } of declarations) this.bindings.get(prefix)?.pop();
  }

  /** The namespace of an element by its name. */
  ofElement(name: XmlName): string {
    return name.prefix === '' ? (this.bindings.get('')?.at(-1) ?? '') : this.lookUp(name.prefix);
  }

  private lookUp(prefix: string): string {
    const namespace = this.bindings.get(prefix)?.at(-1);
    if (namespace === undefined || prefix === 'xmlns') throw new FormError('malformed', 'unbound prefix');
    return namespace;
  }

  private bind(prefix: string, namespace: string): XmlDeclaration {
    const reserved =
      prefix === 'xmlns' ||
      namespace === XMLNS_NAMESPACE ||
      (prefix === 'xml') !== (namespace === XML_NAMESPACE) ||
      (prefix !== '' && namespace === '');
    if (reserved) throw new FormError('malformed', 'namespace declaration');
    // Canonical XML is not defined for documents with relative namespace names.
    if (namespace !== '' && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(namespace)) {
      throw new FormError('structure', 'relative namespace');
    }
    this.inForce += 1;
    if (this.inForce > MOST_DECLARATIONS) throw new FormError('structure', 'too many namespaces');
    const stack = this.bindings.get(prefix);
    if (stack === undefined) this.bindings.set(prefix, [namespace]);
    else stack.push(namespace);
    return { prefix, namespace };
  }
}

/** Names of one document are one object each, so few of them are compared faster than hashed. */
function checkQualifiedNames(raw: readonly { readonly name: XmlName }[]): void {
  if (raw.length === 1) return;
  if (raw.length > 8) {
    if (new Set(raw.map(({ name }) => name)).size !== raw.length)
      throw new FormError('malformed', 'repeated attribute');
    return;
  }
  for (let i = 1; i < raw.length; i += 1) {
    for (let k = 0; k < i; k += 1) {
      if (raw[i]?.name === raw[k]?.name) throw new FormError('malformed', 'repeated attribute');
    }
  }
}

function checkExpandedNames(attributes: readonly XmlAttribute[]): void {
  let seen: Set<string> | undefined;
  for (const { name, namespace } of attributes) {
    if (namespace === '') continue;
    seen ??= new Set();
    const expanded = `${namespace} ${name.local}`;
    if (seen.has(expanded)) throw new FormError('malformed', 'repeated attribute');
    seen.add(expanded);
  }
}
