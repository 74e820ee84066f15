import { SaxesParser } from 'saxes';

/** An element of a state service's answer: local name, text, children; prefixes and attributes say nothing there. */
export type Element = { readonly name: string; readonly text: string; readonly children: readonly Element[] };

type Growing = { name: string; text: string; children: Growing[] };

/** Depth beyond which no such answer goes. */
const DEPTH = 40;

/** Reads an XML answer into a tree; null where it is not well-formed, has a DOCTYPE or goes too deep. */
export function readElement(xml: string): Element | null {
  const parser = new SaxesParser({ xmlns: true });
  const root: Growing = { name: '', text: '', children: [] };
  const open: Growing[] = [root];
  let sound = true;
  parser.on('error', () => {
    sound = false;
  });
  parser.on('doctype', () => {
    sound = false;
  });
  parser.on('opentag', (tag) => {
    const element: Growing = { name: tag.local, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > DEPTH) sound = false;
  });
  const add = (text: string) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
  return sound ? (root.children[0] ?? null) : null;
}

/** The first element at a path of local names below `element`. */
export function elementAt(element: Element | null, ...path: readonly string[]): Element | null {
  let here = element;
  for (const name of path) here = here?.children.find((child) => child.name === name) ?? null;
  return here;
}

/** The text at a path, trimmed; '' where there is none. */
export function textAt(element: Element | null, ...path: readonly string[]): string {
  return elementAt(element, ...path)?.text.trim() ?? '';
}
