import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { fail, ok, type Result } from '../domain/result.ts';

/**
 * One description for writing and reading the XML that people sign: elements only, in a fixed order, no white space
 * between them, no comments. What the description does not name cannot be in the document.
 */
export type Shape =
  | { readonly is: 'text' }
  | { readonly is: 'number' }
  | { readonly is: 'flag' }
  /** Absent from the document when the value is null. */
  | { readonly is: 'optional'; readonly of: Shape }
  | { readonly is: 'fields'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly is: 'list'; readonly item: string; readonly of: Shape };

/** The shape of a whole document. */
export type FieldsShape = Extract<Shape, { is: 'fields' }>;

/** The shape that a value of type `T` takes, so that a field added to the type and not to its XML does not compile. */
export type ShapeOf<T> = [null] extends [T]
  ? { readonly is: 'optional'; readonly of: ShapeOf<NonNullable<T>> }
  : [T] extends [string]
    ? { readonly is: 'text' }
    : [T] extends [number]
      ? { readonly is: 'number' }
      : [T] extends [boolean]
        ? { readonly is: 'flag' }
        : [T] extends [readonly (infer Item)[]]
          ? { readonly is: 'list'; readonly item: string; readonly of: ShapeOf<Item> }
          : { readonly is: 'fields'; readonly fields: { readonly [K in keyof T]-?: ShapeOf<T[K]> } };

export const text = { is: 'text' } as const;
export const number = { is: 'number' } as const;
export const flag = { is: 'flag' } as const;
export const optional = <S>(of: S) => ({ is: 'optional', of }) as const;
export const fields = <F>(each: F) => ({ is: 'fields', fields: each }) as const;
export const list = <S>(item: string, of: S) => ({ is: 'list', item, of }) as const;

/** A kind of document: its root element, namespace and the two attributes that name type and version. */
export type Root = {
  readonly name: string;
  readonly namespace: string;
  readonly type: string;
  readonly version: string;
};

/** Writes a document. Throws on a value that is not of the shape or holds what XML 1.0 cannot carry: a bug, not input. */
export function writeXml(root: Root, shape: FieldsShape, value: unknown): string {
  const head = `<${root.name} xmlns="${root.namespace}" type="${root.type}" version="${root.version}">`;
  return `${head}${content(shape, value, root.name)}</${root.name}>`;
}

/**
 * Reads canonical content back into plain values (text, whole numbers, booleans, null). Any element, attribute, comment,
 * instruction or text that the shape does not have, a missing or a repeated one: `structure`. The values are not judged here.
 */
export function readXml(
  root: Root,
  shape: FieldsShape,
  source: string,
): Result<Readonly<Record<string, unknown>>, 'structure'> {
  const tree = parse(root, source);
  if (tree === null || tree.text !== '') return fail('structure');
  return fieldsOf(shape.fields, tree.children);
}

function content(shape: Shape, value: unknown, path: string): string {
  switch (shape.is) {
    case 'text':
      if (typeof value === 'string') return escaped(value, path);
      break;
    case 'number':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
      break;
    case 'flag':
      if (typeof value === 'boolean') return String(value);
      break;
    case 'list':
      if (Array.isArray(value))
        return value.map((each) => element(shape.item, shape.of, each, path)).join('');
      break;
    case 'fields':
      if (isRecord(value))
        return Object.entries(shape.fields)
          .map(([name, each]) => element(name, each, value[name], path))
          .join('');
      break;
    case 'optional':
      break;
  }
  throw new Error(`The value at ${path} is not of its shape`);
}

function element(name: string, shape: Shape, value: unknown, path: string): string {
  if (shape.is === 'optional') return value === null ? '' : element(name, shape.of, value, path);
  return `<${name}>${content(shape, value, `${path}/${name}`)}</${name}>`;
}

/** Code points outside `Char` of XML 1.0, lone surrogates, and the carriage return, which parsers would change. */
const FORBIDDEN = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function escaped(value: string, path: string): string {
  if (FORBIDDEN.test(value)) throw new Error(`The value at ${path} holds a character that XML cannot carry`);
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

type Tree = { readonly name: string; text: string; readonly children: Tree[] };

function parse(root: Root, source: string): Tree | null {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: Tree[] = [];
  let top: Tree | null = null;
  let broken = false;
  const refuse = () => {
    broken = true;
  };
  parser.on('error', refuse);
  parser.on('xmldecl', refuse);
  parser.on('doctype', refuse);
  parser.on('comment', refuse);
  parser.on('cdata', refuse);
  parser.on('processinginstruction', refuse);
  parser.on('text', (piece) => {
    const current = open.at(-1);
    if (current === undefined) broken = true;
    else current.text += piece;
  });
  parser.on('opentag', (tag) => {
    const node: Tree = { name: tag.local, text: '', children: [] };
    const parent = open.at(-1);
    if (tag.prefix !== '' || tag.uri !== root.namespace) broken = true;
    if (!(parent === undefined ? isRoot(root, tag) : Object.keys(tag.attributes).length === 0)) broken = true;
    if (parent === undefined) top = node;
    else parent.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(source).close();
  return broken ? null : top;
}

function isRoot(root: Root, tag: SaxesTagNS): boolean {
  const expected: Readonly<Record<string, string>> = {
    xmlns: root.namespace,
    type: root.type,
    version: root.version,
  };
  const given: readonly SaxesAttributeNS[] = Object.values(tag.attributes);
  return (
    tag.local === root.name &&
    given.length === Object.keys(expected).length &&
    given.every((each) => expected[each.name] === each.value)
  );
}

function readValue(shape: Shape, node: Tree): Result<unknown, 'structure'> {
  switch (shape.is) {
    case 'optional':
      return readValue(shape.of, node);
    case 'list': {
      if (node.text !== '' || node.children.some((child) => child.name !== shape.item))
        return fail('structure');
      const items: unknown[] = [];
      for (const child of node.children) {
        const item = readValue(shape.of, child);
        if (!item.ok) return item;
        items.push(item.value);
      }
      return ok(items);
    }
    case 'fields':
      return node.text === '' ? fieldsOf(shape.fields, node.children) : fail('structure');
    default:
      return node.children.length === 0 ? leaf(shape.is, node.text) : fail('structure');
  }
}

function fieldsOf(
  shapes: Readonly<Record<string, Shape>>,
  children: readonly Tree[],
): Result<Readonly<Record<string, unknown>>, 'structure'> {
  const value: Record<string, unknown> = {};
  let next = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const child = children[next];
    if (child === undefined || child.name !== name) {
      if (shape.is !== 'optional') return fail('structure');
      value[name] = null;
      continue;
    }
    const read = readValue(shape, child);
    if (!read.ok) return read;
    value[name] = read.value;
    next += 1;
  }
  return next === children.length ? ok(value) : fail('structure');
}

function leaf(kind: 'text' | 'number' | 'flag', source: string): Result<unknown, 'structure'> {
  if (kind === 'text') return ok(source);
  if (kind === 'number') return /^(0|[1-9]\d{0,14})$/.test(source) ? ok(Number(source)) : fail('structure');
  return source === 'true' || source === 'false' ? ok(source === 'true') : fail('structure');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
